import { describe, expect, test } from "vitest";
import { float64Arithmetic, type Float64Matrix } from "./float64.ts";
import { selfTest } from "./selfTest.ts";
import type { Arithmetic } from "../taylor/arithmetic.ts";
import { createMlp } from "../taylor/mlp.ts";

const testOf = (ops: Arithmetic<Float64Matrix>) =>
  selfTest((description, dataset) => createMlp(ops, description, dataset));

/** Right in everything but what `change` says. */
const broken = (change: Partial<Arithmetic<Float64Matrix>>) => ({
  ...float64Arithmetic,
  ...change,
});
const mapped = (matrix: Float64Matrix, apply: (value: number) => number): Float64Matrix => ({
  ...matrix,
  values: matrix.values.map(apply),
});

/** Right, but the n-th thing read back is multiplied by `factor`. */
function misread(n: number, factor: number): Arithmetic<Float64Matrix> {
  let reads = 0;
  return broken({
    async read(matrices) {
      const values = await float64Arithmetic.read(matrices);
      return reads++ === n ? values.map((value) => factor * value) : values;
    },
  });
}

describe("the self-test", () => {
  test("lets right arithmetic pass, also in single precision", async () => {
    await expect(testOf(float64Arithmetic)).resolves.toBeUndefined();
    const rounded = broken({
      tanh: (a) => mapped(float64Arithmetic.tanh(a), Math.fround),
      product: (a, b) => mapped(float64Arithmetic.product(a, b), Math.fround),
    });
    await expect(testOf(rounded)).resolves.toBeUndefined();
  });

  test.each([
    { what: "a wrong tanh", tanh: (x: number) => 1.01 * Math.tanh(x), size: "off by" },
    {
      what: "a tanh without its sign",
      tanh: (x: number) => Math.abs(Math.tanh(x)),
      size: "off by",
    },
    { what: "a tanh that is nowhere a number", tanh: () => NaN, size: "not finite" },
  ])("refuses $what", async ({ tanh, size }) => {
    const ops = broken({ tanh: (a) => mapped(a, tanh) });
    await expect(testOf(ops)).rejects.toThrow(`its self-test failed: the gradient is ${size}`);
  });

  test("refuses gradients that are all zero, as some phones return", async () => {
    await expect(testOf(misread(0, 0))).rejects.toThrow("the gradient is off by 1.0e+2 %");
  });

  test("holds each derivative to a thousandth, and names the one that is off", async () => {
    await expect(testOf(misread(0, 1.0005))).resolves.toBeUndefined();
    await expect(testOf(misread(0, 1.002))).rejects.toThrow("the gradient is off by 0.20 %");
    await expect(testOf(misread(1, 1.5))).rejects.toThrow("the Hessian product is off by 50 %");
    await expect(testOf(misread(2, 0.5))).rejects.toThrow("the third derivative is off by 50 %");
  });
});
