/** First step of `npm test`: find a browser, or install one. */
import { spawnSync } from "node:child_process";
import { findChromium } from "./chromium.ts";

function attempt(command: string, args: string[]): boolean {
  console.log(`> ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
}

function install(): void {
  const isDebianRoot = process.platform === "linux" && process.getuid?.() === 0;
  if (isDebianRoot && attempt("apt-get", ["update"])) {
    if (attempt("apt-get", ["install", "-y", "chromium"])) return;
  }
  attempt("npx", ["playwright", "install", "chromium"]);
}

if (findChromium() === undefined) install();
const found = findChromium();
if (found === undefined) {
  console.error(
    "No Chromium found and none could be installed. Install one (apt-get install chromium, or npx playwright install chromium) or set CHROMIUM_PATH.",
  );
  process.exitCode = 1;
} else {
  console.log(`Browser for tests: ${found}`);
}
