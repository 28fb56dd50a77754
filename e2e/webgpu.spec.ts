import { expect, test, type Worker } from "@playwright/test";
import { nearEdgeExperiment, runningLink } from "./support/experimentLink.ts";
import { trainThroughEdge } from "./support/nearEdgeJourney.ts";
import { currentStep } from "./support/pageText.ts";

test("forced WebGPU in the worker trains through the edge as the trace command does", async ({
  page,
}) => {
  await trainThroughEdge(page, "webgpu", "webgpu");
});

/** Source that the worker runs first: it remembers the device, so that a test can destroy it. */
const REMEMBER_DEVICE = `{
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    self.device = await request.apply(this, wanted);
    return self.device;
  };
}`;

test("a device that is lost is asked for again, and lost twice the run goes on without it", async ({
  page,
}) => {
  // A new device compiles every program anew, on the software adapter in half a minute.
  test.setTimeout(400_000);
  await page.route("**/assets/worker-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${REMEMBER_DEVICE}\n${await response.text()}` });
  });
  await page.goto(`./${runningLink({ ...nearEdgeExperiment(), steps: 1_000_000 }, "webgpu")}`);
  const notices = page.getByRole("region", { name: "Notices" });
  const backend = page.getByRole("region", { name: "Backend" });
  const loseDevice = async () => {
    await expect.poll(() => page.workers().length).toBe(1);
    const [worker] = page.workers() as [Worker];
    await worker.evaluate(() => {
      (self as unknown as { device: GPUDevice }).device.destroy();
    });
  };
  const expectProgress = async () => {
    const at = await currentStep(page);
    await expect.poll(() => currentStep(page), { timeout: 150_000 }).toBeGreaterThan(at + 10);
  };
  await expect.poll(() => currentStep(page), { timeout: 150_000 }).toBeGreaterThan(10);
  await loseDevice();
  await expect(notices).toContainText("The graphics device stopped");
  await expectProgress();
  await expect(backend).toContainText("webgpu · float32");
  await loseDevice();
  await expect(notices).toContainText("on wasm, whose last digits differ", {
    timeout: 60_000,
  });
  await expectProgress();
  await expect(backend).toContainText("wasm · float32");
  await expect(page.getByRole("alert")).toBeHidden();
});
