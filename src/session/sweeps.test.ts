import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../model/parseExperiment.ts";
import { ScriptedWorker } from "./fixtures/scriptedWorker.ts";
import { measureSweep, sweepKey, sweepRanges } from "./sweeps.ts";

const SWEEP = {
  steps: 100,
  initialSharpness: 10,
  points: [
    { learningRate: 0.01, outcome: "stable" as const },
    { learningRate: 0.04, outcome: "stable" as const },
    { learningRate: 0.16, outcome: "edge" as const },
    { learningRate: 0.64, outcome: "diverged" as const },
  ],
};

describe("sweeps", () => {
  it("become ranges that touch half way between points on the log axis", () => {
    const ranges = sweepRanges(SWEEP);
    expect(ranges.map(({ outcome }) => outcome)).toEqual(["stable", "edge", "diverged"]);
    expect(ranges[0]).toMatchObject({ from: 0.01 });
    expect(ranges[0]!.to).toBeCloseTo(0.08, 12);
    expect(ranges[1]!.from).toBe(ranges[0]!.to);
    expect(ranges[1]!.to).toBeCloseTo(0.32, 12);
    expect(ranges[2]).toMatchObject({ from: ranges[1]!.to, to: 0.64 });
  });

  it("belong to a network and its data, whatever η and length of the run", () => {
    const experiment = defaultExperiment();
    expect(sweepKey({ ...experiment, learningRate: 0.7, steps: 3, nudge: 1 })).toBe(
      sweepKey(experiment),
    );
    expect(sweepKey({ ...experiment, loss: "half-mse" })).not.toBe(sweepKey(experiment));
  });

  it("are measured in a worker that ends with the answer", async () => {
    const worker = new ScriptedWorker();
    const measured = measureSweep(() => worker, defaultExperiment(), "./data/");
    worker.say({ type: "swept", sweep: SWEEP });
    expect(await measured).toEqual(SWEEP);
    expect(worker.isTerminated).toBe(true);
  });

  it("pass on why they failed", async () => {
    const worker = new ScriptedWorker();
    const measured = measureSweep(() => worker, defaultExperiment(), "./data/");
    worker.say({ type: "failed", cause: "start", message: "No data." });
    await expect(measured).rejects.toThrow("No data.");
  });
});
