import { expect, test, type Locator, type Page } from "@playwright/test";
import { collectErrors, currentStep, expectNoNonNumbers, pauseByKey } from "./support/pageText.ts";

const charts = (page: Page) =>
  page.getByRole("slider", { name: "Loss, sharpness and distance", exact: false });

async function valueOf(slider: Locator): Promise<number> {
  return Number(await slider.getAttribute("aria-valuenow"));
}

test("zoom, pan, read and come back, by pointer and by keyboard", async ({ page }) => {
  const errors = collectErrors(page);
  await page.goto("./");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(100);
  await pauseByKey(page);
  const first = page.getByRole("slider", { name: "First visible step" });
  const last = page.getByRole("slider", { name: "Last visible step" });
  const width = async () => (await valueOf(last)) - (await valueOf(first));
  const whole = await width();

  await page.getByRole("slider", { name: "Visible steps" }).scrollIntoViewIfNeeded();
  const box = (await charts(page).boundingBox())!;
  const x = (share: number) => box.x + 46 + share * (box.width - 46 - 132);
  const y = box.y + box.height / 2;
  await page.mouse.move(x(0.1), y);
  await page.mouse.wheel(0, -320);
  await expect.poll(width).toBeLessThan(0.8 * whole);
  const zoomed = await width();

  // The crosshair reads while zoomed, and dragging moves what is read along.
  const start = await valueOf(first);
  await page.mouse.move(x(0.8), y);
  await page.mouse.down();
  await page.mouse.move(x(0.4), y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => valueOf(first)).toBeGreaterThan(start);
  expect(Math.abs((await width()) - zoomed)).toBeLessThanOrEqual(1);
  expect(await valueOf(charts(page))).toBeGreaterThan(await valueOf(first));

  await page.mouse.dblclick(x(0.5), y);
  await expect.poll(width).toBe(whole);

  // A brush on the whole run.
  await page.mouse.move(x(0.05), y);
  await page.mouse.down();
  await page.mouse.move(x(0.2), y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(width).toBeLessThan(0.3 * whole);
  await page.keyboard.press("f");
  await expect.poll(width).toBe(whole);

  // The same by keyboard alone.
  await charts(page).focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < 4; i++) await page.keyboard.press("+");
  await expect.poll(width).toBeLessThan(0.3 * whole);
  await page.keyboard.press("PageDown");
  await expect.poll(() => valueOf(first)).toBeGreaterThan(0);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("slider", { name: "Visible steps" })).toBeFocused();
  await page.keyboard.press("Home");
  await expect.poll(() => valueOf(first)).toBe(0);
  await page.getByRole("button", { name: "Follow" }).press("Enter");
  await expect(page.getByRole("button", { name: "Follow" })).toBeHidden();
  await page.getByRole("button", { name: "Fit" }).press("Enter");
  await expect.poll(width).toBe(whole);

  // Every panel goes back with the playhead: by a press on the timeline, and by keys.
  const playhead = page.getByRole("slider", { name: "Step shown" });
  const head = await valueOf(playhead);
  const timeline = (await page.getByRole("group", { name: "Overview of the run" }).boundingBox())!;
  // The strip is as long as the recording beneath the run.
  const third = (timeline.width * head) / (3 * whole);
  await page.mouse.click(timeline.x + third, timeline.y + timeline.height / 2);
  await page.mouse.move(0, 0);
  await expect.poll(() => valueOf(playhead)).toBeLessThan(head / 2);
  const back = await valueOf(playhead);
  await expect.poll(() => currentStep(page)).toBe(back);
  expect(await valueOf(charts(page))).toBe(back);
  await playhead.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => currentStep(page)).toBe(back + 10);
  await page.keyboard.press("Escape");
  await expect.poll(() => currentStep(page)).toBe(head);
  await expectNoNonNumbers(page);
  expect(errors).toEqual([]);
});
