/** How tests start Chromium; shared by Playwright and Vitest's browser project. */
import { existsSync } from "node:fs";
import { chromium } from "playwright";

const CANDIDATES = [
  process.env["CHROMIUM_PATH"],
  chromium.executablePath(),
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The first browser that exists: an explicit path, Playwright's own, the system's. */
export function findChromium(): string | undefined {
  return CANDIDATES.find((path) => path !== undefined && path !== "" && existsSync(path));
}

/** The software adapter even where a GPU exists: same numbers everywhere. */
const WEBGPU = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
];
const NO_WEBGPU = ["--disable-features=WebGPU", "--disable-gpu"];
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export interface LaunchOptions {
  args: string[];
  executablePath?: string;
}

export function chromiumLaunchOptions(graphics: "webgpu" | "none"): LaunchOptions {
  const executablePath = findChromium();
  const isRoot = process.getuid?.() === 0;
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      ...(graphics === "webgpu" ? WEBGPU : NO_WEBGPU),
      ...QUIET,
      ...(isRoot ? ["--no-sandbox"] : []),
    ],
  };
}
