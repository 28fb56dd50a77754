import { expect, test, type Page } from "@playwright/test";
import {
  collectErrors,
  currentStep,
  edgeEvent,
  expectNoNonNumbers,
  pauseByKey,
} from "./support/pageText.ts";

const panel = (page: Page) => page.getByRole("region", { name: "Loss along u through θ†" });
const charts = (page: Page) =>
  page.getByRole("slider", { name: "Loss, sharpness and distance", exact: false });
const summary = (page: Page) => panel(page).getByRole("img");

/** Run well past the edge, with the panel on screen so that it is measured, then pause. */
async function pauseAtTheEdge(page: Page): Promise<number> {
  await page.goto("./");
  await expect(edgeEvent(page)).toBeVisible();
  await panel(page).scrollIntoViewIfNeeded();
  await expect(summary(page)).toHaveAccessibleName(/x is −?[\d.]+, [\d.]+ δ from θ†/);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(150);
  return pauseByKey(page);
}

test("the loss along u is measured past the edge and follows the pointer", async ({ page }) => {
  const errors = collectErrors(page);
  const head = await pauseAtTheEdge(page);
  // Paused, it is the present θ† that is shown.
  await expect(summary(page)).toHaveAccessibleName(new RegExp(`at step ${head}: x is`));
  await expect(panel(page)).toContainText("the last five steps");
  await expect(panel(page)).toContainText(/minus the quadratic, [\d.]+× taller/);
  await expect(panel(page)).toContainText(/off sharpness/);

  const box = (await charts(page).boundingBox())!;
  await page.mouse.move(box.x + 0.4 * box.width, box.y + 0.5 * box.height);
  await expect(summary(page)).not.toHaveAccessibleName(new RegExp(`at step ${head}[: ]`));
  const shown = Number(await charts(page).getAttribute("aria-valuenow"));
  await expect(summary(page)).toHaveAccessibleName(new RegExp(`at step ${shown}\\b`));
  await expectNoNonNumbers(page);
  expect(errors).toEqual([]);
});

test("it follows the crosshair by keyboard, and is silent before the edge", async ({ page }) => {
  const head = await pauseAtTheEdge(page);
  await charts(page).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(summary(page)).toHaveAccessibleName(new RegExp(`at step ${head - 1}\\b`));
  const ball = panel(page).locator(".ball circle").first();
  const before = Number(await ball.getAttribute("cx"));
  await page.keyboard.press("ArrowLeft");
  await expect(summary(page)).toHaveAccessibleName(new RegExp(`at step ${head - 2}\\b`));
  // One step earlier it was on the other side.
  const center = Number(
    await panel(page).locator("text", { hasText: /^θ†$/ }).first().getAttribute("x"),
  );
  const after = Number(await ball.getAttribute("cx"));
  expect(Math.sign(after - center)).toBe(-Math.sign(before - center));

  await page.keyboard.press("Home");
  await expect(summary(page)).toHaveAccessibleName(/nothing to show yet/);
  await expect(panel(page)).toContainText("Begins at the edge");
  await page.keyboard.press("Escape");
  await expect(summary(page)).toHaveAccessibleName(new RegExp(`at step ${head}: x is`));
});
