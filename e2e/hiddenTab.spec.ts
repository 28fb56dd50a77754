import { expect, test } from "@playwright/test";
import { currentStep } from "./support/pageText.ts";

/** Source of what the page runs first: a switch that hides it, as a browser hides a tab. */
const HIDING_SWITCH = `
  let isHidden = false;
  const nativeFrame = requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (draw) =>
    nativeFrame((time) => (isHidden ? globalThis.requestAnimationFrame(draw) : draw(time)));
  Object.defineProperty(document, "visibilityState", { get: () => (isHidden ? "hidden" : "visible") });
  Object.defineProperty(document, "hidden", { get: () => isHidden });
  globalThis.setHidden = (hidden) => {
    isHidden = hidden;
    document.dispatchEvent(new Event("visibilitychange"));
  };
`;

test("a run goes on in a hidden tab, where no animation frame fires", async ({ page }) => {
  await page.addInitScript({ content: HIDING_SWITCH });
  await page.goto("./#v=1&preset=nudged&steps=1000000&run=1");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(10);
  await page.evaluate("setHidden(true)");
  const hidden = await currentStep(page);
  // Far more than the two batches that may be under way.
  await expect.poll(() => currentStep(page)).toBeGreaterThan(hidden + 1000);
  await page.evaluate("setHidden(false)");
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: /^Play/ }).first()).toBeVisible();
});
