import { describe, expect, test } from "vitest";
import type { Experiment } from "../../model/experiment.ts";
import { nextOnReducedMap } from "../../math/reducedMap.ts";
import { smallX0 } from "../smallX0.ts";
import { BACKENDS, play, playExperiment, type PlayedRun } from "./playedRun.ts";

/** The steps from the edge to the end of the first spike: the first of stage 4. */
function firstSpike({ rows, edge }: PlayedRun) {
  const end = rows.findIndex(({ stage }, step) => step > edge && stage === 4);
  return rows.slice(edge, end < 0 ? undefined : end);
}

/** How far sharpness overshoots the line in its first spike, two-step mean, in units of it. */
function overshoot(run: PlayedRun): number {
  const values = firstSpike(run).map(({ sharpness }) => sharpness / run.line);
  return Math.max(...values.map((s, i) => (i === 0 ? s : (s + values[i - 1]!) / 2))) - 1;
}

/** The same of the reduced map from the row of the edge. */
function overshootOfMap(run: PlayedRun, start: number): number {
  const { alpha, beta, delta, learningRate } = run.rows[run.edge]!;
  let at = { x: start * delta, y: 0 };
  let highest = 0;
  while (at.y >= 0) {
    highest = Math.max(highest, at.y);
    at = nextOnReducedMap(at, { alpha, beta, learningRate });
  }
  return highest / run.line;
}

const nudgedBy = (nudge: number, change: Partial<Experiment> = {}) =>
  playExperiment({ ...smallX0.experiment, ...change, nudge });

describe(`the preset ${smallX0.title}`, () => {
  test.each(BACKENDS)("on %s starts at 0.01 δ and overshoots by about 14 %", async (backend) => {
    const run = await play(smallX0, backend);
    const { x, delta } = run.rows[run.edge]!;
    expect(Math.abs(x / delta / smallX0.view!.reducedMap! - 1)).toBeLessThan(0.05);
    expect(overshoot(run)).toBeGreaterThan(0.13);
    expect(overshoot(run)).toBeLessThan(0.15);
    const more = overshootOfMap(run, 0.01) - overshoot(run);
    expect(more).toBeGreaterThan(0.005);
    expect(more).toBeLessThan(0.05);
  });

  test("that is twice as far as from 0.3 δ", async () => {
    const ratio = overshoot(await play(smallX0)) / overshoot(await nudgedBy(0.3));
    expect(ratio).toBeGreaterThan(1.8);
    expect(ratio).toBeLessThan(2.6);
  });

  test.each([
    [0.1, 0.1],
    [0.01, 0.14],
    [0.001, 0.17],
  ])("a nudge of %d δ gives an overshoot of %d, as its answer says", async (nudge, said) => {
    expect(Math.abs(overshoot(await nudgedBy(nudge)) - said)).toBeLessThan(0.01);
  });

  const torch = (seed: number) => ({ scheme: "torch", gain: 1.5, seed }) as const;
  const cubic = { kind: "chebyshev", degree: 3, samples: 20 } as const;
  test.each<[string, Partial<Experiment>]>([
    ["the preset's own", {}],
    ["degree 3, seed 1", { data: cubic, init: torch(1) }],
    ["degree 3, seed 4", { data: cubic, init: torch(4), steps: 220 }],
  ])("%s: each decade less adds a step to the height", async (_name, change) => {
    const heights: number[] = [];
    for (const nudge of [0.1, 0.01, 0.001]) {
      heights.push(overshoot(await nudgedBy(nudge, change)));
    }
    const [tenth, hundredth, thousandth] = heights as [number, number, number];
    const [first, second] = [hundredth - tenth, thousandth - hundredth];
    // A power law would add ever more; the square root of a logarithm adds a little less each time.
    for (const added of [first, second]) {
      expect(added).toBeGreaterThan(0.1 * tenth);
      expect(added).toBeLessThan(tenth);
    }
    expect(second).toBeLessThan(first);
  });
});
