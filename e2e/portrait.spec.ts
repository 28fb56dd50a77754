import { expect, test, type Locator, type Page } from "@playwright/test";
import { collectErrors, currentStep, expectNoNonNumbers, pauseByKey } from "./support/pageText.ts";

const charts = (page: Page) =>
  page.getByRole("slider", { name: "Loss, sharpness and distance", exact: false });
const portrait = (page: Page) => page.getByRole("slider", { name: /^Phase portrait/ });

async function valueOf(slider: Locator): Promise<number> {
  return Number(await slider.getAttribute("aria-valuenow"));
}

test("portrait and charts point at the same step, by pointer and by keyboard", async ({ page }) => {
  const errors = collectErrors(page);
  await page.goto("./");
  await expect(portrait(page)).toBeVisible();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(150);
  const head = await pauseByKey(page);
  await expect.poll(() => valueOf(charts(page))).toBe(head);
  await expect(portrait(page)).toHaveAttribute("aria-valuetext", /stage [1-4], .* δ, sharpness/);

  // From the charts to the portrait.
  const box = (await charts(page).boundingBox())!;
  await page.mouse.move(box.x + 46 + 0.3 * (box.width - 178), box.y + box.height / 2);
  await expect.poll(() => valueOf(charts(page))).toBeLessThan(head);
  const pointed = await valueOf(charts(page));
  await expect.poll(() => valueOf(portrait(page))).toBe(pointed);
  const still = (await portrait(page).boundingBox())!;
  const ring = page.locator(".portrait-ring");
  const place = (await ring.boundingBox())!;

  // And back: where the portrait has its ring, it means that step or one of another loop there.
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  await expect(ring).toBeVisible();
  await expect.poll(() => valueOf(charts(page))).toBe(await valueOf(portrait(page)));
  expect(await valueOf(charts(page))).toBeLessThanOrEqual(head);
  const again = (await ring.boundingBox())!;
  expect(Math.hypot(again.x - place.x, again.y - place.y)).toBeLessThan(8);
  expect((await portrait(page).boundingBox())!).toEqual(still);
  await page.mouse.move(2, 2);
  await expect.poll(() => valueOf(charts(page))).toBe(head);

  // The same by keyboard alone.
  await portrait(page).focus();
  await page.keyboard.press("Home");
  await expect(portrait(page)).toHaveAttribute("aria-valuetext", /^step 40, stage/);
  await expect.poll(() => valueOf(charts(page))).toBe(40);
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => valueOf(charts(page))).toBe(50);
  await charts(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => valueOf(portrait(page))).toBe(51);
  await page.keyboard.press("Escape");
  await expect.poll(() => valueOf(portrait(page))).toBe(head);
  await expectNoNonNumbers(page);
  expect(errors).toEqual([]);
});
