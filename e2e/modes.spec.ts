import { expect, test } from "@playwright/test";
import { collectErrors, currentStep, expectNoNonNumbers } from "./support/pageText.ts";
import { traceFromPage } from "./support/traces.ts";

test("the prediction takes a second direction in and goes on; that of one mode ends", async ({
  page,
}) => {
  const errors = collectErrors(page);
  // λ₂ counts as at the edge from step 144 on, and is past 1.9/η at 152.
  await page.goto("./#v=1&preset=second-mode&ov=constrained,prediction,flow&steps=200&run=1");
  await expect.poll(() => currentStep(page), { timeout: 60_000 }).toBe(200);
  const story = page.getByRole("region", { name: "What is happening" });
  await expect(story).toContainText("Two modes at the edge");
  await expect(story).toContainText("The prediction goes on with both.");
  const row = (name: RegExp) => page.getByRole("switch", { name });
  await expect(row(/^Prediction/)).toContainText("% off");
  await expect(row(/^One mode/)).toContainText("stopped 152");
  await expect(page.getByRole("region", { name: "Phase portrait" })).toContainText(
    "two modes, a loop for each",
  );
  const charts = page.getByRole("slider", { name: /^Loss, sharpness/ });
  await expect(charts).toContainText("two modes");
  await expectNoNonNumbers(page);

  const { columns, overlayStops } = await traceFromPage(page);
  expect(overlayStops.map(({ overlay, step }) => `${overlay} ${step}`)).toEqual([
    "prediction 152",
    "cubic 152",
  ]);
  expect(columns.modesActive?.findIndex((active) => active !== null)).toBe(144);
  expect(columns.modesActive?.at(-1)).toBe(2);
  expect(columns.predictedSharpness?.slice(153)).toEqual(new Array(48).fill(null));
  const truth = columns.sharpness!.slice(144);
  const errorsOfIt = columns.modesPredictedSharpness!.slice(144).map((value, i) => {
    return Math.abs(value! / truth[i]! - 1);
  });
  expect(Math.max(...errorsOfIt)).toBeLessThan(0.06);
  expect(errors).toEqual([]);
});
