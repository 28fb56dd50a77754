import { expect, test } from "vitest";
import type { AccelerationPlan } from "../accelerator.ts";
import { createFloat64Network } from "../backends/float64/float64Network.ts";
import { replayingAccelerator } from "../fixtures/replayingAccelerator.ts";
import { smallProblem } from "./fixtures/scriptedMachine.ts";
import { TimedRun } from "./timedRun.ts";

test("a backend that carries runs itself is timed doing so, with all curves, and let go of", async () => {
  const problem = smallProblem();
  const model = createFloat64Network(problem.description, problem.dataset);
  const carrying = replayingAccelerator(model, 2, 8);
  const plans: AccelerationPlan[] = [];
  const loaded: number[] = [];
  const accelerator = {
    ...carrying,
    load(...state: Parameters<typeof carrying.load>) {
      loaded.push(state[0]);
      return carrying.load(...state);
    },
    dispose: () => carrying.dispose(),
  };
  const accelerated = {
    ...model,
    accelerate(plan: AccelerationPlan) {
      plans.push(plan);
      return Promise.resolve({ accelerator, remark: "" });
    },
  };
  let now = 0;
  const run = new TimedRun(accelerated, problem, () => now++);
  await run.accelerate();
  // The clock moves on by one whenever it is read.
  expect(await run.sample(3)).toBeLessThanOrEqual(1);
  expect(plans).toMatchObject([{ eigenpairs: 2, projectionRounds: 2 }]);
  expect(loaded.length).toBeGreaterThan(0);
  run.dispose();
  expect(carrying.isDisposed).toBe(true);
});
