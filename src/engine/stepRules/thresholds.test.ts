/** Every rule on a quadratic: stable just below its line, divergent just above. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Optimizer } from "../../model/experiment.ts";
import { edgeLevel } from "../../model/stability.ts";
import { NOTHING_REMEMBERED, type StepMemory } from "./stepRule.ts";
import { stepRuleOf } from "./stepRuleOf.ts";

const STEPS = 6000;
/** How far from its line a sharpness is, in shares of it. */
const ASIDE = 0.01;

type Matrix = readonly [xx: number, xy: number, yy: number];

/** Both eigenvalues of a symmetric 2 × 2 matrix, the larger first. */
function eigenvalues([xx, xy, yy]: Matrix): [number, number] {
  const [mean, half] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  return [mean + half, mean - half];
}

/** Eigenvalues a and b, the first along (cos φ, sin φ). */
function rotated(a: number, b: number, angle: number): Matrix {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [a * c * c + b * s * s, (a - b) * c * s, a * s * s + b * c * c];
}

/** P^(1/2) M P^(1/2). */
function scaled([xx, xy, yy]: Matrix, [p, q]: readonly [number, number]): Matrix {
  return [p * xx, Math.sqrt(p * q) * xy, q * yy];
}

/** |θ| after many steps on ½θᵀHθ, relative to |θ₀|; stopped once it has grown a thousandfold. */
function growth(
  optimizer: Optimizer | undefined,
  [xx, xy, yy]: Matrix,
  learningRate: number,
  remembered: StepMemory = NOTHING_REMEMBERED,
): number {
  const rule = stepRuleOf(optimizer);
  const start = Float64Array.of(1e-6, -0.7e-6);
  let at: Float64Array = start;
  let memory = remembered;
  const size = (v: Float64Array) => Math.hypot(...v) / Math.hypot(...start);
  for (let t = 0; t < STEPS && size(at) < 1e3; t++) {
    const [x = NaN, y = NaN] = at;
    const gradient = Float64Array.of(xx * x + xy * y, xy * x + yy * y);
    memory = rule.takeIn(memory, gradient);
    at = rule.step(at, gradient, memory, learningRate);
  }
  return size(at);
}

const rates = fc.double({ min: 1e-3, max: 1, noNaN: true });
/** Of the second eigenvalue in the first: not so small that its direction takes for ever. */
const shares = fc.double({ min: 0.1, max: 0.95, noNaN: true });
/** The critical direction is one axis, the other, or any between. */
const angles = fc.oneof(
  fc.constantFrom(0, Math.PI / 2),
  fc.double({ min: 0, max: Math.PI, noNaN: true }),
);
const momenta = fc.double({ min: 0, max: 0.95, noNaN: true });

describe("without a preconditioner", () => {
  const optimizers: [string, fc.Arbitrary<Optimizer | undefined>][] = [
    ["gradient descent", fc.constant(undefined)],
    ["heavy ball", momenta.map((momentum) => ({ kind: "heavy-ball", momentum }))],
    ["Nesterov", momenta.map((momentum) => ({ kind: "nesterov", momentum }))],
  ];

  test.each(optimizers)("%s, along any direction of the plane", (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, rates, shares, angles, (optimizer, rate, share, angle) => {
        const line = edgeLevel(optimizer, rate);
        const at = (sharpness: number) => rotated(sharpness, share * sharpness, angle);
        expect(growth(optimizer, at((1 - ASIDE) * line), rate)).toBeLessThan(1e-3);
        expect(growth(optimizer, at((1 + ASIDE) * line), rate)).toBeGreaterThan(1e2);
      }),
      { numRuns: 25 },
    );
  });
});

describe("with a preconditioner that no longer changes", () => {
  /** A memory so long that what it has is what it keeps. */
  const beta2 = 1 - 1e-9;
  const epsilon = 1e-8;
  const remembering = (p: number, q: number): StepMemory => ({
    count: 1e12,
    momentum: new Float64Array(2),
    squares: Float64Array.of(p ** 2, q ** 2),
  });
  const roots = fc.double({ min: 1e-2, max: 10, noNaN: true });
  const optimizers: [string, fc.Arbitrary<Optimizer>][] = [
    ["RMSProp", fc.constant({ kind: "rmsprop", beta2, epsilon })],
    ["Adam", momenta.map((beta1) => ({ kind: "adam", beta1, beta2, epsilon }))],
  ];

  test.each(optimizers)(
    "%s: the preconditioned sharpness counts, not the raw one",
    (_, arbitrary) => {
      fc.assert(
        fc.property(
          arbitrary,
          rates,
          shares,
          angles,
          roots,
          roots,
          (optimizer, rate, share, angle, p, q) => {
            const line = edgeLevel(optimizer, rate);
            /** The Hessian H with these eigenvalues of P^(−1/2) H P^(−1/2). */
            const at = (sharpness: number) => {
              const inner = rotated(sharpness, share * sharpness, angle);
              const hessian = scaled(inner, [p, q]);
              expect(eigenvalues(scaled(hessian, [1 / p, 1 / q]))[0] / sharpness).toBeCloseTo(1, 9);
              return hessian;
            };
            const memory = remembering(p, q);
            expect(growth(optimizer, at((1 - ASIDE) * line), rate, memory)).toBeLessThan(1e-3);
            expect(growth(optimizer, at((1 + ASIDE) * line), rate, memory)).toBeGreaterThan(1e2);
          },
        ),
        { numRuns: 25 },
      );
    },
  );
});

describe("the line in numbers", () => {
  test("is that of the literature", () => {
    expect(edgeLevel(undefined, 0.1)).toBe(20);
    expect(edgeLevel({ kind: "heavy-ball", momentum: 0.9 }, 0.1)).toBeCloseTo(38, 12);
    expect(edgeLevel({ kind: "nesterov", momentum: 0.9 }, 1)).toBeCloseTo(1.357, 3);
    expect(edgeLevel({ kind: "rmsprop", beta2: 0.99, epsilon: 1e-8 }, 0.1)).toBe(20);
    const adam = { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
    expect(edgeLevel(adam, 1)).toBeCloseTo(38, 12);
  });
});
