import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { nearEdgeExperiment, runningLink } from "./support/experimentLink.ts";
import { collectErrors, currentStep, expectNoNonNumbers } from "./support/pageText.ts";

const STEPS = 60;

/** Run the small network to its last step. */
async function finishRun(page: Page, learningRate: number): Promise<void> {
  const experiment = { ...nearEdgeExperiment(), learningRate, steps: STEPS };
  await page.goto("about:blank");
  await page.goto(`./${runningLink(experiment, "float64")}`);
  await expect.poll(() => currentStep(page)).toBe(STEPS);
}

const dialog = (page: Page) => page.getByRole("dialog", { name: "Runs" });
const comparedRuns = (page: Page) => page.getByRole("region", { name: "Compared runs" });
const listed = (page: Page) => dialog(page).getByRole("listitem");

async function openRuns(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Runs", exact: true }).click();
  await expect(dialog(page)).toBeVisible();
}

test("a run that was left paused is there after a reload", async ({ page }) => {
  const experiment = { ...nearEdgeExperiment(), steps: 1_000_000 };
  await page.goto(`./${runningLink(experiment, "float64")}`);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(100);
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: /^Play/ }).first()).toBeVisible();
  // It is kept once it has rested: what is written while a page is closed may be lost.
  await expect(async () => {
    await openRuns(page);
    try {
      await expect(listed(page)).toHaveCount(1, { timeout: 1000 });
    } finally {
      await page.keyboard.press("Escape");
    }
  }).toPass();
  const paused = await currentStep(page);
  await page.goto("about:blank");
  await page.goto("./#v=1&preset=nudged&run=0");
  await openRuns(page);
  await expect(listed(page)).toContainText(`${paused.toLocaleString("en-US")} steps`);
  await dialog(page).getByRole("button", { name: "Open:" }).click();
  await expect.poll(() => currentStep(page)).toBe(paused);
});

test("a finished run is kept, and is compared, opened, renamed and deleted", async ({ page }) => {
  const errors = collectErrors(page);
  const { learningRate } = nearEdgeExperiment();
  await finishRun(page, learningRate);
  await openRuns(page);
  await expect(listed(page)).toHaveCount(1);
  await expect(listed(page).first()).toContainText("60 steps");
  await expect(listed(page).first()).toContainText("On screen");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Runs", exact: true })).not.toBeFocused();

  // Another run in a later visit, with the first one beside it.
  await finishRun(page, learningRate / 2);
  await page.reload();
  await expect.poll(() => currentStep(page)).toBe(STEPS);
  await openRuns(page);
  await expect(listed(page)).toHaveCount(2);
  await dialog(page).getByRole("button", { name: "Show beside" }).click();
  await expect(
    dialog(page).getByRole("button", { name: "Show beside", pressed: true }),
  ).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(comparedRuns(page).getByRole("listitem")).toHaveCount(1);
  await expect(page.locator(".figure > canvas")).toHaveCount(2);
  await page.getByRole("button", { name: "Compare on ηt" }).click();
  await expect(page.getByRole("button", { name: "Compare on ηt" })).toBeHidden();
  await expectNoNonNumbers(page);

  // Opening it puts it in the place of the run on screen, and Undo brings that back.
  await openRuns(page);
  await dialog(page).getByRole("button", { name: "Open:" }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(comparedRuns(page)).toBeHidden();
  await expect(page.getByText(/Recorded on float64/)).toBeVisible();
  await page.getByRole("button", { name: "Back to the last run" }).click();
  await expect(page.getByText(/Recorded on float64/)).toBeHidden();

  // By keyboard: rename, leave a name as it was, delete, undo.
  await page.getByRole("button", { name: "Runs", exact: true }).press("Enter");
  await listed(page).last().getByRole("button", { name: "Name of the run" }).press("Enter");
  await page.keyboard.type("the first one");
  await page.keyboard.press("Enter");
  const renamed = page.getByRole("button", { name: "Name of the run: the first one" });
  await expect(renamed).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeVisible();
  await page.getByRole("button", { name: "Delete: the first one" }).press("Enter");
  await expect(page.getByRole("button", { name: "Undo deleting the first one" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Delete: the first one" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Undo deleting the first one" })).toBeFocused();
  await page.keyboard.press("Escape");
  await page.reload();
  await openRuns(page);
  await expect(listed(page)).toHaveCount(1);
  await expect(page.getByText("the first one")).toBeHidden();
  expect(errors).toEqual([]);
});
