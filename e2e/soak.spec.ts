/** The short form of `npm run soak`: nothing that grows but the rows on screen. */
import { expect, test } from "@playwright/test";
import { soakExperiment } from "../src/cli/soak/soakExperiment.ts";
import { openWatched } from "../src/cli/soak/watchedPage.ts";
import { COLUMN_NAMES } from "../src/protocol/columns.ts";
import { runningLink } from "./support/experimentLink.ts";

const MEGABYTE = 2 ** 20;
/** The capacity of columns doubles as they grow. */
const BYTES_PER_ROW = 2 * 8 * COLUMN_NAMES.length;

test("thousands of steps with all overlays: memory of page and worker stays", async ({
  page,
  browser,
  baseURL,
}) => {
  const steps = 6000;
  const link = runningLink(soakExperiment(steps), "wasm");
  const watched = await openWatched(browser, page, `${baseURL ?? ""}${link}`);
  const until = async (step: number) => {
    await expect.poll(watched.step, { timeout: 150_000 }).toBeGreaterThanOrEqual(step);
    return watched.look();
  };
  // By then every part of the page is there, and checkpoints are as many as will be kept.
  const early = await until(2500);
  const late = await until(steps);
  const rows = late.step - early.step;
  expect(late.workerHeap - early.workerHeap).toBeLessThan(12 * MEGABYTE);
  expect(late.pageHeap - early.pageHeap).toBeLessThan(12 * MEGABYTE + rows * BYTES_PER_ROW);
  expect(late.workerHeap).toBeLessThan(150 * MEGABYTE);
  expect(late.pageHeap).toBeLessThan(150 * MEGABYTE);
});
