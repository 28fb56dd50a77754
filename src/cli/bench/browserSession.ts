/** Chromium and the servers it needs, for what only a browser can measure. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "playwright";
import { build, createServer, preview } from "vite";
import { chromiumLaunchOptions } from "../../../e2e/support/chromium.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const SOFTWARE_ADAPTER = "--use-webgpu-adapter=swiftshader";

/** Something served on a port of this machine until it is closed. */
export interface Served {
  /** With a trailing slash. */
  url: string;
  close(): Promise<void>;
}

/** @param adapter `any`: the hardware one where there is one; `software`: SwiftShader. */
export function launchChromium(adapter: "any" | "software"): Promise<Browser> {
  const options = chromiumLaunchOptions("webgpu");
  const args =
    adapter === "software"
      ? options.args
      : options.args.filter((each) => each !== SOFTWARE_ADAPTER);
  return chromium.launch({ ...options, args });
}

/** The repository as it is, modules transformed on demand. */
export async function serveSource(): Promise<Served> {
  // Its own cache: a development server may be running on the ordinary one.
  const cacheDir = await mkdtemp(join(tmpdir(), "brink-bench-"));
  const server = await createServer({
    root: ROOT,
    cacheDir,
    logLevel: "silent",
    server: { host: "127.0.0.1", port: 0, hmr: false, watch: null },
  });
  await server.listen();
  return {
    url: server.resolvedUrls!.local[0]!,
    async close() {
      await server.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}

/** The app as it is published, and the folder it was built to. */
export async function serveBuild(): Promise<Served & { folder: string }> {
  const outDir = await mkdtemp(join(tmpdir(), "brink-bench-"));
  const shared = { root: ROOT, logLevel: "silent" as const };
  // A development server in this process has left its own, with which React would come unbuilt.
  process.env["NODE_ENV"] = "production";
  await build({ ...shared, build: { outDir, emptyOutDir: true, manifest: true } });
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0 },
  });
  return {
    folder: outDir,
    url: server.resolvedUrls!.local[0]!,
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
