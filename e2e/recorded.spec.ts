/** A preset is there whole before any engine has answered, and without one; training draws over it. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { recordingFile, unpackRecording } from "../src/cli/record/recordedFiles.ts";
import { PRESETS, RECORDED_PRESETS } from "../src/presets/presets.ts";
import { collectErrors, currentStep, expectNoNonNumbers } from "./support/pageText.ts";

const WORKER = /\/worker-[^/]*\.js$/;

const figure = (page: Page) => page.getByRole("slider", { name: /^Loss, sharpness and distance/ });
const kicker = (page: Page) =>
  page.getByRole("region", { name: "What is happening" }).locator("p").first();

/** Milliseconds from navigation to the frame that has the whole recording: noted by the page itself. */
async function noteCompletion(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const head = Number(document.querySelector(".figure")?.getAttribute("aria-valuemax") ?? 0);
      if (head < 2) return;
      performance.mark("complete", { detail: head });
      observer.disconnect();
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** When that was, and the last step that was drawn then; null before it. */
async function completion(page: Page): Promise<{ ms: number; head: unknown } | null> {
  return page.evaluate(() => {
    const [mark] = performance.getEntriesByName("complete", "mark");
    const head: unknown = mark instanceof PerformanceMark ? mark.detail : null;
    return mark === undefined ? null : { ms: Math.round(mark.startTime), head };
  });
}

test("the opening run is complete before the engine is there, and training draws over it", async ({
  page,
}) => {
  const errors = collectErrors(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(WORKER, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("./");
  const { steps } = PRESETS[0]!.experiment;
  await expect(figure(page)).toHaveAttribute("aria-valuemax", String(steps));
  await expect(page.getByText("Recorded run. The live engine is starting").first()).toBeVisible();
  await expect(kicker(page)).toHaveText(new RegExp(`^Step ${steps}.*, recorded$`));
  await expect(page.getByRole("button", { name: "Play", exact: true }).first()).toBeDisabled();
  await page.keyboard.press("ArrowLeft");
  await expect(kicker(page)).toHaveText(new RegExp(`^Step ${steps - 1}.*, recorded$`));
  await expectNoNonNumbers(page);

  // Who looks at a step of it keeps it: the live run goes on unseen.
  release();
  await expect(page.getByText("Recorded run. The live run has begun").first()).toBeVisible();
  await expect(kicker(page)).toHaveText(new RegExp(`^Step ${steps - 1}.*, recorded$`));
  await page.keyboard.press("Escape");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(3);
  await expect(page.getByText(/^Recorded run\./)).toHaveCount(0);
  // Before its end the run has the recording beneath it, named at the end of the pale line.
  await page.keyboard.press("r");
  await expect.poll(() => currentStep(page)).toBe(0);
  await expect(figure(page).getByText("recorded", { exact: true }).first()).toBeAttached();
  await expect(page.getByText("The pale line is this run recorded in float64.")).toBeAttached();
  expect(errors).toEqual([]);
});

test("where no engine starts the recording stays and the page says so", async ({ page }) => {
  await page.route(WORKER, (route) => route.abort());
  await page.goto("./#v=1&preset=classic");
  await expect(page.getByRole("alert")).toContainText("Live training is unavailable.");
  await expect(figure(page)).toHaveAttribute("aria-valuemax", "700");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(kicker(page)).toHaveText(/^Step 690.*, recorded$/);
  await expect(
    page.getByText(/^Recorded run\. Live training is unavailable/).first(),
  ).toBeVisible();
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: /Digits, one mode/ }).click();
  await expect(kicker(page)).toHaveText(/^Step 400.*, recorded$/);
});

test("every preset opens complete and trains live; how long the first takes is reported", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const times: string[] = [];
  for (const preset of RECORDED_PRESETS) {
    const { id } = preset;
    const recorded = unpackRecording(preset, readFileSync(recordingFile(id)));
    const page = await context.newPage();
    await noteCompletion(page);
    const open = async () => {
      await page.goto("about:blank");
      await page.goto(`./#v=1&preset=${id}`);
      await expect.poll(() => completion(page)).not.toBeNull();
      const { ms, head } = (await completion(page))!;
      // A live run would be drawn from its first rows on.
      expect(head).toBe(recorded!.history.length - 1);
      return ms;
    };
    const first = await open();
    // With everything in the browser's cache; three say enough.
    const again = times.length < 3 ? `, again ${await open()} ms` : "";
    // The live run follows: at least some steps, or all that there are before it diverges.
    const live = Math.min(10, recorded!.history.length - 1);
    await expect.poll(() => currentStep(page)).toBeGreaterThanOrEqual(live);
    await expect(page.getByText("differs from the recording")).toHaveCount(0);
    await expectNoNonNumbers(page);
    times.push(`${id}: ${first} ms${again}`);
    await page.close();
  }
  await context.close();
  test.info().annotations.push({ type: "complete figure", description: times.join("; ") });
  console.log(`Recorded figure complete after:\n  ${times.join("\n  ")}`);
  expect(times).toHaveLength(RECORDED_PRESETS.length);
});
