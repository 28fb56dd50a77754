import { expect, test } from "@playwright/test";
import { currentStep, pauseByKey } from "./support/pageText.ts";

test("a prediction that has drifted off is drawn again once it is re-synchronised", async ({
  page,
}) => {
  await page.goto("./#v=1&preset=nudged&steps=260&speed=60&run=1");
  await expect.poll(() => currentStep(page), { timeout: 60_000 }).toBe(260);
  const prediction = page.getByRole("switch", { name: /^Prediction/ });
  const story = page.getByRole("region", { name: "What is happening" });
  await expect(prediction).toContainText("stopped 245");
  await expect(story).toContainText("The prediction ends at step 245");
  await page.keyboard.press("y");
  await page.keyboard.press("Space");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(265);
  await pauseByKey(page);
  await expect(prediction).toContainText("% off");
  await expect(story).not.toContainText("The prediction ends");
  const charts = page.getByRole("slider", { name: /^Loss, sharpness/ });
  await expect(charts).toContainText("re-synchronised");
});
