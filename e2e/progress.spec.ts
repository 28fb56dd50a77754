import { expect, test } from "@playwright/test";
import { holdDownloads, type HeldDownloads } from "./support/heldDownloads.ts";
import { collectErrors, currentStep, expectNoNonNumbers, pauseByKey } from "./support/pageText.ts";

let held: HeldDownloads;

test.beforeEach(async ({ baseURL }) => {
  held = await holdDownloads(baseURL ?? "");
});

test.afterEach(async () => {
  await held.close();
});

test("a download shows how far it is, and is cancelled and begun again by keyboard", async ({
  page,
}) => {
  const errors = collectErrors(page);
  await page.goto(`${held.url}#v=1&preset=digits`);
  const progress = page.getByRole("progressbar", { name: "Starting the run" });
  await expect(progress).toHaveAttribute("aria-valuetext", "Loading data, 50 %");
  await expect(page.getByText("Loading data, 50 %").first()).toBeVisible();
  await expectNoNonNumbers(page);

  await page.keyboard.press("Escape");
  await expect(progress).toBeHidden();
  await expect(page.getByRole("button", { name: "Play", exact: true }).first()).toBeEnabled();

  await page.keyboard.press("Space");
  await expect(progress).toHaveAttribute("aria-valuetext", "Loading data, 50 %");
  held.release();
  await expect(progress).toBeHidden();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(3);
  expect(errors).toEqual([]);
});

test("a start that is cancelled by pointer gives the run before back", async ({ page }) => {
  await page.goto(held.url);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(20);
  const before = await pauseByKey(page);

  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: /Digits, one mode/ }).click();
  await expect(page.getByRole("progressbar", { name: "Starting the run" })).toBeVisible();
  await page.getByRole("button", { name: /^Cancel/ }).click();
  await expect(page.getByRole("progressbar", { name: "Starting the run" })).toBeHidden();
  await expect(page.getByText("Spikes, foretold").first()).toBeVisible();
  expect(await currentStep(page)).toBe(before);

  await page.getByRole("button", { name: "Play", exact: true }).first().click();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(before);
});

test("a long run to a step shows step and time left, and Pause ends it", async ({ page }) => {
  await page.goto(held.url);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(20);
  await page.getByRole("button", { name: /^Run to step/ }).click();
  await page.getByRole("textbox", { name: "Run to step" }).fill("90000");
  await page.keyboard.press("Enter");
  const progress = page.getByRole("progressbar", { name: "Running to the chosen step" });
  await expect(progress).toHaveAttribute(
    "aria-valuetext",
    /^Step [\d,]+ of 90,000, about [\d,]+ (s|min|h) left$/,
  );
  await page.getByRole("button", { name: "Pause", exact: true }).first().click();
  await expect(progress).toBeHidden();
});

test("a sweep counts what it has measured and can be cancelled", async ({ page }) => {
  await page.goto(held.url);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(5);
  await page.getByRole("button", { name: /^Hidden layer widths/ }).click();
  await page.getByRole("textbox", { name: "Hidden layer widths" }).fill("64, 64");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "sweep η" }).click();
  const progress = page.getByRole("progressbar", { name: "Measuring the ranges of η" });
  await expect(progress).toHaveAttribute("max", "41");
  await expect(page.getByText(/^measuring, \d+ of 41$/)).toBeVisible();
  await page.getByRole("button", { name: "cancel", exact: true }).click();
  await expect(page.getByRole("button", { name: "sweep η" })).toBeVisible();
});
