import { expect, it } from "vitest";
import type { Sweep, SweepPoint } from "../../protocol/sweep.ts";
import { sweepStripLayout } from "./sweepStripLayout.ts";

/** η from 0.01 to 10, four a decade; 2/λ₁(0) = 0.2. */
const SWEEP: Sweep = {
  steps: 100,
  initialSharpness: 10,
  points: Array.from({ length: 13 }, (_, i): SweepPoint => {
    const outcome = i < 5 ? "stable" : i < 6 ? "edge" : "diverged";
    return { learningRate: 10 ** (-2 + i / 4), outcome };
  }),
};

it("places marks evenly and ticks at 1 and 3 of each decade, on one log axis", () => {
  const { marks, ticks } = sweepStripLayout(SWEEP);
  expect(marks).toHaveLength(13);
  for (const [i, { place }] of marks.entries()) expect(place).toBeCloseTo(i / 12, 9);
  expect(ticks.map(({ learningRate }) => learningRate)).toEqual([0.01, 0.03, 0.1, 0.3, 1, 3, 10]);
  expect(ticks[2]!.place).toBeCloseTo(1 / 3, 9);
});

it("places 2/λ₁(0) and 4/λ₁(0) where they are, and leaves out what is not on it", () => {
  const { lines } = sweepStripLayout(SWEEP);
  expect(lines.map(({ text }) => text)).toEqual(["2/λ₁(0)", "4/λ₁(0)"]);
  expect(lines[0]!.place).toBeCloseTo(Math.log10(0.2 / 0.01) / 3, 9);
  expect(sweepStripLayout({ ...SWEEP, initialSharpness: 0.3 }).lines).toHaveLength(1);
});

it("places the line of another step rule, and none where raw sharpness says nothing of it", () => {
  const { lines } = sweepStripLayout(SWEEP, { kind: "heavy-ball", momentum: 0.9 });
  expect(lines.map(({ text }) => text)).toEqual(["3.8/λ₁(0)", "7.6/λ₁(0)"]);
  expect(lines[0]!.place).toBeCloseTo(Math.log10(0.38 / 0.01) / 3, 9);
  const rmsprop = { kind: "rmsprop", beta2: 0.99, epsilon: 1e-8 } as const;
  expect(sweepStripLayout(SWEEP, rmsprop).lines).toEqual([]);
});

it("names the stretches that are wide enough", () => {
  const { names } = sweepStripLayout(SWEEP);
  expect(names.map(({ outcome }) => outcome)).toEqual(["stable", "diverged"]);
  expect(names[0]!.from).toBe(0);
  expect(names[1]!.to).toBe(1);
});
