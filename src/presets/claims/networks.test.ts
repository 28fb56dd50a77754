/** Presets about other networks and other data. */
import { describe, expect, test } from "vitest";
import { deepLinear } from "../deepLinear.ts";
import { digits } from "../digits.ts";
import { fashion } from "../fashion.ts";
import { fourNumbers } from "../fourNumbers.ts";
import { nudged } from "../nudged.ts";
import { smallest } from "../smallest.ts";
import { wide } from "../wide.ts";
import { relativeSharpness, sharpnessError, stagesPassed, stopOf, valuesOf } from "./measures.ts";
import { BACKENDS, play, playExperiment, playSeed, SEEDS, type PlayedRun } from "./playedRun.ts";

/** Half the range of sharpness in units of 2/η. */
function swing(run: PlayedRun, from: number, to = Infinity): number {
  const values = relativeSharpness(run, from, to);
  return (Math.max(...values) - Math.min(...values)) / 2;
}

describe(`the preset ${digits.title}`, () => {
  test("the prediction holds from the edge to the pause", async () => {
    const run = await play(digits);
    expect(run.edge).toBeLessThanOrEqual(100);
    expect(stopOf(run, "prediction")).toBeUndefined();
    expect(sharpnessError(run, run.edge)).toBeLessThan(0.01);
    const spikes = stagesPassed(run, run.edge).filter((stage) => stage === 3);
    expect(spikes.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...valuesOf(run, "eigenvalue2"))).toBeLessThan(0.5 * run.line);
  });

  test("another seed drifts sooner, as the sentence says", async () => {
    expect(stopOf(await playSeed(digits, 2), "prediction")?.reason).toBe("drift");
  });
});

describe(`the preset ${fashion.title}`, () => {
  test.each(BACKENDS)("on %s the cycles damp out under the prediction", async (backend) => {
    const run = await play(fashion, backend);
    expect(stopOf(run, "prediction")).toBeUndefined();
    expect(sharpnessError(run, run.edge)).toBeLessThan(0.02);
    expect(swing(run, -100)).toBeLessThan(0.2 * swing(run, run.edge, run.edge + 100));
  });

  test.each(SEEDS)("seed %i ends near the line", async (seed) => {
    const last = relativeSharpness(await playSeed(fashion, seed), -50);
    expect(Math.max(...last)).toBeLessThan(1.07);
    expect(Math.min(...last)).toBeGreaterThan(0.93);
  });

  test("seed 0 reaches the edge ten times later", async () => {
    const [other, own] = await Promise.all([playSeed(fashion, 0), play(fashion)]);
    expect(other.edge).toBeGreaterThanOrEqual(10 * own.edge);
  });
});

describe(`the preset ${deepLinear.title}`, () => {
  test.each(SEEDS)("seed %i sharpens, meets the line and settles on it", async (seed) => {
    const run = await playSeed(deepLinear, seed);
    expect(relativeSharpness(run)[0]).toBeLessThan(0.6);
    expect(run.edge).toBeGreaterThan(0);
    const last = relativeSharpness(run, -100);
    expect(Math.max(...last)).toBeLessThan(1.03);
    expect(Math.min(...last)).toBeGreaterThan(0.97);
    // Two points either side of θ†, about δ from it.
    for (const { x, delta } of run.rows.slice(-100)) {
      expect(Math.abs(Math.abs(x) / delta - 1)).toBeLessThan(0.1);
    }
    const signs = run.rows.slice(-100).map(({ x }) => Math.sign(x));
    expect(signs.every((sign, i) => i === 0 || sign === -signs[i - 1]!)).toBe(true);
  });
});

describe(`the preset ${smallest.title}`, () => {
  test.each(BACKENDS)("on %s thirteen parameters pass all stages", async (backend) => {
    const run = await play(smallest, backend);
    expect(relativeSharpness(run)[0]).toBeLessThan(0.5);
    expect(run.edge).toBeGreaterThan(300);
    expect(stagesPassed(run, run.edge).slice(0, 5)).toEqual([2, 3, 4, 1, 2]);
  });
});

describe(`the preset ${fourNumbers.title}`, () => {
  test.each(BACKENDS)(
    "on %s comes down to the line and stops a little under it",
    async (backend) => {
      const run = await play(fourNumbers, backend);
      expect(run.rows[0]!.sharpness).toBeGreaterThan(run.line);
      expect(run.line - run.rows.at(-1)!.sharpness).toBeCloseTo(0.07, 2);
      expect(run.annotations.edgeSteps).toEqual([]);
    },
  );

  test.each([
    [2.3, 0.45],
    [2.25, 0.49],
  ])("leaves the same gap from the start (%f, %f)", async (x, y) => {
    const init = { parameters: [x, y, x, y] };
    const run = await playExperiment({ ...fourNumbers.experiment, init }, "float64");
    expect(run.line - run.rows.at(-1)!.sharpness).toBeCloseTo(0.07, 2);
  });

  test("every second loss draws a smooth curve", async () => {
    const losses = valuesOf(await play(fourNumbers, "float64"), "loss", 20);
    const even = losses.filter((_, i) => i % 2 === 0);
    expect(even.every((loss, i) => i === 0 || loss < even[i - 1]!)).toBe(true);
  });
});

describe(`the preset ${wide.title}`, () => {
  test.each(SEEDS)("seed %i sharpens little, swings little, and is predicted", async (seed) => {
    const run = await playSeed(wide, seed);
    const [first] = relativeSharpness(run);
    expect(first).toBeGreaterThan(0.92);
    expect(first).toBeLessThan(1);
    expect(run.edge).toBeGreaterThan(100);
    for (const value of relativeSharpness(run, run.edge)) {
      expect(Math.abs(value - 1)).toBeLessThan(0.02);
    }
    expect(stopOf(run, "prediction")).toBeUndefined();
    expect(sharpnessError(run, run.edge)).toBeLessThan(1e-3);
  });

  test("the opening run swings by seven percent", async () => {
    const run = await play(nudged);
    expect(swing(run, run.edge)).toBeCloseTo(0.07, 2);
  });
});
