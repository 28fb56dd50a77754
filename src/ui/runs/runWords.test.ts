import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import type { RunSummary } from "../../session/runs/keptRun.ts";
import { learningRateWords, megabytes, runName, runWords } from "./runWords.ts";

const EXPERIMENT = { ...defaultExperiment(), learningRate: 0.1 };
const at = (step: number, learningRate: number) => ({ step, learningRate });

function summary(change: Partial<RunSummary>): RunSummary {
  return {
    version: 1,
    id: "a",
    name: "a",
    isNamed: false,
    createdAt: 0,
    origin: "finished",
    experiment: EXPERIMENT,
    presetId: null,
    backend: { name: "wasm", precision: "float32" },
    rows: 2401,
    divergedAt: null,
    bytes: 0,
    thumbnail: { sharpness: [], twoOverEta: [] },
    ...change,
  };
}

describe("a kept run", () => {
  it("is named by η and its changes first", () => {
    expect(runName(EXPERIMENT, "Six spikes")).toBe("η = 0.1, Six spikes");
    const once = { ...EXPERIMENT, learningRateChanges: [at(100, 0.05)] };
    expect(learningRateWords(once)).toBe("η = 0.1 → 0.05");
    const twice = { ...EXPERIMENT, learningRateChanges: [at(100, 0.05), at(200, 0.02)] };
    expect(learningRateWords(twice)).toBe("η = 0.1 → … → 0.02");
    expect(learningRateWords(twice, 150)).toBe("η = 0.1 → 0.05");
  });

  it("is described in one line", () => {
    expect(runWords(summary({}))).toBe(
      "η = 0.1, 1–32–32–1 tanh on 20 points of T₅, seed 0, 2,400 steps, wasm",
    );
    expect(runWords(summary({ rows: 8, divergedAt: 7 }))).toContain("diverged at step 7");
  });
});

it("writes sizes in megabytes", () => {
  expect([0, 340_000, 3_440_000, 26_400_000].map(megabytes)).toEqual([
    "0.1 MB",
    "0.3 MB",
    "3.4 MB",
    "26 MB",
  ]);
});
