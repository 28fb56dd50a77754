import { expect, type Page, type Locator } from "@playwright/test";

/** Nothing that is not a number may reach the screen, in text or in the figure's geometry. */
export async function expectNoNonNumbers(page: Page): Promise<void> {
  const text = await page.locator("body").innerText();
  expect(text).not.toMatch(/NaN|Infinity|undefined|\[object/);
  const markup = await page.locator("body").innerHTML();
  expect(markup).not.toMatch(/NaN|="undefined"|Infinity/);
}

/** Errors the browser reports; a page that works has none. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}

/** The step the story of the live run is at; −1 while a recording is shown in its place. */
export async function currentStep(page: Page): Promise<number> {
  const kicker = page.getByRole("region", { name: "What is happening" }).locator("p").first();
  const text = await kicker.innerText();
  if (text.endsWith("recorded")) return -1;
  const digits = /[\d,]+/.exec(text)?.[0] ?? "-1";
  return Number(digits.replaceAll(",", ""));
}

/** The edge on the charts: "edge: predictions start", or "edge" alone where a neighbour needs the room. */
export function edgeEvent(page: Page): Locator {
  const charts = page.getByRole("slider", { name: /^Loss, sharpness/ });
  return charts.locator("text", { hasText: /^edge/ }).first();
}

/**
 * Pause by keyboard. Rows that were under way may still come, and the story shows them later than the charts.
 * @returns the step at which the run rests
 */
export async function pauseByKey(page: Page): Promise<number> {
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: /^Play/ }).first()).toBeVisible();
  // Two readings with time between them: the first one has nothing to agree with.
  let step = -1;
  await expect
    .poll(
      async () => {
        const before = step;
        step = await currentStep(page);
        return step - before;
      },
      { intervals: [500] },
    )
    .toBe(0);
  return step;
}

/** The opening run from step 0 at few steps per second: a fast machine ends it before a key is pressed. */
export async function playSlowly(page: Page, speed: "10" | "60" = "60"): Promise<void> {
  await page.goto("./");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(10);
  await page.keyboard.press("r");
  await expect.poll(() => currentStep(page)).toBe(0);
  await page.getByLabel("Speed in steps per second").first().selectOption(speed);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Play/ }).first().click();
}
