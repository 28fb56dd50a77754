import fc from "fast-check";
import { expect, it } from "vitest";
import type { Loading } from "../protocol/loading.ts";
import { loadingShare } from "./loadingShare.ts";

const stage = fc.constantFrom(
  "data",
  "backend",
  "calibration",
  "shaders",
  "start",
  "forecast",
  "replay",
);

it("is a share that grows with what is done of a stage", () => {
  fc.assert(
    fc.property(stage, fc.nat(1000), fc.nat(1000), fc.nat(1000), (name, a, b, more) => {
      const total = Math.max(a, b) + more;
      const [less, later] = [Math.min(a, b), Math.max(a, b)].map((done) =>
        loadingShare({ stage: name, done, total }),
      );
      expect(less).toBeGreaterThanOrEqual(0);
      expect(less).toBeLessThanOrEqual(later!);
      expect(later).toBeLessThanOrEqual(1);
    }),
  );
});

it("grows from stage to stage, from before the first to the end of the last", () => {
  const order: (Loading | null)[] = [
    null,
    { stage: "data", done: 0, total: null },
    { stage: "backend", done: 0, total: 1 },
    { stage: "calibration", done: 1, total: 2 },
    { stage: "start", done: 0, total: 1 },
    { stage: "forecast", done: 120, total: 120 },
  ];
  const shares = order.map(loadingShare);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(new Set(shares).size).toBe(shares.length);
  expect(shares.at(-1)).toBe(1);
});
