import { expect, test, type Page } from "@playwright/test";
import { collectErrors, currentStep, expectNoNonNumbers } from "./support/pageText.ts";
import { traceFromPage } from "./support/traces.ts";

/** The opening run, at its end. */
async function openFinished(page: Page): Promise<number> {
  await page.goto("./");
  const story = page.getByRole("region", { name: "What is happening" });
  await expect(story).toContainText("finished", { timeout: 90_000 });
  return currentStep(page);
}

const shownStep = async (page: Page) => {
  const text = await page.getByText(/^Looking at step/).innerText();
  return Number(/[\d,]+/.exec(text)![0].replaceAll(",", ""));
};

test("by pointer: scrub back, branch without a change, and the same curve comes again", async ({
  page,
}) => {
  const errors = collectErrors(page);
  const head = await openFinished(page);
  const old = await traceFromPage(page);
  const branch = page.getByRole("button", { name: "Branch here" }).first();
  await expect(branch).toBeDisabled();

  const strip = page.getByRole("slider", { name: "Step shown" });
  await strip.scrollIntoViewIfNeeded();
  const box = (await strip.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 300, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText(/^Looking at step/)).toBeVisible();
  const step = await shownStep(page);
  expect(step).toBeGreaterThan(50);
  expect(step).toBeLessThan(head - 100);
  await page.mouse.move(0, 0);
  await expect.poll(() => currentStep(page)).toBe(step);
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect.poll(() => shownStep(page)).toBe(step - 1);
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect.poll(() => shownStep(page)).toBe(step);

  await branch.click();
  await expect(page.getByText(/^Looking at step/)).toBeHidden();
  await expect(page.getByText("branched from here")).toBeVisible();
  await expect.poll(() => currentStep(page)).toBe(step);
  await page.getByRole("button", { name: /^Play/ }).first().click();
  await expect.poll(() => currentStep(page)).toBe(head);
  const again = await traceFromPage(page);
  expect(again.columns.sharpness).toEqual(old.columns.sharpness);
  expect(again.columns.predictedLoss).toEqual(old.columns.predictedLoss);
  expect(again.edgeSteps).toEqual(old.edgeSteps);
  await expectNoNonNumbers(page);
  expect(errors).toEqual([]);
});

test("by keyboard: step back, branch with another η, and bring the old run back", async ({
  page,
}) => {
  const errors = collectErrors(page);
  const head = await openFinished(page);
  const old = await traceFromPage(page);
  // In the header, where the dialog was opened, arrow keys go from word to word.
  await page.getByRole("button", { name: "Play", exact: true }).first().focus();
  await page.keyboard.press("ArrowLeft");
  for (let i = 0; i < 30; i++) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("ArrowRight");
  const step = head - 300;
  await expect.poll(() => shownStep(page)).toBe(step);
  await page.keyboard.press("Escape");
  await expect(page.getByText(/^Looking at step/)).toBeHidden();
  for (let i = 0; i < 30; i++) await page.keyboard.press("Shift+ArrowLeft");

  const rate = page.getByRole("textbox", { name: "Step size η" }).first();
  await rate.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("0.1");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Play/ }).first().focus();
  await expect.poll(() => currentStep(page)).toBe(step);
  await page.keyboard.press("Enter");
  await expect.poll(() => currentStep(page)).toBe(head);
  // As many words as there is room for.
  await expect(page.getByText(/^(branched(, | from here with ))?η (0\.11 → )?0\.1$/)).toBeVisible();

  const branch = await traceFromPage(page);
  expect(branch.experiment.learningRateChanges).toEqual([{ step: step + 1, learningRate: 0.1 }]);
  const until = (values: readonly (number | null)[] = []) => values.slice(0, step + 2);
  // The change acts on the update that leaves step + 1.
  expect(until(branch.columns.loss)).toEqual(until(old.columns.loss));
  expect(branch.columns.loss?.[step + 2]).not.toBe(old.columns.loss?.[step + 2]);

  await page.getByRole("button", { name: "Back to the old run" }).focus();
  await page.keyboard.press("Enter");
  const restored = await traceFromPage(page);
  expect(restored.columns.loss).toEqual(old.columns.loss);
  expect(restored.experiment.learningRateChanges).toEqual([]);
  expect(errors).toEqual([]);
});
