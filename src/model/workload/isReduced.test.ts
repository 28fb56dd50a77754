import { expect, test } from "vitest";
import type { Experiment } from "../experiment.ts";
import { defaultExperiment } from "../parseExperiment.ts";
import { isReduced } from "./isReduced.ts";

const { model } = defaultExperiment();

/** Widths from input to output. */
function reduced(sizes: number[], samples: number, change: Partial<Experiment> = {}): boolean {
  const experiment: Experiment = {
    ...defaultExperiment(),
    model: { ...model, hidden: sizes.slice(1, -1) } as Experiment["model"],
    ...change,
  };
  return isReduced(experiment, { samples, inputSize: sizes[0]!, outputSize: sizes.at(-1)! });
}

test("whether a network is reduced follows from its sizes", () => {
  const paper = [3072, 200, 200, 10];
  expect([100, 300, 1000].map((samples) => reduced(paper, samples))).toEqual([true, true, true]);
  // The decomposition would take too long.
  expect([2000, 5000].map((samples) => reduced(paper, samples))).toEqual([false, false]);
  expect([70, 71, 72].map((samples) => reduced([79, 5, 1], samples))).toEqual([true, true, false]);
  // Seven by seven images, and one input: as they always were.
  expect(reduced([49, 30, 1], 10)).toBe(false);
  expect(reduced([1, 30, 20, 1], 1)).toBe(false);
});

test("a rule with a preconditioner of single coordinates keeps its own", () => {
  const rule = { beta2: 0.999, epsilon: 1e-8 };
  const sizes = [3072, 10];
  expect(reduced(sizes, 100, { optimizer: { kind: "heavy-ball", momentum: 0.9 } })).toBe(true);
  expect(reduced(sizes, 100, { optimizer: { kind: "rmsprop", ...rule } })).toBe(false);
  expect(reduced(sizes, 100, { optimizer: { kind: "adam", beta1: 0.9, ...rule } })).toBe(false);
});

test("networks of other kinds are left alone", () => {
  const cnn = { kind: "cnn", channels: [4], activation: "tanh" } as const;
  expect(reduced([3072, 10], 100, { model: { ...cnn, channels: [4] } })).toBe(false);
});
