import fc from "fast-check";
import { expect, test } from "vitest";
import { randomStream } from "../../math/random.ts";
import type { BackendName } from "../../protocol/backend.ts";
import { createFloat64Network } from "../backends/float64/float64Network.ts";
import { withPasses } from "../pacing/fixtures/timedPasses.ts";
import { SCREEN_PRECISION } from "../precisions.ts";
import { Run } from "../run.ts";
import { leadingEigenpairs } from "../sharpness.ts";
import { calibrate } from "./calibrate.ts";
import { scriptedMachine, smallProblem, type Script } from "./fixtures/scriptedMachine.ts";

/** Calibrate every backend of a script. */
async function calibrated(script: Script, problem = smallProblem()) {
  const { machine, seen, clock } = scriptedMachine(script);
  const failures: string[] = [];
  const { rates } = await calibrate(
    Object.keys(script) as BackendName[],
    problem,
    machine.turns,
    machine.open,
    (name, error) => failures.push(`${name}: ${(error as Error).message}`),
  );
  const rateOf = (name: BackendName) => rates.find((rate) => rate.name === name)?.stepsPerSecond;
  return { rates, rateOf, failures, seen, elapsed: clock.now() };
}

/** Passes of each full step of a run that begins at the edge, counted without any clock. */
async function passesPerStep(): Promise<number[]> {
  const { description, dataset, parameters, experiment } = smallProblem();
  let passes = 0;
  const model = withPasses(createFloat64Network(description, dataset), () => passes++);
  const point = await model.expandAt(parameters);
  const tolerance = { first: 1e-6, others: 1e-6 };
  const { values } = await leadingEigenpairs(point, 1, [], tolerance, randomStream(1).normal);
  const run = await Run.begin(
    model,
    { ...experiment, learningRate: 2 / values[0]!, overlays: ["constrained", "prediction"] },
    parameters,
    { precision: SCREEN_PRECISION, startAt: parameters },
  );
  const counts: number[] = [];
  await run.next();
  for (let step = 1; step < 30; step++) {
    passes = 0;
    await run.next();
    counts.push(passes);
  }
  return counts;
}

test("rates are those of full steps", async () => {
  const passes = await passesPerStep();
  const { rateOf } = await calibrated({ wasm: 0.3, float64: 0.1 });
  const fastest = (passMs: number) => 1000 / (Math.min(...passes) * passMs);
  const average = (passMs: number) =>
    (1000 * passes.length) / (passes.reduce((sum, count) => sum + count, 0) * passMs);
  for (const [name, passMs] of [["wasm", 0.3] as const, ["float64", 0.1] as const]) {
    expect(rateOf(name)).toBeGreaterThan(0.75 * average(passMs));
    expect(rateOf(name)).toBeLessThan(1.05 * fastest(passMs));
  }
});

test("steps that take too long are estimated from passes", async () => {
  const passes = await passesPerStep();
  const { rateOf } = await calibrated({ wasm: 4, float64: 12 });
  const average = passes.reduce((sum, count) => sum + count, 0) / passes.length;
  expect(rateOf("float64")! * average * 0.012).toBeGreaterThan(0.6);
  expect(rateOf("float64")! * average * 0.012).toBeLessThan(1.7);
  expect(rateOf("wasm")).toBeGreaterThan(2 * rateOf("float64")!);
});

test("takes 300 ms in all and a pass of each, on any machine", async () => {
  const passMs = fc.oneof(
    fc.double({ min: 0.01, max: 1, noNaN: true }),
    fc.double({ min: 1, max: 400, noNaN: true }),
  );
  await fc.assert(
    fc.asyncProperty(passMs, passMs, passMs, async (webgpu, wasm, float64) => {
      const { elapsed, rates, seen } = await calibrated({ webgpu, wasm, float64 });
      expect(elapsed).toBeLessThan(310 + webgpu + wasm + float64);
      expect(rates.map(({ name }) => name)).toEqual(["webgpu", "wasm", "float64"]);
      expect(rates.every(({ stepsPerSecond }) => stepsPerSecond! > 0)).toBe(true);
      expect(seen.openModels).toBe(0);
    }),
    { numRuns: 25 },
  );
});

test("a network whose single pass would take too long is not even built in float64", async () => {
  const problem = smallProblem();
  const large = { ...problem, dataset: { ...problem.dataset, samples: 2e7 } };
  const { rates, seen } = await calibrated({ float64: 3000 }, large);
  expect(rates).toEqual([{ name: "float64", stepsPerSecond: null }]);
  expect(seen.passes).toBe(0);
});

test("a candidate that does not start is reported, and the others are timed", async () => {
  const { rates, failures } = await calibrated({
    webgpu: "its self-test failed: the gradient is off by 100 %",
    wasm: 1,
    float64: 1,
  });
  expect(rates.map(({ name }) => name)).toEqual(["wasm", "float64"]);
  expect(failures).toEqual(["webgpu: its self-test failed: the gradient is off by 100 %"]);
});

test("a start from which nothing can be run is judged by its passes", async () => {
  const problem = smallProblem();
  const overflowing = { ...problem, parameters: problem.parameters.map(() => 1e200) };
  const { rateOf, failures } = await calibrated({ wasm: 0.3, float64: 0.1 }, overflowing);
  expect(rateOf("float64")! / rateOf("wasm")!).toBeCloseTo(3, 6);
  expect(failures).toEqual([]);
});
