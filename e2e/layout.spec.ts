import { expect, test, type Page } from "@playwright/test";
import { currentStep, edgeEvent, playSlowly } from "./support/pageText.ts";

const SIZES = [
  [390, 844],
  [720, 450],
  [760, 900],
  [1000, 800],
  [1100, 800],
  [1280, 720],
  [1440, 900],
  [1920, 1080],
  [3840, 2160],
] as const;

/** Where the parts of the page are, to the pixel. */
async function places(page: Page): Promise<Record<string, unknown>> {
  const parts = {
    charts: page.getByRole("slider", { name: "Loss, sharpness and distance", exact: false }),
    timeline: page.getByRole("group", { name: "Overview of the run" }),
    transport: page.getByRole("region", { name: "Run", exact: true }),
    stepSize: page.getByRole("region", { name: "Step size" }),
    portrait: page.getByRole("slider", { name: "Phase portrait", exact: false }),
    slice: page.getByRole("region", { name: "Loss along u through θ†" }),
  };
  const boxes = await Promise.all(
    Object.entries(parts).map(async ([name, part]) => [name, await part.boundingBox()] as const),
  );
  return Object.fromEntries(boxes);
}

test("nothing is cut off or runs over the side, from a phone to 4K", async ({ page }) => {
  await page.goto("./");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(50);
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `${width} px`)
      .toBe(width);
    const charts = page.getByRole("slider", { name: "Loss, sharpness and distance", exact: false });
    await expect
      .poll(async () => (await charts.boundingBox())?.height ?? 0, `${width} px`)
      .toBeGreaterThan(250);
    if (width < 1100) continue;
    // At a desk all is on one screen: columns may scroll, the page does not.
    const overflow = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    await expect.poll(overflow, `${width} px`).toBeLessThanOrEqual(0);
  }
});

test("nothing moves while a run goes through its stages", async ({ page }) => {
  await playSlowly(page);
  await expect(edgeEvent(page)).toBeVisible();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(48);
  const before = await places(page);
  expect(Object.values(before)).not.toContain(null);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(110);
  expect(await places(page)).toEqual(before);
});

test("the theme is switched by keyboard, and the curves with it", async ({ page }) => {
  await page.goto("./");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(50);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  const theme = page.getByRole("button", { name: "Dark" });
  await theme.focus();
  await page.keyboard.press("Enter");
  await expect.poll(paper).not.toBe(light);
  // The line of gradient descent, in its dark hue, is on the canvas.
  const blues = () =>
    page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(".figure canvas:last-of-type")!;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        const isHue =
          Math.abs(data[i]! - 0x4c) + Math.abs(data[i + 1]! - 0x98) + Math.abs(data[i + 2]! - 0xff);
        if (isHue < 12 && data[i + 3]! > 200) count++;
      }
      return count;
    });
  await expect.poll(blues).toBeGreaterThan(300);
});
