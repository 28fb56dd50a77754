import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chebyshevDataset } from "../model/datasets/chebyshev.ts";
import { defaultExperiment } from "../model/parseExperiment.ts";
import type { Experiment, Optimizer } from "../model/experiment.ts";
import { nudged } from "../presets/nudged.ts";
import { tooLarge } from "../presets/tooLarge.ts";
import type { Loading } from "../protocol/loading.ts";
import { createFloat64Network } from "./backends/float64/float64Network.ts";
import { forecastOf, trialSteps } from "./forecast.ts";
import { prepareProblem, type Problem } from "./prepareRun.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import { Run } from "./run.ts";
import { datasetOf } from "./golden/points.ts";

const noFiles = () => Promise.reject(new Error("no files here"));

/** Forecast a run, then run it until it diverges or `steps` rows are there. */
async function forecastAndRun(experiment: Experiment, steps: number) {
  const problem = await prepareProblem(experiment, noFiles);
  const model = createFloat64Network(problem.description, problem.dataset);
  const begin = () =>
    Run.begin(model, experiment, problem.parameters, { precision: SCREEN_PRECISION });
  const told: Loading[] = [];
  const forecast = await forecastOf(model, problem, await begin(), (loading) => told.push(loading));
  const run = await begin();
  while (!run.isDiverged && run.step < steps) await run.next();
  return { forecast, told, lastStep: run.isDiverged ? run.step : null };
}

/** L = ½·5·θ² from θ₀ = 3. */
function parabola(learningRate: number): Problem {
  return {
    experiment: { ...defaultExperiment(), learningRate, steps: 0 },
    description: { sizes: [1, 1], bias: false, activation: "tanh", loss: "half-mse" },
    dataset: datasetOf([[Math.sqrt(5)]], [[0]]),
    parameters: Float64Array.of(3),
    reduction: null,
  };
}

describe("a forecast", () => {
  test("says where the run itself will stop", async () => {
    for (const learningRate of [0.25, 0.3, 0.5]) {
      const { experiment } = tooLarge;
      const { forecast, lastStep } = await forecastAndRun({ ...experiment, learningRate }, 130);
      expect(lastStep).not.toBeNull();
      expect(forecast).toMatchObject({
        outcome: "diverged",
        divergesAfter: lastStep,
        learningRate,
      });
    }
  });

  test("of another step rule goes by its own line", async () => {
    const forecastOfParabola = async (learningRate: number, optimizer: Optimizer) => {
      const problem = parabola(learningRate);
      problem.experiment.optimizer = optimizer;
      const model = createFloat64Network(problem.description, problem.dataset);
      const run = await Run.begin(model, problem.experiment, problem.parameters, {
        precision: SCREEN_PRECISION,
      });
      return forecastOf(model, problem, run, () => undefined);
    };
    const heavyBall = { kind: "heavy-ball", momentum: 0.9 } as const;
    // η = 0.5 is above 2/λ = 0.4 already, and below 3.8/λ = 0.76.
    expect(await forecastOfParabola(0.5, heavyBall)).toBeNull();
    expect(await forecastOfParabola(1.2, heavyBall)).toMatchObject({ outcome: "diverged" });
    const nesterov = { kind: "nesterov", momentum: 0.9 } as const;
    expect(await forecastOfParabola(0.5, nesterov)).toMatchObject({ outcome: "diverged" });
    const rmsprop = { kind: "rmsprop", beta2: 0.99, epsilon: 1e-8 } as const;
    expect(await forecastOfParabola(1.2, rmsprop)).toBeNull();
  });

  test("is not made below the line, where nothing diverges at the start", async () => {
    const { forecast, told } = await forecastAndRun(nudged.experiment, 1);
    expect(forecast).toBeNull();
    expect(told).toEqual([]);
  });

  test("lets a run go that starts above the line and comes back", async () => {
    // 2/λ₁(0) is 0.159 for this start, and the sweep diverges from 0.25 on.
    const experiment = { ...nudged.experiment, learningRate: 0.18 };
    const { forecast, lastStep } = await forecastAndRun(experiment, 130);
    expect(lastStep).toBeNull();
    expect(forecast).toMatchObject({ outcome: "edge", divergesAfter: null });
  });

  test("of a quadratic: the step before the loss has grown a millionfold", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.42, max: 4, noNaN: true }), async (learningRate) => {
        const problem = parabola(learningRate);
        const model = createFloat64Network(problem.description, problem.dataset);
        const start = { loss: 22.5, sharpness: 5 };
        const forecast = await forecastOf(model, problem, start, () => undefined);
        // L_t / L_0 = (1 − 5η)^(2t)
        const growth = Math.log((1 - 5 * learningRate) ** 2);
        const last = Math.floor(Math.log(1e6) / growth);
        expect(forecast?.divergesAfter).toBe(last < 119 ? last : null);
      }),
      { numRuns: 40 },
    );
  });

  test("follows a change of η that is planned for its steps", async () => {
    const { experiment } = tooLarge;
    const learningRateChanges = [{ step: 1, learningRate: 0.02 }];
    const { forecast } = await forecastAndRun({ ...experiment, learningRateChanges }, 1);
    expect(forecast?.outcome).not.toBe("diverged");
  });
});

describe("the steps of a trial", () => {
  const sized = (samples: number, parameters: number, steps: number): Problem => ({
    ...parabola(1),
    experiment: { ...defaultExperiment(), steps },
    dataset: chebyshevDataset({ kind: "chebyshev", degree: 3, samples }),
    description: { sizes: [parameters, 1], bias: false, activation: "tanh", loss: "mse" },
  });

  test("become fewer with the size of the problem, and none where one takes long", () => {
    expect(trialSteps(sized(20, 337, 0))).toBe(120);
    expect(trialSteps(sized(20, 337, 30))).toBe(31);
    expect(trialSteps(sized(1000, 2000, 0))).toBe(16);
    expect(trialSteps(sized(1000, 40_000, 0))).toBe(0);
  });
});
