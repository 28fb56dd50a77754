import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { currentStep, edgeEvent, playSlowly } from "./support/pageText.ts";

async function expectAccessible(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
  expect(found, state).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, state).toBeLessThanOrEqual(0);
}

/** All of the page is there, not only what was asked for. */
async function expectWhole(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Play|^Pause/ }).first()).toBeVisible();
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1280, height: 720 },
    // 1440 × 900 at 200 %
    { width: 720, height: 450 },
    { width: 390, height: 844 },
  ]) {
    test(`axe finds nothing: ${colorScheme}, ${viewport.width} px`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport });
      const page = await context.newPage();
      await page.goto("./");
      await expect(edgeEvent(page)).toBeAttached();
      await expectWhole(page);
      await expectAccessible(page, "after the edge");
      await context.close();
    });
  }

  test(`axe finds nothing in any state of a run: ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await playSlowly(page);
    await expect.poll(() => currentStep(page)).toBeGreaterThan(50);
    await expectAccessible(page, "running");
    await page.keyboard.press("Space");
    await page.getByRole("slider", { name: /^Loss, sharpness and distance/ }).focus();
    await page.keyboard.press("+");
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByRole("button", { name: /^Fit/ })).toBeVisible();
    await expectAccessible(page, "paused, zoomed, reading");
    await page.getByRole("button", { name: /^1 − γ²/ }).focus();
    await expect(page.getByRole("tooltip")).toBeVisible();
    await expectAccessible(page, "a symbol explained");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, "keys and symbols");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Presets" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, "presets");
    await page.keyboard.press("Escape");
    await page.locator("summary").first().click();
    await page.getByRole("button", { name: /^Seed/ }).click();
    await page.keyboard.type("x");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toBeVisible();
    await expectAccessible(page, "an entry that cannot be used");

    await page.goto("./#v=1&preset=too-large");
    await expect(page.getByRole("heading", { name: /Diverged/ })).toBeVisible();
    await expectAccessible(page, "diverged");
    await page.goto("about:blank");
    await page.goto("./#v=1&lr=-3&act=cosine&steps=banana");
    await expect(page.getByRole("region", { name: "Notices" })).toBeVisible();
    await expectWhole(page);
    await expectAccessible(page, "a link with mistakes");
    await page.route("**/data/*.bin", (route) => route.abort());
    await page.goto("about:blank");
    await page.goto("./#v=1&preset=digits");
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page, "failed");
    await context.close();
  });
}

test("with reduced motion nothing is animated", async ({ browser }) => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto("./");
  await expect(edgeEvent(page)).toBeAttached();
  const animations = await page.evaluate(
    () =>
      document.getAnimations().filter(({ effect }) => Number(effect?.getTiming().duration) > 0)
        .length,
  );
  expect(animations).toBe(0);
  await context.close();
});
