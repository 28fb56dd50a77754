import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addScaled,
  combination,
  difference,
  distance,
  dot,
  dots,
  isFiniteVector,
  isSignCanonical,
  midpoint,
  norm,
  plusScaled,
  scaleInPlace,
} from "./vector.ts";

/** Pairs of vectors of one length with whole entries, so that sums are exact. */
const pairs = fc
  .integer({ min: 1, max: 12 })
  .chain((d) =>
    fc.tuple(
      fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: d, maxLength: d }),
      fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: d, maxLength: d }),
    ),
  );

describe("vectors", () => {
  it("have the Euclidean norm and distance", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const [u, v] = [Float64Array.from(a), Float64Array.from(b)];
        expect(norm(u)).toBeCloseTo(Math.hypot(...a), 9);
        expect(distance(u, v)).toBeCloseTo(Math.hypot(...a.map((x, i) => x - b[i]!)), 9);
      }),
    );
    expect(norm(Float64Array.of(2, 3, 6))).toBe(7);
    expect(distance(Float64Array.of(1, 1), Float64Array.of(4, -3))).toBe(5);
  });

  it("have inner products and combinations of several at once, equal to one by one", () => {
    const integer = fc.integer({ min: -1000, max: 1000 });
    const several = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 11 }))
      .chain(([d, count]) =>
        fc.tuple(
          fc.array(integer, { minLength: d, maxLength: d }),
          fc.array(fc.array(integer, { minLength: d, maxLength: d }), {
            minLength: count,
            maxLength: count,
          }),
          fc.array(integer, { minLength: count, maxLength: count }),
        ),
      );
    fc.assert(
      fc.property(several, ([a, others, weights]) => {
        const v = Float64Array.from(a);
        const vectors = others.map((other) => Float64Array.from(other));
        // Whole numbers: every order of summation gives the same.
        expect(dots(v, vectors)).toEqual(
          others.map((other) => other.reduce((sum, x, i) => sum + x * a[i]!, 0)),
        );
        const sum = a.map((_, i) => others.reduce((s, other, k) => s + weights[k]! * other[i]!, 0));
        // A zero has no sign here.
        expect([...combination(weights, vectors)].map((x) => x + 0)).toEqual(sum.map((x) => x + 0));
      }),
    );
  });

  it("have a bilinear dot product", () => {
    expect(dot(Float64Array.of(1, 2, 3), Float64Array.of(4, -5, 6))).toBe(12);
    fc.assert(
      fc.property(pairs, fc.integer({ min: -9, max: 9 }), ([a, b], s) => {
        const [u, v] = [Float64Array.from(a), Float64Array.from(b)];
        expect(dot(u, v)).toBe(dot(v, u));
        expect(dot(plusScaled(u, s, v), v)).toBe(dot(u, v) + s * dot(v, v));
      }),
    );
  });

  it("are combined entry by entry, the arguments left alone", () => {
    const [a, b] = [Float64Array.of(1, -2), Float64Array.of(10, 4)];
    expect([...plusScaled(a, 0.5, b)]).toEqual([6, 0]);
    expect([...difference(a, b)]).toEqual([-9, -6]);
    expect([...midpoint(a, b)]).toEqual([5.5, 1]);
    expect([...a, ...b]).toEqual([1, -2, 10, 4]);
  });

  it("change in place where the name says so", () => {
    const [a, b] = [Float64Array.of(1, -2), Float64Array.of(10, 4)];
    addScaled(a, -2, b);
    expect([...a]).toEqual([-19, -10]);
    scaleInPlace(a, -1);
    expect([...a]).toEqual([19, 10]);
    expect([...b]).toEqual([10, 4]);
  });
});

describe("isSignCanonical", () => {
  it("asks for the largest-magnitude entry, the first of equals", () => {
    const canonical = (...entries: number[]) => isSignCanonical(Float64Array.from(entries));
    expect(canonical(1, -3, 2)).toBe(false);
    expect(canonical(1, 3, -2)).toBe(true);
    expect(canonical(-2, 2)).toBe(false);
    expect(canonical(2, -2)).toBe(true);
    expect(canonical()).toBe(true);
  });

  it("holds of exactly one of v and −v, unless both are zero", () => {
    fc.assert(
      fc.property(pairs, ([a]) => {
        const [u, v] = [Float64Array.from(a), Float64Array.from(a, (x) => -x)];
        const isZero = a.every((x) => x === 0);
        expect(isSignCanonical(u) !== isSignCanonical(v)).toBe(!isZero);
      }),
    );
  });
});

it("a vector is finite when every entry is", () => {
  expect(isFiniteVector(Float64Array.of())).toBe(true);
  expect(isFiniteVector(Float64Array.of(0, -1e308))).toBe(true);
  for (const bad of [NaN, Infinity, -Infinity]) {
    expect(isFiniteVector(Float64Array.of(0, 1, bad))).toBe(false);
    expect(isFiniteVector(Float64Array.of(bad, 1))).toBe(false);
  }
});
