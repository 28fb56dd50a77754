import { expect, test } from "vitest";
import { float64Arithmetic } from "../../engine/backends/float64.ts";
import { createMlp } from "../../engine/taylor/mlp.ts";
import { readDataFile } from "../dataFiles.ts";
import { countingModel } from "./derivativeCounts.ts";
import { frameSampler } from "./frameSampler.ts";
import { isLeftOut } from "./nodeRows.ts";
import { createProblem } from "./problems.ts";
import { productsPerPoint } from "./pytorchRows.ts";
import { findEdgeStart } from "./rowFigures.ts";
import { SIZE_NAMES } from "./sizes.ts";

test.each([1, 2] as const)("a frame F(%d) is what the targets say it is", async (rounds) => {
  const problem = await createProblem("tiny", readDataFile);
  const { model, counts } = countingModel(
    createMlp(float64Arithmetic, problem.description, problem.dataset),
  );
  const { learningRate } = await findEdgeStart(model, problem);
  const sample = frameSampler(model, problem, learningRate, rounds);
  await sample();
  Object.assign(counts, { gradients: 0, hessianProducts: 0, thirdDerivatives: 0 });
  expect(await sample()).toBeGreaterThan(0);
  // K + 1 centers with one third derivative each.
  const frames = counts.thirdDerivatives / (rounds + 1);
  expect(frames % 1).toBe(0);
  // The iterate, the probe and the centers; a fourth derivative, if any, takes two more.
  expect([0, 2]).toContain(counts.gradients - frames * (rounds + 3));
  // Two a point and both predictions; some iterates and the guard vectors take more.
  const products = counts.hessianProducts / frames / (2 * (rounds + 2) + 2);
  expect(products).toBeGreaterThanOrEqual(1);
  expect(products).toBeLessThan(1.4);
});

test("gradient descent with eigenvalues asks for nothing else", async () => {
  const problem = await createProblem("tiny", readDataFile);
  const { model, counts } = countingModel(
    createMlp(float64Arithmetic, problem.description, problem.dataset),
  );
  const { learningRate } = await findEdgeStart(model, problem);
  await frameSampler(model, problem, learningRate, "gd")();
  expect(counts.thirdDerivatives).toBe(0);
});

test("Hessian products of a frame are split among its points", () => {
  const gd = { gradients: 10, hessianProducts: 30, thirdDerivatives: 0 };
  // Ten frames: 3 at the iterate, 2 · 4 at the centers, 2 for the predictions; one ∇⁴L.
  const full = { gradients: 42, hessianProducts: 132, thirdDerivatives: 20 };
  expect(productsPerPoint(gd, full)).toEqual({ productsPerPoint: 3, centerProductsPerPoint: 4 });
});

test("every size has the data its network takes", async () => {
  for (const name of SIZE_NAMES) {
    const { dataset, size, parameters, description } = await createProblem(name, readDataFile);
    expect(dataset.samples).toBe(size.samples);
    expect(dataset.inputs).toHaveLength(size.samples * size.widths[0]!);
    expect(dataset.targets).toHaveLength(size.samples * size.widths.at(-1)!);
    expect(description.sizes).toEqual(size.widths);
    expect(parameters.length).toBeGreaterThan(0);
  }
});

test("slow rows are left out unless they are named", () => {
  const all = { backends: null, isQuick: false };
  const quick = { backends: null, isQuick: true };
  const rows = [
    isLeftOut("medium", "float64", all),
    isLeftOut("medium", "wasm", quick),
    isLeftOut("wide100", "cpu", all),
    isLeftOut("wide100", "cpu", quick),
    isLeftOut("medium", "cpu", { backends: ["cpu"], isQuick: true }),
  ];
  expect(rows).toEqual([true, false, false, true, false]);
});
