import { expect, test } from "vitest";
import type { Experiment } from "../../model/experiment.ts";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { workloadOf } from "../../model/workload/workload.ts";
import { durationWords, memoryWords } from "./workloadWords.ts";

const mlp = (...hidden: number[]): Experiment["model"] => ({
  kind: "mlp",
  hidden,
  activation: "tanh",
  bias: true,
});

function images(samples: number, model: Experiment["model"]): Experiment {
  const shape = { offset: 0, classes: null, side: 32, targets: "one-hot" } as const;
  return { ...defaultExperiment(), data: { kind: "cifar10", samples, ...shape }, model };
}

test("a small network takes nothing worth a word but its size", () => {
  const small = workloadOf({ ...defaultExperiment(), model: mlp(30, 20) });
  expect(memoryWords(small, "float64")).toMatch(/^701 parameters, about 1(\.\d)? MB of memory$/);
  expect(durationWords(small, "float64")).toBe("");
});

test("the paper's network takes seconds a step on wasm, and a GPU's speed is not guessed", () => {
  const paper = workloadOf(images(5000, mlp(200, 200)));
  expect(memoryWords(paper, "wasm")).toMatch(/^656,810 parameters, about 1\.\d GB of memory$/);
  // Of 656,810 parameters 614,400 are read in the first layer: 6 and 39 products with each.
  expect(durationWords(paper, "wasm")).toBe("about 2 s a step, 12 s at the edge");
  expect(durationWords(paper, "float64")).toBe("about 22 s a step, 2 min at the edge");
  expect(durationWords(paper, "webgpu")).toBe("");
});

test("on fewer samples than inputs the first layer costs what the samples do", () => {
  const few = workloadOf(images(300, mlp(200, 200)));
  expect(few.moving).toBe(102_410);
  expect(few.flops.before / workloadOf(images(5000, mlp(200, 200))).flops.before).toBeLessThan(
    300 / 5000 / 3,
  );
});
