/** A page that is reloaded by accident, or let go by the browser, goes on with its run. */
import { expect, test, type Page } from "@playwright/test";
import { nearEdgeExperiment, runningLink } from "./support/experimentLink.ts";
import { collectErrors, currentStep, expectNoNonNumbers, pauseByKey } from "./support/pageText.ts";
import { traceFromPage } from "./support/traces.ts";

const ENDLESS = { ...nearEdgeExperiment(), steps: 1_000_000 };
const notices = (page: Page) => page.getByRole("region", { name: "Notices" });

/** Longer than the page and its worker take to store what they have. */
const stored = (page: Page) => page.waitForTimeout(5000);

test("a paused run comes back where it was, and goes on from its checkpoint", async ({ page }) => {
  const errors = collectErrors(page);
  await page.goto(`./${runningLink(ENDLESS, "float64")}`);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(100);
  const paused = await pauseByKey(page);
  await stored(page);
  const before = await traceFromPage(page);
  await page.reload();
  await expect(notices(page)).toContainText(
    `is back at step ${paused}, and Play goes on from there`,
  );
  expect(await currentStep(page)).toBe(paused);
  const after = await traceFromPage(page);
  expect(after.columns).toEqual(before.columns);
  const resumed = new Promise<unknown>((resolve) => {
    void page.exposeFunction("noteBranch", resolve);
  });
  await page.evaluate(() => {
    const { value: postMessage } = Object.getOwnPropertyDescriptor(
      Worker.prototype,
      "postMessage",
    ) as { value: (...sent: unknown[]) => void };
    Worker.prototype.postMessage = function (this: Worker, ...sent: [unknown]) {
      const { type, checkpoint } = sent[0] as { type: string; checkpoint?: { step: number } };
      const { noteBranch } = window as unknown as { noteBranch: (step: unknown) => void };
      if (type === "branch") noteBranch(checkpoint?.step ?? null);
      Reflect.apply(postMessage, this, sent);
    };
  });
  await page.getByRole("button", { name: /^Play/ }).first().click();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(paused + 20);
  expect(await resumed).toBe(paused + 1);
  await expectNoNonNumbers(page);
  expect(errors).toEqual([]);
});

test("a running run comes back and goes on by itself, its numbers those of an unbroken one", async ({
  page,
}) => {
  const experiment = { ...nearEdgeExperiment(), steps: 400 };
  await page.goto(`./${runningLink(experiment, "float64")}&speed=30`);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(90);
  await page.reload();
  await expect(notices(page)).toContainText("goes on by itself");
  const back = Number(/at step (\d+)/.exec(await notices(page).innerText())![1]);
  expect(back).toBeGreaterThan(20);
  await expect.poll(() => currentStep(page), { timeout: 60_000 }).toBe(400);
  const broken = await traceFromPage(page);
  // Another visit, not a return: it begins anew.
  await page.goto("about:blank");
  await page.goto(`./${runningLink(experiment, "float64")}`);
  await expect.poll(() => currentStep(page), { timeout: 60_000 }).toBe(400);
  await expect(notices(page)).toBeHidden();
  expect((await traceFromPage(page)).columns).toEqual(broken.columns);
});

test("a storage that is full costs no run", async ({ page }) => {
  const errors = collectErrors(page);
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  });
  await page.goto(`./${runningLink(ENDLESS, "float64")}`);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(60);
  await expect(notices(page)).toContainText("storage is full; the run on screen is not lost");
  const at = await currentStep(page);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(at + 50);
  await page.reload();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(10);
  expect(errors).toEqual([]);
});

test("a page that is frozen goes on where it was", async ({ page }) => {
  await page.goto(`./${runningLink(ENDLESS, "float64")}`);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(60);
  const client = await page.context().newCDPSession(page);
  await client.send("Page.setWebLifecycleState", { state: "frozen" });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await client.send("Page.setWebLifecycleState", { state: "active" });
  const at = await currentStep(page);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(at + 50);
  await expect(page.getByRole("alert")).toBeHidden();
});

test("a machine that slept goes on, at the speed that was asked for", async ({ page }) => {
  // Both clocks of the page and of its worker jump by a night.
  const JUMP = `{
    const now = performance.now.bind(performance), date = Date.now;
    let ahead = 0;
    performance.now = () => now() + ahead;
    Date.now = () => date() + ahead;
    globalThis.sleepThrough = (ms) => { ahead += ms; };
  }`;
  await page.addInitScript({ content: JUMP });
  await page.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${JUMP}\n${await response.text()}` });
  });
  await page.goto(`./${runningLink(ENDLESS, "float64")}&speed=10`);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(5);
  const asleep = `sleepThrough(8 * 3600 * 1000)`;
  await Promise.all([page.evaluate(asleep), page.workers()[0]!.evaluate(asleep)]);
  const at = await currentStep(page);
  await page.waitForTimeout(2000);
  const later = await currentStep(page);
  // No burst that would make up for the night.
  expect(later - at).toBeLessThan(60);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(later);
  await expect(page.getByRole("alert")).toBeHidden();
  await expect(notices(page)).toBeHidden();
});
