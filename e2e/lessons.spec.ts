import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import type { LessonStep } from "../src/lessons/lesson.ts";
import { LESSONS } from "../src/lessons/lessons.ts";
import { collectErrors, expectNoNonNumbers } from "./support/pageText.ts";

const panel = (page: Page) => page.getByRole("region", { name: "Lesson", exact: true });
const toGoOn = (page: Page) => panel(page).locator("[aria-keyshortcuts=Space]");

/** Open the list by keyboard: the second word of the header. */
async function openList(page: Page): Promise<void> {
  // The page is there once a run is.
  await expect(page.getByRole("button", { name: /^(Play|Pause|Continue)/ }).first()).toBeEnabled();
  await page.locator("body").press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: "Lessons" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
}

/** Let the run come to where the step wants it, without watching: Space, if it is still under way. */
async function arrive(page: Page, does: RegExp): Promise<void> {
  await expect(toGoOn(page)).toHaveText(/./);
  // Looked at and pressed in one go: a moment later Space would mean something else.
  await toGoOn(page).evaluate((button) => {
    if (!/at once/.test(button.textContent)) return;
    const press = { key: " ", bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", press));
  });
  await expect(toGoOn(page)).toContainText(does, { timeout: 60_000 });
  // A press just after the arrival is taken for one that was to hurry it.
  await page.waitForTimeout(400);
}

async function walkThrough(page: Page, step: LessonStep, isLast: boolean): Promise<void> {
  await expect(panel(page).getByRole("heading", { level: 2 })).toHaveText(step.title);
  const onward = isLast ? /ends the lesson/ : /continues/;
  if (step.ask === undefined) {
    await arrive(page, onward);
  } else {
    await arrive(page, /lets the run answer/);
    await page.keyboard.press("1");
    await arrive(page, onward);
    await expect(panel(page).getByRole("status")).toHaveText(/^(Yes|No)/);
  }
  await expect(panel(page).getByText("What is on screen is not what")).toBeHidden();
}

LESSONS.forEach((lesson, index) => {
  test(`by keyboard alone: ${lesson.title}`, async ({ page }) => {
    const errors = collectErrors(page);
    await page.goto("./");
    await openList(page);
    await page.keyboard.press(String(index + 1));
    for (const step of lesson.steps) {
      const isLast = step === lesson.steps.at(-1);
      await walkThrough(page, step, isLast);
      await page.keyboard.press("Space");
    }
    await expect(panel(page)).toBeHidden();
    await expect(page.getByRole("region", { name: "Experiment" })).toBeVisible();
    await expectNoNonNumbers(page);
    expect(errors).toEqual([]);
  });
});

test("a lesson goes back, is left, and is found where it was", async ({ page }) => {
  await page.goto("./");
  await openList(page);
  await page.keyboard.press("3");
  const heading = panel(page).getByRole("heading", { level: 2 });
  const [first, second] = LESSONS[2]!.steps;
  await expect(heading).toHaveText(first!.title);
  await arrive(page, /continues/);
  await page.keyboard.press("Space");
  await arrive(page, /lets the run answer/);
  await expect(heading).toHaveText(second!.title);
  for (const choice of await panel(page).getByRole("listitem").all()) {
    await expect(choice).toBeVisible();
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
  await page.keyboard.press("Backspace");
  await expect(heading).toHaveText(first!.title);
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  // The run that was there before the lesson can be brought back.
  await expect(page.getByRole("button", { name: "Back to the last run" })).toBeVisible();
  await page.getByRole("button", { name: "Lessons" }).click();
  await expect(page.getByRole("button", { name: /Why does the loss/ })).toContainText(
    "reached 2 of 7",
  );
});
