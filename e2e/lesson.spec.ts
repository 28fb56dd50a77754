import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { collectErrors, currentStep, expectNoNonNumbers } from "./support/pageText.ts";

const story = (page: Page) => page.getByRole("region", { name: "What is happening" });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
}

/** Edit the widths of the hidden layers in the sentence. */
async function setWidths(page: Page, widths: string): Promise<void> {
  await page.getByRole("button", { name: /^Hidden layer widths/ }).click();
  await page.getByRole("textbox", { name: "Hidden layer widths" }).fill(widths);
  await page.keyboard.press("Enter");
}

test("a run that diverges says why, shows what was measured, and goes on with less", async ({
  page,
}) => {
  const errors = collectErrors(page);
  await page.goto("./#v=1&preset=too-large");
  await expect(page.getByRole("heading", { name: "Diverged" })).toBeVisible();
  await expect(story(page)).toContainText(
    /began at [\d.]+, [\d.]+ times the line 2\/η at 6\.667\. .*The last finite step is \d+: λ₁ is/,
  );
  await expect(story(page)).toContainText("600 steps each");
  await expect(page.getByText(/^Values of η: stable up to .*, diverging from/)).toBeAttached();
  await expectNoNonNumbers(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Try η = 0.2", exact: true }).click();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(60);
  await expect(page.getByRole("heading", { name: "Diverged" })).toBeHidden();
  expect(errors).toEqual([]);
});

test("an edit that would diverge warns before it runs, by pointer", async ({ page }) => {
  await page.goto("./#v=1&preset=classic");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(10);
  await setWidths(page, "200, 200");
  await expect(page.getByRole("heading", { name: "This step is too large" })).toBeVisible();
  await expect(story(page)).toContainText(
    /1–200–200–1 network starts at sharpness λ₁\(0\) = [\d.]+/,
  );
  await page.waitForTimeout(500);
  expect(await currentStep(page)).toBe(0);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Run it anyway" }).click();
  await expect(page.getByRole("heading", { name: "Diverged" })).toBeVisible();
  // On log axes, which it did not have before.
  const logarithmic = page.getByRole("checkbox", { name: "sharpness logarithmic" });
  await expect(logarithmic).toBeChecked();

  await page.getByRole("button", { name: "Undo change" }).click();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(10);
  await expect(page.getByRole("heading", { name: "Diverged" })).toBeHidden();
  await expect(logarithmic).not.toBeChecked();
});

test("a stable η is measured and taken by keyboard", async ({ page }) => {
  await page.goto("./#v=1&preset=nudged&steps=60");
  await expect.poll(() => currentStep(page)).toBe(60);
  await page.keyboard.press("r");
  await expect.poll(() => currentStep(page)).toBe(0);
  await setWidths(page, "8");
  const eta = page.getByRole("textbox", { name: "Step size η" }).first();
  await eta.fill("1,5");
  await eta.press("Enter");
  await expect(page.getByRole("heading", { name: "This step is too large" })).toBeVisible();
  const measure = page.getByRole("button", { name: /^Measure the largest stable/ });
  await measure.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("41 values of η on this network")).toBeVisible();
  await expect(story(page)).toContainText(
    "The largest η measured below the first one that diverges",
  );
  await page.getByRole("button", { name: /^Try η/ }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => currentStep(page)).toBe(60);
  await expect(page.getByRole("heading", { name: "Diverged" })).toBeHidden();

  await page.locator("body").press("Control+z");
  await expect(page.getByText("16–16").first()).toBeVisible();
});

test("an untouched preset diverges on purpose, without a warning", async ({ page }) => {
  await page.goto("./#v=1&preset=too-large");
  await expect(page.getByRole("heading", { name: "Diverged" })).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.getByRole("heading", { name: "Before the first step" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.getByRole("heading", { name: "Diverged" })).toBeVisible();
});
