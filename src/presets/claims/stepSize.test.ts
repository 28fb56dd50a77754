/** Presets about the step size, fixed and changed. */
import { describe, expect, test } from "vitest";
import { doubleRate } from "../doubleRate.ts";
import { halfLoss } from "../halfLoss.ts";
import { halveRate } from "../halveRate.ts";
import { nudged } from "../nudged.ts";
import { tooLarge } from "../tooLarge.ts";
import { tooSmall } from "../tooSmall.ts";
import { warmUp } from "../warmUp.ts";
import { relativeSharpness, stagesPassed, valueAt, valuesOf } from "./measures.ts";
import { BACKENDS, play, playExperiment, playSeed, SEEDS } from "./playedRun.ts";

describe(`the preset ${halveRate.title}`, () => {
  const change = halveRate.experiment.learningRateChanges[0]!.step;

  test.each(BACKENDS)("on %s leaves the line and climbs to the new one", async (backend) => {
    const run = await play(halveRate, backend);
    expect(run.edge).toBeLessThan(change);
    // The cycles about the old line, more than one.
    const cycles = stagesPassed(run, run.edge, change).filter((stage) => stage === 3);
    expect(cycles.length).toBeGreaterThan(1);
    // The oscillation dies out: from twenty steps on the loss falls at each step until the new edge.
    const [, secondEdge = NaN] = run.annotations.edgeSteps;
    const quiet = valuesOf(run, "loss", change + 20, secondEdge);
    expect(quiet.length).toBeGreaterThan(100);
    expect(quiet.every((loss, i) => i === 0 || loss < quiet[i - 1]!)).toBe(true);
    expect(relativeSharpness(run, change, change + 20).every((value) => value < 0.6)).toBe(true);
    expect(Math.max(...relativeSharpness(run, secondEdge))).toBeGreaterThan(1);
    // The teaching text: the tallest spike follows the second edge, from a seed of rounding size.
    const { x, delta } = run.rows[secondEdge]!;
    expect(Math.abs(x)).toBeLessThan(1e-4 * delta);
    expect(Math.max(...valuesOf(run, "loss", secondEdge))).toBeGreaterThan(
      Math.max(...valuesOf(run, "loss", 0, secondEdge)),
    );
  });
});

describe(`the preset ${doubleRate.title}`, () => {
  const change = doubleRate.experiment.learningRateChanges[0]!.step;

  test.each(SEEDS)("seed %i is thrown up, lands lower and climbs to the new line", async (seed) => {
    const run = await playSeed(doubleRate, seed);
    const before = valueAt(run, "loss", change);
    expect(relativeSharpness(run, change, change + 1)[0]).toBeGreaterThan(1.2);
    const soon = [change, change + 50] as const;
    expect(Math.max(...valuesOf(run, "loss", ...soon))).toBeGreaterThan(5 * before);
    expect(Math.min(...relativeSharpness(run, ...soon))).toBeLessThan(0.8);
    expect(valueAt(run, "loss", change + 50)).toBeLessThan(before);
    expect(run.annotations.edgeSteps.some((step) => step > change + 50)).toBe(true);
    expect(run.isDiverged).toBe(false);
  });
});

describe(`the preset ${warmUp.title}`, () => {
  const { learningRateChanges } = warmUp.experiment;

  test.each(BACKENDS)("on %s each raise throws the loss up and sharpness down", async (backend) => {
    const run = await play(warmUp, backend);
    for (const { step } of learningRateChanges) {
      const losses = valuesOf(run, "loss", step + 1, step + 60);
      expect(Math.max(...losses)).toBeGreaterThan(1.2 * valueAt(run, "loss", step));
      const sharpness = valuesOf(run, "sharpness", step + 1, step + 60);
      expect(Math.min(...sharpness)).toBeLessThan(valueAt(run, "sharpness", step));
    }
  });

  test.each(SEEDS)("seed %i survives", async (seed) => {
    const run = await playSeed(warmUp, seed);
    expect(run.isDiverged).toBe(false);
    expect(run.rows.at(-1)!.loss).toBeLessThan(run.rows[0]!.loss);
  });

  test.each(SEEDS)("seed %i diverges within ten steps without it", async (seed) => {
    const { init } = warmUp.experiment;
    const run = await playExperiment({
      ...warmUp.experiment,
      init: { ...init, seed },
      learningRate: learningRateChanges.at(-1)!.learningRate,
      learningRateChanges: [],
    });
    expect(relativeSharpness(run)[0]).toBeGreaterThan(1.8);
    expect(run.isDiverged).toBe(true);
    expect(run.rows.length).toBeLessThanOrEqual(11);
  });
});

describe(`the preset ${tooSmall.title}`, () => {
  test.each(SEEDS)("seed %i: sharpness grows below the line, the loss only falls", async (seed) => {
    const run = await playSeed(tooSmall, seed);
    expect(run.annotations.edgeSteps).toEqual([]);
    expect(run.rows.at(-1)!.sharpness).toBeGreaterThan(run.rows[0]!.sharpness);
    expect(Math.max(...relativeSharpness(run))).toBeLessThan(0.5);
    expect(run.rows.every((row, i) => i === 0 || row.loss < run.rows[i - 1]!.loss)).toBe(true);
  });
});

describe(`the preset ${tooLarge.title}`, () => {
  test.each(SEEDS)("seed %i: starts above the line and diverges", async (seed) => {
    const run = await playSeed(tooLarge, seed);
    expect(run.rows[0]!.sharpness).toBeGreaterThan(run.line);
    expect(run.isDiverged).toBe(true);
    expect(run.rows.at(-1)!.loss).toBeGreaterThan(run.rows[0]!.loss);
    expect(run.rows.every((row) => Number.isFinite(row.loss + row.sharpness))).toBe(true);
  });
});

describe(`the preset ${halfLoss.title}`, () => {
  test.each(BACKENDS)(
    "on %s halves loss and sharpness, and the edge comes late",
    async (backend) => {
      const [half, whole] = await Promise.all([play(halfLoss, backend), play(nudged, backend)]);
      expect(half.line).toBe(whole.line);
      for (const name of ["loss", "sharpness"] as const) {
        expect(valueAt(half, name, 0) / valueAt(whole, name, 0)).toBeCloseTo(0.5, 5);
      }
      expect(whole.edge).toBe(40);
      expect(half.edge).toBeGreaterThan(500);
    },
  );

  test("with η doubled it is the opening run again", async () => {
    const { learningRate, steps } = nudged.experiment;
    const doubled = { ...halfLoss.experiment, learningRate: 2 * learningRate, steps };
    const [half, whole] = await Promise.all([
      playExperiment(doubled, "float64"),
      play(nudged, "float64"),
    ]);
    expect(half.edge).toBe(whole.edge);
    // Long before its last step two runs that differ in rounding alone would have parted.
    for (const step of [50, 100, 150, 200]) {
      expect(valueAt(half, "x", step) / valueAt(whole, "x", step)).toBeCloseTo(1, 4);
      expect(valueAt(half, "loss", step) / valueAt(whole, "loss", step)).toBeCloseTo(0.5, 4);
    }
  });
});
