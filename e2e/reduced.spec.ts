import { expect, test } from "@playwright/test";
import { collectErrors, currentStep, expectNoNonNumbers } from "./support/pageText.ts";

test("the reduced map starts where the viewer says, by keyboard, and the link says it", async ({
  page,
}) => {
  const errors = collectErrors(page);
  await page.goto("./#v=1&preset=x0-zero&run=1");
  await expect.poll(() => currentStep(page)).toBe(280);
  await expect(page.getByText("reduced map, x₀ = 0 leaves for")).toBeVisible();
  await expect(page.getByText("nothing oscillates, so nothing pushes")).toBeVisible();
  const slider = page.getByRole("slider", { name: "Start of the reduced map" });
  await slider.focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "0.1 δ");
  await expect.poll(() => page.url()).toContain("rmap=0.1");
  await expect(page.getByText("but only by its logarithm")).toBeVisible();

  const field = page.getByRole("button", { name: "Start of the reduced map, in δ: 0.1" });
  await field.press("Enter");
  await page.keyboard.type("20");
  await page.keyboard.press("Enter");
  await expect(page.getByText("x₀ must be a number of δ from 0 to 10")).toBeVisible();
  await page.getByLabel("Start of the reduced map, in δ").fill("0,02");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toContain("rmap=0.02");
  await page.getByRole("switch", { name: /^Reduced map/ }).click();
  await expect.poll(() => page.url()).toContain("rmap=off");
  await expect(slider).toBeHidden();
  await expectNoNonNumbers(page);
  expect(errors).toEqual([]);
});

test("the frozen models leave the charts, and the list and the lane say so", async ({ page }) => {
  const errors = collectErrors(page);
  await page.goto("./#v=1&preset=quadratic-diverges&run=1");
  await expect.poll(() => currentStep(page)).toBe(110);
  await expect(page.getByText(/^frozen quadratic leaves for/).first()).toBeVisible();
  await expect(page.getByText("frozen quadratic stops: diverging")).toBeVisible();
  await expect(page.getByRole("switch", { name: /^Frozen cubic.*stopped 10\d/ })).toBeVisible();
  await expectNoNonNumbers(page);
  expect(errors).toEqual([]);
});
