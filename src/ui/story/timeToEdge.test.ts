import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goldenRun } from "../../engine/golden/runs.ts";
import type { History } from "../../session/history.ts";
import { readingsAt } from "./readings.ts";
import { historyOf } from "./fixtures/historyOf.ts";
import { edgeEstimate, stepsToEdge } from "./timeToEdge.ts";

/** The sharpness of a reference run up to its edge. */
function beforeEdge(name: string): { history: History; edgeStep: number } {
  const { pre, experiment, edgeStep } = goldenRun(name);
  const history = historyOf(edgeStep + 1, {
    learningRate: () => experiment.learningRate,
    sharpness: (step) => pre.S[step] ?? NaN,
  });
  return { history, edgeStep };
}

const estimateAt = (history: History, step: number) =>
  stepsToEdge(history, readingsAt(history, step));

/** Edges that come by themselves: every reference run up to its edge step. */
const RUNS = [
  "cheb4_tanh_natural",
  "cheb5_tanh_natural",
  "cheb3_tanh_w16_kick",
  "cheb4_tanh_half_kick",
  "deep_linear_kick",
  "logistic_tanh_kick",
  "mnist7_swish_fast_kick",
  "mnist7_swish_kick",
];

describe("the steps to the edge", () => {
  it.each(RUNS)("are right to a third in the last tenth of the way: %s", (name) => {
    const { history, edgeStep } = beforeEdge(name);
    let told = 0;
    for (let step = Math.ceil(0.9 * edgeStep); step < edgeStep - 1; step++) {
      const steps = estimateAt(history, step);
      if (steps === null) continue;
      told++;
      expect(Math.abs(steps - (edgeStep - step))).toBeLessThan(1 + (edgeStep - step) / 3);
    }
    expect(told).toBeGreaterThan(0.8 * (0.1 * edgeStep - 2));
  });

  it("are right to a factor of two in nine of ten steps where they are told at all", () => {
    const ratios = RUNS.flatMap((name) => {
      const { history, edgeStep } = beforeEdge(name);
      return Array.from({ length: edgeStep - 1 }, (_, step) => {
        const steps = estimateAt(history, step);
        return steps === null ? [] : [Math.abs(Math.log2(steps / (edgeStep - step)))];
      }).flat();
    });
    expect(ratios.length).toBeGreaterThan(1000);
    const good = ratios.filter((ratio) => ratio < 1).length;
    expect(good / ratios.length).toBeGreaterThan(0.9);
  });

  it("are told where sharpness was measured at every third step only", () => {
    const history = historyOf(61, { sharpness: (at) => (at % 3 === 0 ? 10 + at / 10 : NaN) });
    expect(estimateAt(history, 60)).toBeCloseTo(40, 6);
  });

  it("are not told while sharpness falls, turns, or after a few steps", () => {
    expect(estimateAt(historyOf(41, { sharpness: (at) => 10 - at / 10 }), 40)).toBeNull();
    const turning = historyOf(41, { sharpness: (at) => 10 + Math.abs(at - 30) / 10 });
    expect(estimateAt(turning, 40)).toBeNull();
    expect(estimateAt(historyOf(3, { sharpness: (at) => 10 + at }), 2)).toBeNull();
    expect(estimateAt(historyOf(41, { sharpness: (at) => 10 + at / 1e4 }), 40)).toBeNull();
  });

  it("are positive and finite, or nothing, whatever was measured", () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1, maxLength: 60 }), (values) => {
        const history = historyOf(values.length, { sharpness: (at) => values[at] ?? NaN });
        const steps = estimateAt(history, values.length - 1);
        expect(steps === null || (steps > 0 && Number.isFinite(steps))).toBe(true);
      }),
    );
  });
});

describe("the estimate in words", () => {
  const history = historyOf(41, { sharpness: (step) => 10 + step / 10 });
  const told = (rate: number) => edgeEstimate(history, readingsAt(history, 40), rate).trim();

  it.each([
    [0, "At its present pace it gets there in about 60 steps."],
    [20, "At its present pace it gets there in about 60 steps, 3 seconds."],
    [60, "At its present pace it gets there in about 60 steps, 1 second."],
    [1000, "At its present pace it gets there in about 60 steps, less than a second."],
    [0.1, "At its present pace it gets there in about 60 steps, 10 minutes."],
  ])("at %d steps a second", (rate, sentence) => {
    expect(told(rate)).toBe(sentence);
  });
});
