import { expect, test } from "@playwright/test";
import { collectErrors, currentStep, expectNoNonNumbers } from "./support/pageText.ts";

test("a step rule is chosen with its numbers, draws against its own line, and is in the address", async ({
  page,
}) => {
  const errors = collectErrors(page);
  await page.goto("./#v=1&degree=3&w=8&lr=0.05&steps=60&backend=float64");
  await page.locator("summary").first().click();
  await page.getByRole("combobox", { name: "Step rule" }).selectOption("adam");
  const name = "Decay β₁ of the mean gradient";
  await page.getByRole("button", { name: `${name}: 0.9` }).click();
  await page.getByRole("textbox", { name }).fill("0.8");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/opt=adam&mean=0\.8/);
  await page.getByRole("button", { name: "Play", exact: true }).first().click();
  await expect.poll(() => currentStep(page)).toBe(60);
  // (2 + 2·0.8)/((1 − 0.8)·0.05) = 360
  const story = page.getByRole("region", { name: "What is happening" });
  await expect(story).toContainText("the line (2+2β₁)/((1−β₁)η) of Adam");
  await expect(story).toContainText("360.00");
  await expect(story).toContainText("Raw sharpness is");
  await expect(page.getByText("with another step rule they are off")).toBeVisible();
  await expect(page.getByRole("region", { name: "Phase portrait" })).toHaveCount(0);
  await expect(page.getByRole("switch", { name: /Preconditioned sharpness/ })).toBeVisible();
  await expectNoNonNumbers(page);

  await page.getByRole("combobox", { name: "Step rule" }).selectOption("gd");
  await expect(page).not.toHaveURL(/opt=/);
  await expect(page.getByRole("region", { name: "Phase portrait" })).toBeVisible();
  await expect(page.getByRole("switch", { name: /Preconditioned sharpness/ })).toHaveCount(0);
  expect(errors).toEqual([]);
});

test("a preset of another step rule opens with its line", async ({ page }) => {
  await page.goto("./#v=1&preset=heavy-ball");
  await expect(page.getByText("(2+2μ)/η = 76").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "What is happening" })).toContainText(
    "of heavy ball",
  );
});
