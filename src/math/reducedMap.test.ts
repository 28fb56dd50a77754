import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orbitEnergy, orbitReach } from "./closedOrbit.ts";
import {
  firstLoop,
  nextOnReducedMap,
  type ReducedMapConstants,
  type ReducedMapPoint,
} from "./reducedMap.ts";

function orbit(start: ReducedMapPoint, constants: ReducedMapConstants, steps: number) {
  const points = [start];
  for (let t = 0; t < steps; t++) points.push(nextOnReducedMap(points.at(-1)!, constants));
  return points;
}

/** η√α = rate, with δ = 1 and √α = 1: the map in its own units. */
const ownUnits = (rate: number): ReducedMapConstants => ({ alpha: 1, beta: 2, learningRate: rate });

/** Lambert's W₋₁ on [−1/e, 0), by Newton's iteration on w + ln(−w) = ln(−z). */
function lambertLower(z: number): number {
  let w = Math.min(-1.0001, Math.log(-z) - Math.log(-Math.log(-z)));
  for (let i = 0; i < 60; i++) w -= (w + Math.log(-w) - Math.log(-z)) / (1 + 1 / w);
  return w;
}

const positive = fc.double({ min: 0.05, max: 20, noNaN: true });

describe("the reduced map", () => {
  test("(±δ, 0) is an orbit of period two", () => {
    fc.assert(
      fc.property(positive, positive, positive, (alpha, beta, learningRate) => {
        const delta = Math.sqrt((2 * alpha) / beta);
        const constants = { alpha, beta, learningRate };
        const one = nextOnReducedMap({ x: delta, y: 0 }, constants);
        expect(one.x).toBeCloseTo(-delta, 10);
        expect(Math.abs(one.y)).toBeLessThan(1e-12 * learningRate * alpha + 1e-15);
      }),
    );
  });

  test("y falls where |x| > δ and only there, |x| grows where y > 0 and only there", () => {
    const near = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(positive, near, (x, y) => {
        fc.pre(Math.abs(x - 1) > 1e-6 && Math.abs(y) > 1e-6);
        const next = nextOnReducedMap({ x, y }, ownUnits(0.5));
        expect(next.y < y).toBe(x > 1);
        expect(Math.abs(next.x) > x).toBe(y > 0);
        expect(Math.sign(next.x)).toBe(-1);
      }),
    );
  });

  test("from x = 0 sharpness rises by ηα a step for ever", () => {
    const constants = { alpha: 0.7, beta: 31, learningRate: 0.13 };
    for (const [t, { x, y }] of orbit({ x: 0, y: -0.2 }, constants, 5000).entries()) {
      expect(x).toBe(0);
      expect(y).toBeCloseTo(-0.2 + 0.13 * 0.7 * t, 8);
    }
  });

  test("the first peak follows the log law: Y = √e, X² = −W₋₁(−e^−(1+e))", () => {
    const rate = 0.0005;
    const peaks = [0.5, 0.1, 1e-2, 1e-3, 1e-4, 1e-6].map((start) => {
      const e = orbitEnergy({ amplitude: start, excess: 0 });
      const points = orbit({ x: start, y: 0 }, ownUnits(rate), Math.ceil(7 / rate));
      // Up to where y has come back to zero: half a loop.
      const half = points.slice(
        0,
        points.findIndex(({ y }, t) => t > 1 && y < 0),
      );
      const height = Math.max(...half.map(({ y }) => y));
      const width = Math.max(...half.map(({ x }) => Math.abs(x)));
      const law = Math.sqrt(-lambertLower(-Math.exp(-(1 + e))));
      // The energy that the discrete map gains on the way is of the order of η√α.
      expect(Math.abs(height / Math.sqrt(e) - 1)).toBeLessThan(0.01);
      expect(Math.abs(width / law - 1)).toBeLessThan(0.01);
      expect(orbitReach(e).amplitude / law).toBeCloseTo(1, 8);
      return height;
    });
    // The smaller the seed, the taller: e grows by 2 ln 10 for each decade.
    expect(peaks).toEqual(peaks.toSorted((a, b) => a - b));
    expect(peaks[3]! ** 2 - peaks[2]! ** 2).toBeCloseTo(2 * Math.log(10), 1);
  });

  test("the first loop reaches as far as the points of its orbit up to its end", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.9, noNaN: true }), (start) => {
        const constants = ownUnits(0.05);
        const reach = firstLoop({ x: start, y: 0 }, constants);
        const e = orbitEnergy({ amplitude: start, excess: 0 });
        // Wider than the closed orbit of its start, by the energy gained on the way.
        expect(reach.x / orbitReach(e).amplitude).toBeGreaterThan(1);
        expect(reach.x / orbitReach(e).amplitude).toBeLessThan(1.25);
        expect(reach.y / orbitReach(e).excess).toBeGreaterThan(1);
        expect(reach.y / orbitReach(e).excess).toBeLessThan(1.6);
      }),
    );
  });

  test("loops widen: a step adds 2αη²⟨y²⟩ of energy on average", () => {
    // dE = 2αη²⟨y²⟩ a step, and e = 2E/α: from x₀ = δ/2 with η√α = 0.01, e grows from 0.64 manifold.
    const points = orbit({ x: 0.5, y: 0 }, ownUnits(0.01), 20_000);
    const energyAt = (t: number) =>
      orbitEnergy({ amplitude: Math.abs(points[t]!.x), excess: points[t]!.y });
    expect(energyAt(0)).toBeCloseTo(0.64, 2);
    expect(energyAt(20_000) / 2).toBeGreaterThan(8);
    expect(energyAt(20_000) / 2).toBeLessThan(14);
    const squares = points.slice(0, 470).map(({ y }) => y * y);
    const mean = squares.reduce((sum, value) => sum + value, 0) / squares.length;
    const gain = (energyAt(469) - energyAt(0)) / 469 / 2;
    expect(gain / (2 * 0.01 ** 2 * mean)).toBeGreaterThan(0.8);
    expect(gain / (2 * 0.01 ** 2 * mean)).toBeLessThan(1.3);
  });

  test("at η√α = 0.05 it overflows within 20 000 steps", () => {
    const last = orbit({ x: 0.5, y: 0 }, ownUnits(0.05), 20_000).at(-1)!;
    expect(Number.isFinite(last.x) && Number.isFinite(last.y)).toBe(false);
  });
});
