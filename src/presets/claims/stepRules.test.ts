/** Presets about other step rules than gradient descent. */
import { describe, expect, test } from "vitest";
import { adamEdge } from "../adamEdge.ts";
import { heavyBall } from "../heavyBall.ts";
import type { Preset } from "../preset.ts";
import { rmspropEdge } from "../rmspropEdge.ts";
import { valuesOf } from "./measures.ts";
import { BACKENDS, play, playSeed, SEEDS, type PlayedRun } from "./playedRun.ts";

/** Past the first steps of momentum and averages. */
const BEGUN = 40;
/** A loss this much above the one before has risen. */
const RISE = 1e-3;

/** The first step at or above a level after the beginning; −1 if none. */
function firstAbove(values: readonly number[], level: number): number {
  return values.findIndex((value, step) => step >= BEGUN && value >= level);
}

function firstRise({ rows }: PlayedRun): number {
  return rows.findIndex(
    ({ loss }, step) => step > BEGUN && loss > (1 + RISE) * rows[step - 1]!.loss,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe(`the preset ${heavyBall.title}`, () => {
  const runs: [string, () => Promise<PlayedRun>][] = [
    ...BACKENDS.map((backend): [string, () => Promise<PlayedRun>] => [
      backend,
      () => play(heavyBall, backend),
    ]),
    ...[2, 3].map((seed): [string, () => Promise<PlayedRun>] => [
      `seed ${seed}`,
      () => playSeed(heavyBall, seed),
    ]),
  ];

  test.each(runs)("%s: passes 2/η and is turned back at 3.8/η", async (_, played) => {
    const run = await played();
    expect(run.line).toBeCloseTo(76, 9);
    const sharpness = valuesOf(run, "sharpness");
    const passes = firstAbove(sharpness, 2 / heavyBall.experiment.learningRate);
    const meets = firstAbove(sharpness, run.line);
    expect(passes).toBeGreaterThan(BEGUN);
    expect(meets).toBeGreaterThan(passes + 50);
    // Not a tremor before the line; turned back soon after.
    expect(firstRise(run)).toBeGreaterThan(meets);
    const after = sharpness.slice(meets);
    expect(Math.max(...after)).toBeLessThan(1.15 * run.line);
    expect(Math.min(...after)).toBeLessThan(0.95 * run.line);
    expect(run.isDiverged).toBe(false);
  });
});

/** Preconditioned sharpness in units of the line. */
function relative(run: PlayedRun, from: number, to = Infinity): number[] {
  return valuesOf(run, "preconditionedSharpness", from, to).map((value) => value / run.line);
}

function runsOf(preset: Preset): [string, () => Promise<PlayedRun>][] {
  return [
    ...SEEDS.map((seed): [string, () => Promise<PlayedRun>] => [
      `seed ${seed}`,
      () => playSeed(preset, seed),
    ]),
    ["float64", () => play(preset, "float64")],
  ];
}

describe(`the preset ${rmspropEdge.title}`, () => {
  test.each(runsOf(rmspropEdge))("%s: stays with the line while raw S rises", async (_, played) => {
    const run = await played();
    expect(run.line).toBeCloseTo(2000, 9);
    expect(firstAbove(relative(run, 0), 1)).toBeLessThan(100);
    const late = relative(run, 500);
    expect(mean(late)).toBeGreaterThan(0.97);
    expect(mean(late)).toBeLessThan(1.1);
    expect(Math.min(...late)).toBeGreaterThan(0.85);
    expect(Math.max(...late)).toBeLessThan(1.3);
    const raw = valuesOf(run, "sharpness");
    expect(raw.at(-1)!).toBeGreaterThan(1.4 * raw[300]!);
  });
});

describe(`the preset ${adamEdge.title}`, () => {
  test.each(runsOf(adamEdge))("%s: turns about its line, with spikes", async (_, played) => {
    const run = await played();
    expect(run.line).toBeCloseTo(19_000, 6);
    const meets = firstAbove(relative(run, 0), 1);
    expect(meets).toBeGreaterThan(BEGUN);
    expect(meets).toBeLessThan(400);
    const after = relative(run, meets);
    const crossings = after.filter((value, i) => i > 0 && value >= 1 && after[i - 1]! < 1);
    expect(crossings.length).toBeGreaterThanOrEqual(2);
    expect(mean(after)).toBeGreaterThan(0.85);
    expect(mean(after)).toBeLessThan(1.1);
    let lowest = Infinity;
    const heights = valuesOf(run, "loss", meets).map((loss) => {
      lowest = Math.min(lowest, loss);
      return loss / lowest;
    });
    expect(Math.max(...heights)).toBeGreaterThan(2);
  });
});
