import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distance } from "../math/vector.ts";
import {
  approach,
  extrapolateEigenvectors as extrapolated,
  remember,
  type EigenMemory,
  type Gait,
} from "./warmStart.ts";

/** A vector that turns with θ, linearly, and never far. */
const vectorAt = (theta: Float64Array) =>
  Float64Array.of(1, 0.1 * theta[0]! - 0.05 * theta[1]!, 0.02 * theta[1]!, 0);

const HOPPING: Gait = { period: 2, isSmooth: false };
const SMOOTH: Gait = { period: 2, isSmooth: true };

type Found = Pick<EigenMemory, "parameters" | "vectors">;

const memoryAt = (x: number, y: number, sign = 1): Found => {
  const parameters = Float64Array.of(x, y);
  return { parameters, vectors: [vectorAt(parameters).map((value) => sign * value)] };
};

/** @param found latest first. */
const historyOf = (...found: Found[]) =>
  found
    .toReversed()
    .reduce<readonly EigenMemory[]>(
      (history, { parameters, vectors }) =>
        remember(approach(parameters, history, SMOOTH), vectors),
      [],
    );

const extrapolateEigenvectors = (
  parameters: Float64Array,
  history: readonly EigenMemory[],
  gait: Gait = HOPPING,
) => extrapolated(approach(parameters, history, gait));

const coordinate = fc.double({ min: -1, max: 1, noNaN: true });

describe("the warm start of the eigen-solver", () => {
  test("is nothing at the beginning and the last vectors after one point", () => {
    expect(extrapolateEigenvectors(Float64Array.of(0, 0), [])).toEqual([]);
    const last = memoryAt(0.3, 0.2);
    expect(extrapolateEigenvectors(Float64Array.of(1, 1), historyOf(last))).toEqual(last.vectors);
  });

  test("goes on along a line", () => {
    const history = historyOf(memoryAt(0.2, 0.2), memoryAt(0.1, 0.1));
    const [u] = extrapolateEigenvectors(Float64Array.of(0.3, 0.3), history);
    expect(distance(u!, vectorAt(Float64Array.of(0.3, 0.3)))).toBeLessThan(1e-12);
  });

  test("is exact in the plane of three points, whatever the signs of their vectors", () => {
    const history = historyOf(memoryAt(0.5, 0), memoryAt(-0.5, 0.1, -1), memoryAt(0.4, -0.2));
    fc.assert(
      fc.property(coordinate, coordinate, (p, q) => {
        // Points the three reach with small weights.
        const theta = Float64Array.of(0.5 - 0.9 * p - 0.1 * q, 0.1 * p - 0.2 * q);
        const [u] = extrapolateEigenvectors(theta, history);
        expect(distance(u!, vectorAt(theta))).toBeLessThan(1e-6);
      }),
    );
  });

  test("does not follow vectors that traded places", () => {
    const parameters = Float64Array.of(0, 0);
    const swapped: Found = { parameters, vectors: [Float64Array.of(0, 0, 0, 1)] };
    const last = memoryAt(0.2, 0.2);
    const [u] = extrapolateEigenvectors(Float64Array.of(0.4, 0.4), historyOf(last, swapped));
    expect(u).toEqual(last.vectors[0]);
  });

  test("stays near the last vectors however far θ goes, and where points coincide", () => {
    const history = historyOf(memoryAt(0.2, 0), memoryAt(0.1, 0));
    const [far] = extrapolateEigenvectors(Float64Array.of(50, 0), history);
    expect(distance(far!, history[0]!.vectors[0]!)).toBeLessThan(0.05);
    const still = historyOf(memoryAt(0.2, 0), memoryAt(0.2, 0), memoryAt(0.2, 0));
    expect(extrapolateEigenvectors(Float64Array.of(0.3, 0), still)).toEqual(still[0]!.vectors);
  });

  test("goes on along the longer way where the last step had no length", () => {
    const history = historyOf(memoryAt(0.2, 0.2), memoryAt(0.2, 0.2 + 1e-9), memoryAt(0.1, 0.1));
    const [u] = extrapolateEigenvectors(Float64Array.of(0.3, 0.3), history);
    expect(distance(u!, vectorAt(Float64Array.of(0.3, 0.3)))).toBeLessThan(1e-6);
  });

  test("follows a twisted curve with the first vector, if the track is smooth", () => {
    // Any three points lie in a plane, which this curve leaves; u is linear in θ.
    const onCurve = (t: number): Found => ({
      parameters: Float64Array.of(t, t ** 2, t ** 3),
      vectors: [Float64Array.of(1, t, t ** 2, t ** 3), Float64Array.of(t ** 3, t ** 2, t, 1)],
    });
    const history = historyOf(...[0.4, 0.3, 0.2, 0.1, 0].map(onCurve));
    const next = onCurve(0.42);
    const errors = (gait: Gait) =>
      extrapolateEigenvectors(next.parameters, history, gait).map((u, i) =>
        distance(u, next.vectors[i]!),
      );
    const [[inPlane = NaN, second], [inSpace]] = [errors(HOPPING), errors(SMOOTH)];
    expect(inSpace).toBeLessThan(1e-9);
    expect(inPlane).toBeGreaterThan(1e-5);
    expect(inPlane).toBeLessThan(1e-2);
    expect(errors(SMOOTH)[1]).toBe(second);
  });

  test("repeats the move of one period ago", () => {
    // Three moves over and over, in directions of their own, each a little longer every time.
    const moves = [0, 1, 2].map((axis) => Float64Array.from([0, 1, 2], (i) => +(i === axis)));
    const angles = (theta: Float64Array) => 0.03 * theta[0]! - 0.02 * theta[1]! + 0.01 * theta[2]!;
    const theta = new Float64Array(3);
    const found: Found[] = [];
    for (let k = 0; k < 8; k++) {
      const length = 0.1 * (1 + 0.1 * k);
      for (let i = 0; i < 3; i++) theta[i]! += length * moves[k % 3]![i]!;
      found.unshift(memory(theta.slice(), direction(angles(theta))));
    }
    const [next, ...past] = found;
    const error = (period: number) => {
      const gait = { period, isSmooth: false };
      const [u] = extrapolateEigenvectors(next!.parameters, historyOf(...past), gait);
      return distance(u!, next!.vectors[0]!);
    };
    expect(error(3)).toBeLessThan(1e-4);
    expect(error(2)).toBeGreaterThan(1e-3);
  });

  test("looks back on a period, and with the first vector of a smooth track two steps more", () => {
    const lengths = (gait: Gait) => {
      let history: readonly EigenMemory[] = [];
      for (let step = 0; step < 9; step++) {
        const vectors = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
        history = remember(approach(Float64Array.of(step, 0), history, gait), vectors);
      }
      expect(history[0]!.parameters[0]).toBe(8);
      return history.map((past) => past.vectors.length);
    };
    expect(lengths(HOPPING)).toEqual([2, 2, 2]);
    expect(lengths(SMOOTH)).toEqual([2, 2, 2, 1, 1]);
    expect(lengths({ period: 3, isSmooth: true })).toEqual([2, 2, 2, 2, 1, 1]);
  });
});

