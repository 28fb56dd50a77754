/**
 * `npm run icons`: draws public/favicon.svg at the sizes that home screens ask for, into public/icons/.
 * The maskable one leaves the margin that a round mask cuts away.
 */
import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { chromiumLaunchOptions } from "../../e2e/support/chromium.ts";

const PUBLIC = new URL("../../public/", import.meta.url);
const PAPER = "#fdfcf9";

/** `share` is how much of the width the drawing takes. */
const ICONS = [
  { name: "apple-touch", size: 180, share: 0.84 },
  { name: "icon-192", size: 192, share: 1 },
  { name: "icon-512", size: 512, share: 1 },
  { name: "maskable-512", size: 512, share: 0.68 },
];

const drawing = await readFile(new URL("favicon.svg", PUBLIC), "utf8");
const folder = fileURLToPath(new URL("icons/", PUBLIC));
await mkdir(folder, { recursive: true });
const browser = await chromium.launch(chromiumLaunchOptions("none"));
try {
  for (const { name, size, share } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const side = Math.round(size * share);
    await page.setContent(
      `<style>body { margin: 0; height: 100vh; display: grid; place-items: center;
        background: ${PAPER} } svg { width: ${side}px; height: ${side}px }</style>${drawing}`,
    );
    await page.screenshot({ path: `${folder}${name}.png` });
    await page.close();
  }
} finally {
  await browser.close();
}
