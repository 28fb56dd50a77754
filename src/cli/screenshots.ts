/**
 * `npm run screenshots [-- NAME…]`: takes the pictures in docs/screenshots/ anew, all or those named, of the page as it is built. Each
 * is a state that a viewer can reach, with the same experiment every time.
 */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright";
import { chromiumLaunchOptions } from "../../e2e/support/chromium.ts";
import { serveBuild } from "./bench/browserSession.ts";

const FOLDER = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));

interface Shot {
  name: string;
  theme: "light" | "dark";
  width: number;
  height: number;
  link: string;
  /** What the viewer does before the picture is taken. */
  arrange: (page: Page) => Promise<void>;
}

/** Wait for the end of the run, or for its divergence. */
async function untilOver(page: Page): Promise<void> {
  const kicker = page.getByRole("region", { name: "What is happening" }).locator("p").first();
  await kicker.filter({ hasText: /finished|Stopped after/ }).waitFor({ timeout: 240_000 });
}

/** Go back from the end to a step, as a viewer does: by the playhead. */
async function goBack(page: Page, steps: number): Promise<void> {
  await untilOver(page);
  const playhead = page.getByRole("slider", { name: "Step shown" });
  await playhead.focus();
  for (let i = 0; i < Math.floor(steps / 10); i++) await page.keyboard.press("Shift+ArrowLeft");
  for (let i = 0; i < steps % 10; i++) await page.keyboard.press("ArrowLeft");
  await playhead.blur();
}

/** In lecture mode: the steps around the edge, some way into the second spike. */
async function nearEdge(page: Page): Promise<void> {
  await untilOver(page);
  await page.keyboard.press("z");
  for (let i = 0; i < 19; i++) await page.keyboard.press("Shift+ArrowLeft");
}

/** A lesson's step has run to where it wants to be. */
async function untilThere(page: Page): Promise<void> {
  await page.getByRole("button", { name: /continues|Continue|lets? the run answer/i }).waitFor();
}

async function branch(page: Page): Promise<void> {
  await goBack(page, 120);
  const entry = page.getByRole("textbox", { name: /step size|η/i }).first();
  await entry.fill("0.08");
  await entry.press("Enter");
  await entry.blur();
  await page.getByRole("button", { name: /^Play/ }).first().click();
  await untilOver(page);
}

const OPENING = "";
const DESK = { width: 1440, height: 900, link: OPENING } as const;

const LECTURE = { width: 1280, height: 720, link: "#v=1&preset=nudged&lecture=1" } as const;
const PROJECTOR = { width: 1280, height: 720, arrange: untilThere } as const;
const PHONE = { width: 390, height: 844, arrange: untilThere } as const;

const SHOTS: readonly Shot[] = [
  { name: "desk-light", theme: "light", ...DESK, arrange: (page) => goBack(page, 188) },
  { name: "desk-dark", theme: "dark", ...DESK, arrange: (page) => goBack(page, 188) },
  { ...DESK, name: "cifar", theme: "light", link: "#v=1&preset=cats-and-dogs", arrange: untilOver },
  { ...DESK, name: "cnn", theme: "dark", link: "#v=1&preset=convolutions", arrange: untilOver },
  { ...DESK, name: "modes", theme: "light", link: "#v=1&preset=second-mode", arrange: untilOver },
  { name: "branch", theme: "light", ...DESK, arrange: branch },
  { name: "diverged", theme: "dark", ...DESK, link: "#v=1&preset=too-large", arrange: untilOver },
  { ...DESK, name: "projector", theme: "light", width: 1280, height: 720, arrange: untilOver },
  { ...DESK, name: "phone", theme: "light", width: 390, height: 844, arrange: untilOver },
  { ...LECTURE, name: "lecture", theme: "light", arrange: nearEdge },
  { ...LECTURE, name: "lecture-dark", theme: "dark", arrange: nearEdge },
  { ...PROJECTOR, name: "lesson", theme: "light", link: "#v=1&lesson=why-loss-falls.2" },
  { ...PROJECTOR, name: "lesson-halve", theme: "dark", link: "#v=1&lesson=halve-double.2" },
  { ...PROJECTOR, name: "lesson-prediction", theme: "light", link: "#v=1&lesson=prediction.3" },
  { ...PHONE, name: "lesson-phone", theme: "light", link: "#v=1&lesson=why-loss-falls.2" },
];

await mkdir(FOLDER, { recursive: true });
const built = await serveBuild();
const browser = await chromium.launch(chromiumLaunchOptions("none"));
try {
  const asked = process.argv.slice(2);
  const taken = asked.length === 0 ? SHOTS : SHOTS.filter(({ name }) => asked.includes(name));
  for (const { name, theme, width, height, link, arrange } of taken) {
    const context = await browser.newContext({ colorScheme: theme, viewport: { width, height } });
    const page = await context.newPage();
    await page.goto(new URL(link, built.url).href);
    await arrange(page);
    await page.mouse.move(2, 2);
    // What is loaded late has its place, but not yet its picture.
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `${FOLDER}${name}.png` });
    await context.close();
  }
} finally {
  await browser.close();
  await built.close();
}