const at = (x: number, y = 0) => Float64Array.of(x, y);
const direction = (angle: number) => Float64Array.of(Math.cos(angle), Math.sin(angle));
const memory = (parameters: Float64Array, ...vectors: Float64Array[]): Found => ({
  parameters,
  vectors,
});
/** Angle of the first vector that comes out, in (−π/2, π/2]: a line has no sign. */
const angleOf = ([vector]: Float64Array[]) => Math.atan(vector![1]! / vector![0]!);

describe("extrapolated eigenvectors", () => {
  // An eigenvector that turns by 0.02 per unit of x.
  const turning = (x: number) => memory(at(x), direction(0.02 * x));

  test("stay as they are where pairs have traded places, each pair on its own", () => {
    const swapped = memory(at(1), direction(0), direction(Math.PI / 2 - 0.02));
    const last = memory(at(2), direction(Math.PI / 2), direction(Math.PI / 2));
    const [first, second] = extrapolateEigenvectors(at(3), historyOf(last, swapped));
    expect(first).toEqual(last.vectors[0]);
    expect(angleOf([second!])).toBeCloseTo(Math.PI / 2 + 0.02 - Math.PI, 4);
  });

  test("are those of two steps ago in a run that hops back", () => {
    const [vector] = extrapolateEigenvectors(at(1), historyOf(turning(2), turning(1)));
    expect(vector![0]).toBeCloseTo(Math.cos(0.02), 12);
    expect(vector![1]).toBeCloseTo(Math.sin(0.02), 12);
  });

  test("take a vector more than the earlier point had as it is", () => {
    const more = memory(at(2), direction(0.04), direction(1));
    expect(extrapolateEigenvectors(at(3), historyOf(more, turning(1)))[1]).toEqual(direction(1));
  });

  test("leave the history unchanged", () => {
    const history = historyOf(turning(2), turning(1));
    extrapolateEigenvectors(at(3), history);
    expect(history).toEqual(historyOf(turning(2), turning(1)));
  });
});
