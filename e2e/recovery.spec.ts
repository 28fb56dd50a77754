/** Everything that can end the engine, done to it: the run goes on, and a sentence says so. */
import { expect, test, type Page, type Worker } from "@playwright/test";
import { nearEdgeExperiment, runningLink } from "./support/experimentLink.ts";
import { collectErrors, currentStep, expectNoNonNumbers, pauseByKey } from "./support/pageText.ts";
import { traceFromPage } from "./support/traces.ts";

const ENDLESS = { ...nearEdgeExperiment(), steps: 1_000_000 };

const notices = (page: Page) => page.getByRole("region", { name: "Notices" });

async function engineOf(page: Page): Promise<Worker> {
  await expect.poll(() => page.workers().length).toBe(1);
  return page.workers()[0]!;
}

/** What ends it takes effect once the answer to `evaluate` is out. */
const ENDS = {
  "an error that nobody catches": () => {
    setTimeout(() => {
      throw new Error("gone");
    });
  },
  "an end without a word": () => {
    setTimeout(() => {
      self.close();
    });
  },
  "a kernel that throws": () => {
    const { Float64Array: value } = globalThis;
    Object.defineProperty(globalThis, "Float64Array", {
      configurable: true,
      get: () => {
        Object.defineProperty(globalThis, "Float64Array", { value });
        throw new Error("the kernel broke");
      },
    });
  },
};

for (const [what, end] of Object.entries(ENDS)) {
  test(`${what}: the run goes on and keeps its curves`, async ({ page }) => {
    await page.goto(`./${runningLink(ENDLESS, "float64")}`);
    await expect.poll(() => currentStep(page)).toBeGreaterThan(60);
    await (await engineOf(page)).evaluate(end);
    await expect(notices(page)).toContainText(/goes on by itself from step \d+; nothing drawn/);
    const at = Number(/from step (\d+)/.exec(await notices(page).innerText())![1]);
    expect(at).toBeGreaterThan(60);
    await expect.poll(() => currentStep(page)).toBeGreaterThan(at + 50);
    await expect(page.getByRole("alert")).toBeHidden();
    await expectNoNonNumbers(page);
  });
}

test("memory that runs out moves the run to the next backend", async ({ page }) => {
  await page.goto(`./${runningLink(ENDLESS, "wasm")}`);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(60);
  await (
    await engineOf(page)
  ).evaluate(() => {
    setTimeout(() => {
      throw new RangeError("Array buffer allocation failed");
    });
  });
  await expect(notices(page)).toContainText("on float64, whose last digits differ");
  const at = await currentStep(page);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(at + 20);
  await expect(page.getByRole("region", { name: "Backend" })).toContainText("float64");
});

test("broken off twice, a run has every number of the unbroken one", async ({ page }) => {
  const experiment = { ...nearEdgeExperiment(), steps: 150 };
  const trace = async (hash: string, breaks: readonly number[]) => {
    await page.goto("about:blank");
    await page.goto(`./${hash}`);
    for (const at of breaks) {
      await expect.poll(() => currentStep(page)).toBeGreaterThan(at);
      await (
        await engineOf(page)
      ).evaluate(() => {
        setTimeout(() => {
          self.close();
        });
      });
      await expect(notices(page)).toContainText("goes on by itself");
      await notices(page).getByRole("button", { name: "Dismiss" }).click();
    }
    await expect.poll(() => currentStep(page)).toBe(experiment.steps);
    return traceFromPage(page);
  };
  // Slow enough to be met on its way, and for a checkpoint in between.
  const slow = `${runningLink(experiment, "float64")}&speed=30`;
  const broken = await trace(slow, [20, 90]);
  const whole = await trace(runningLink(experiment, "float64"), []);
  expect(broken.columns).toEqual(whole.columns);
  expect(broken.edgeSteps).toEqual(whole.edgeSteps);
});

test("a paused run rests when its engine is lost, and Play goes on", async ({ page }) => {
  await page.goto(`./${runningLink(ENDLESS, "float64")}`);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(60);
  const paused = await pauseByKey(page);
  await (await engineOf(page)).evaluate(ENDS["an end without a word"]);
  await expect(notices(page)).toContainText(`the run rests at step ${paused}, and Play goes on`);
  expect(await currentStep(page)).toBe(paused);
  await page.keyboard.press("Space");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(paused);
});

test("an engine that never lasts ends with a sentence, its curves and Restart", async ({
  page,
}) => {
  const errors = collectErrors(page);
  await page.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    const end = "setTimeout(() => { self.close(); }, 1500);";
    await route.fulfill({ response, body: `${end}\n${await response.text()}` });
  });
  await page.goto(`./${runningLink(ENDLESS, "float64")}`);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("What was drawn stays; Restart", { timeout: 60_000 });
  const kept = await currentStep(page);
  expect(kept).toBeGreaterThan(5);
  await page.unroute("**/assets/worker-*.js");
  await alert.getByRole("button", { name: "Restart" }).click();
  await expect(alert).toBeHidden();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(5);
  expect(errors).toEqual([]);
});
