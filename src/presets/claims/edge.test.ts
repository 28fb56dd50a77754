/** Presets about one run at the edge. */
import { describe, expect, test } from "vitest";
import { classic } from "../classic.ts";
import { fourStages } from "../fourStages.ts";
import { nudged } from "../nudged.ts";
import { rounding } from "../rounding.ts";
import {
  relativeSharpness,
  returnsToLine,
  sharpnessError,
  stagesPassed,
  stopOf,
  valueAt,
  valuesOf,
} from "./measures.ts";
import { BACKENDS, play, playSeed, SEEDS, type PlayedRun } from "./playedRun.ts";

describe(`the preset ${nudged.title}`, () => {
  test.each(BACKENDS)(
    "on %s reaches the edge within 100 steps, and four cycles follow the prediction",
    async (backend) => {
      const run = await play(nudged, backend);
      expect(run.edge).toBeLessThanOrEqual(100);
      const end = stopOf(run, "prediction")?.step ?? Infinity;
      const spikes = stagesPassed(run, run.edge, end).filter((stage) => stage === 3);
      expect(spikes.length).toBeGreaterThanOrEqual(4);
      // On its way through four spikes the prediction stays within two percent of sharpness (RMS).
      expect(sharpnessError(run, run.edge, Math.min(end, run.rows.length))).toBeLessThan(0.02);
      const during = relativeSharpness(run, run.edge, end);
      expect(Math.max(...during)).toBeGreaterThan(1.03);
      expect(Math.min(...during)).toBeLessThan(0.97);
      expect(run.annotations.warnings).toEqual([]);
    },
  );
});

describe(`the preset ${classic.title}`, () => {
  test.each(SEEDS)(
    "seed %i: sharpness comes back to the line, and the loss ends lower",
    async (seed) => {
      const run = await playSeed(classic, seed);
      expect(run.rows[0]!.sharpness).toBeLessThan(run.line);
      expect(run.edge).toBeGreaterThan(0);
      expect(returnsToLine(run)).toBeGreaterThanOrEqual(2);
      const losses = valuesOf(run, "loss");
      const rises = losses.filter((loss, i) => i > 0 && loss > losses[i - 1]!);
      expect(rises.length).toBeGreaterThan(3);
      expect(losses.at(-1)!).toBeLessThan(losses[run.edge]!);
    },
  );

  test("its first spike grows out of rounding, as the sentence says", async () => {
    const run = await play(classic);
    const row = run.rows[run.edge]!;
    expect(Math.abs(row.x)).toBeLessThan(0.05 * row.delta);
  });
});

describe(`the preset ${fourStages.title}`, () => {
  test.each(BACKENDS)("on %s passes the stages in order, more than twice", async (backend) => {
    const run = await play(fourStages, backend);
    const stages = stagesPassed(run, run.edge);
    expect(stages[0]).toBe(2);
    for (const [i, stage] of stages.entries()) expect(stage).toBe(((i + 1) % 4) + 1);
    expect(stages.length).toBeGreaterThan(8);
    expect(stopOf(run, "prediction")).toBeUndefined();
  });

  test.each([2, 4])("seed %i passes them in the same order", async (seed) => {
    const run = await playSeed(fourStages, seed);
    const stages = stagesPassed(run, run.edge);
    expect(stages.length).toBeGreaterThan(4);
    for (const [i, stage] of stages.entries()) expect(stage).toBe(((i + 1) % 4) + 1);
  });
});

describe(`the preset ${rounding.title}`, () => {
  /** The step at which the loss of the first spike is highest, and that loss. */
  function firstSpike(run: PlayedRun) {
    const after = valuesOf(run, "loss", run.edge);
    const height = Math.max(...after);
    return { step: run.edge + after.indexOf(height), height };
  }

  test.each(BACKENDS)("on %s grows from next to nothing to the tallest spike", async (backend) => {
    const run = await play(rounding, backend);
    const { x, delta } = run.rows[run.edge]!;
    expect(Math.abs(x)).toBeLessThan(4e-6 * delta);
    const { step } = firstSpike(run);
    const before = relativeSharpness(run, run.edge, step);
    expect(Math.max(...before)).toBeGreaterThan(1.25);
    // No cycle is complete before it: it is the first spike.
    expect(stagesPassed(run, run.edge, step).filter((stage) => stage === 4)).toEqual([]);
  });

  test("spikes later and higher in float64, from a smaller seed; the climb is the same", async () => {
    const [single, double] = await Promise.all(BACKENDS.map((backend) => play(rounding, backend)));
    expect(double!.edge).toBe(single!.edge);
    const ratio =
      valueAt(single!, "sharpness", single!.edge) / valueAt(double!, "sharpness", double!.edge);
    expect(Math.abs(ratio - 1)).toBeLessThan(1e-4);
    expect(firstSpike(double!).step).toBeGreaterThan(firstSpike(single!).step + 3);
    expect(firstSpike(double!).height).toBeGreaterThan(1.5 * firstSpike(single!).height);
    const seedOf = (run: PlayedRun) => Math.abs(run.rows[run.edge]!.x);
    expect(seedOf(double!)).toBeLessThan(seedOf(single!) / 5);
  });
});
