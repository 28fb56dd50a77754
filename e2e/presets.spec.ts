import { expect, test, type Page } from "@playwright/test";
import { collectErrors, currentStep } from "./support/pageText.ts";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Presets" });
const entry = (page: Page, title: string) =>
  dialog(page).getByRole("button", { name: new RegExp(`^${title}:`) });

async function openPresets(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Presets", exact: true }).click();
  await expect(dialog(page)).toBeVisible();
}

test("the library opens on what runs, and goes by arrows and digits", async ({ page }) => {
  const errors = collectErrors(page);
  await page.goto("./#v=1&preset=halve-rate");
  await openPresets(page);
  await expect(entry(page, "Halve η mid-run")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(entry(page, "Double η mid-run")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeHidden();
  await expect(page).toHaveURL(/preset=double-rate/);
  await openPresets(page);
  await page.keyboard.press("2");
  await expect(page).toHaveURL(/preset=classic/);
  await expect(page.getByText(/^Preset 2 of \d+$/)).toBeVisible();
  expect(errors).toEqual([]);
});

test("a slowed preset brings its speed and takes it away", async ({ page }) => {
  const errors = collectErrors(page);
  await page.goto("./#v=1&preset=four-stages");
  const speed = page.getByRole("combobox", { name: "Speed in steps per second" });
  await expect(speed).toHaveValue("10");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(5);
  await openPresets(page);
  await page.keyboard.press("4");
  await expect(speed).toHaveValue("max");
  await openPresets(page);
  await page.keyboard.press("3");
  await expect(speed).toHaveValue("10");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(5);
  expect(errors).toEqual([]);
});

test("the library scrolls within its dialog on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./");
  await openPresets(page);
  await page.keyboard.press("End");
  const last = dialog(page).getByRole("button").last();
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await expect(dialog(page).getByRole("heading", { name: "Presets" })).toBeInViewport();
  const overflow = await dialog(page).evaluate((box) => box.scrollWidth - box.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
