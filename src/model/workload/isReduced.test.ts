import { expect, test } from "vitest";
import { defaultExperiment } from "../parseExperiment.ts";
import { isReduced } from "./isReduced.ts";

test("whether a network is reduced follows from its sizes", () => {
  const reduced = (sizes: number[], samples: number) =>
    isReduced(defaultExperiment(), sizes, samples);
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
  const optimizer = { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as never;
  expect(isReduced({ ...defaultExperiment(), optimizer }, [3072, 10], 100)).toBe(false);
});
