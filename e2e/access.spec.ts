import { expect, test, type Page } from "@playwright/test";
import {
  collectErrors,
  currentStep,
  edgeEvent,
  expectNoNonNumbers,
  playSlowly,
} from "./support/pageText.ts";

const focusedName = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute("aria-label") ?? focused?.textContent ?? "";
  });

/** A visible ring: some outline, of the width that the tokens name. */
async function expectFocusRing(page: Page): Promise<void> {
  const outline = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement!);
    return `${outlineStyle} ${outlineWidth}`;
  });
  expect(outline).toBe("solid 2px");
}

test("by keyboard alone: from load to Play within five tab stops, pause, read, and the sheet", async ({
  page,
}) => {
  const errors = collectErrors(page);
  await playSlowly(page);
  await page.evaluate(() => {
    (document.activeElement as HTMLElement).blur();
  });
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Play", exact: true }).first()).toBeVisible();
  await page.goto("./");
  await expect(page.getByRole("toolbar", { name: "Numbers at this step" })).toBeVisible();
  await expect(edgeEvent(page)).toBeVisible();

  const stops: string[] = [];
  for (let stop = 1; stop <= 5; stop++) {
    await page.keyboard.press("Tab");
    stops.push(await focusedName(page));
    await expectFocusRing(page);
    if (/^(Play|Pause)$/.test(stops.at(-1) ?? "")) break;
  }
  expect(stops.at(-1)).toMatch(/^(Play|Pause)$/);
  expect(stops[0]).toBe("Skip to Play");

  // Back to the numbers: each symbol explains itself, and Escape takes the note away.
  await page.keyboard.press("Shift+Tab");
  const note = page.getByRole("tooltip");
  await expect(note).toContainText("λₘₐₓ(∇²L(θ))");
  await page.keyboard.press("End");
  await expect(note).toContainText("γ = α / (|∇L| |∇S⊥|)");
  const focused = page.locator(":focus");
  await expect(focused).toHaveAttribute("data-symbol", "1 − γ²");
  await expect(focused).toHaveAccessibleDescription(/share of the downhill direction/);
  await page.keyboard.press("Escape");
  await expect(note).toBeHidden();
  await expect(focused).toBeFocused();

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys and symbols" });
  await expect(sheet).toContainText("re-synchronise the prediction with the run");
  await expect(sheet).toContainText("δ = √(2α/β)");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(focused).toHaveAttribute("data-symbol", "1 − γ²");

  // Home reads step 0 on the charts, with its numbers.
  await page.getByRole("slider", { name: /^Loss, sharpness and distance/ }).focus();
  await page.keyboard.press("Home");
  await expect.poll(() => currentStep(page)).toBe(0);
  await expectNoNonNumbers(page);
  expect(errors).toEqual([]);
});

test("symbols explain themselves under the pointer, beside the curves and not over them", async ({
  page,
}) => {
  await page.goto("./");
  await expect(edgeEvent(page)).toBeVisible();
  const note = page.getByRole("tooltip");
  const story = page.getByRole("region", { name: "What is happening" });

  await page.locator('svg tspan[data-symbol="λ₁"]').hover({ force: true });
  await expect(note).toContainText("The largest curvature of the loss");
  const [beside, chart] = await Promise.all([
    note.boundingBox(),
    page.locator(".figure").boundingBox(),
  ]);
  expect(beside!.x + beside!.width).toBeLessThanOrEqual(chart!.x + 2);

  // The pointer may go onto the note; elsewhere it closes.
  await page.mouse.move(beside!.x + 20, beside!.y + 20);
  await page.waitForTimeout(400);
  await expect(note).toBeVisible();
  await page.mouse.move(700, 5);
  await expect(note).toBeHidden();

  for (const [symbol, words] of [
    ["α", "α = −∇L · ∇S⊥"],
    ["2/η", "|1 − ηS| > 1"],
  ] as const) {
    await story.getByRole("button", { name: new RegExp(`^${symbol},`) }).hover();
    await expect(note).toContainText(words);
  }
  await page
    .getByRole("region", { name: "Step size" })
    .locator('[data-symbol="η"]')
    .first()
    .hover();
  await expect(note).toContainText("How far each step goes down the gradient.");
});

test("the numbers are those of the step that is read, and time to the edge comes before it", async ({
  page,
}) => {
  await playSlowly(page, "10");
  const story = page.getByRole("region", { name: "What is happening" });
  await expect(story).toContainText(/there in about \d+ steps?, (\d+ seconds?|less than a second)/);
  await page.getByLabel("Speed in steps per second").first().selectOption("60");
  const numbers = page.getByRole("toolbar", { name: "Numbers at this step" });
  await expect(page.getByText(/stage [1-4] of 4/).first()).toBeVisible();
  await expect(numbers).not.toContainText("–");
  await expect(numbers).toContainText(/1 − γ²\s*[\d.]+ %/);
  await expect(story.locator("[aria-live]")).toContainText(/sharpness [\d.]+, line 18\.18, oscill/);

  await page.getByRole("slider", { name: /^Loss, sharpness and distance/ }).focus();
  await page.keyboard.press("Home");
  await expect(numbers).toHaveText(/^S\s*[\d.]+\s*2\/η\s*18\.18\s*\|x\|\/δ\s*–\s*y\s*–/);
});

test("sharpness can be heard: off by default, silent while paused, short for a step read", async ({
  page,
}) => {
  const errors = collectErrors(page);
  await page.addInitScript(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    type SetTarget = (this: AudioParam, value: number, at: number, constant: number) => AudioParam;
    const original = Reflect.get(AudioParam.prototype, "setTargetAtTime") as SetTarget;
    AudioParam.prototype.setTargetAtTime = function (value, at, constant) {
      heard.push(value);
      return original.call(this, value, at, constant);
    };
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: number[] }).heard);
  await playSlowly(page);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(5);
  expect(await heard()).toEqual([]);
  const options = page.getByRole("group", { name: "Sharpness relative to 2/η as a tone" });
  await options.getByText("on", { exact: true }).click();
  await expect.poll(async () => (await heard()).length).toBeGreaterThan(6);
  // η = 0.11: sharpness is a little below the line here, and so is its tone.
  const tones = (await heard()).filter((value) => value > 100);
  expect(tones.length).toBeGreaterThan(2);
  for (const tone of tones) expect(tone).toBeLessThan(880);

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Pause", exact: true }).first().click();
  await expect.poll(async () => (await heard()).at(-1)).toBe(0);
  const before = (await heard()).length;
  await page.getByRole("slider", { name: /^Loss, sharpness and distance/ }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(async () => (await heard()).slice(before)).toContain(0.12);
  await expect.poll(async () => (await heard()).at(-1)).toBe(0);
  expect(errors).toEqual([]);
});

test("the page goes on without its numbers and notes where they cannot be loaded", async ({
  page,
}) => {
  await page.route(/assets\/(StoryNumbers|ExplainSymbols)-.*\.js$/, (route) => route.abort());
  await page.goto("./");
  await expect(edgeEvent(page)).toBeVisible();
  await expect(page.getByText(/stage [1-4] of 4/).first()).toBeVisible();
  await expect(page.getByRole("toolbar", { name: "Numbers at this step" })).toHaveCount(0);
});
