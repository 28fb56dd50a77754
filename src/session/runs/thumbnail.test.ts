import { expect, it } from "vitest";
import { History } from "../history.ts";
import { batchOf } from "../fixtures/scriptedWorker.ts";
import { snapshotOf } from "./keptRun.ts";
import { thumbnailOf } from "./thumbnail.ts";

it("keeps a spike, the level of 2/η and its change, in few points", () => {
  const history = new History();
  history.append(
    batchOf(0, 20_000, {
      learningRate: (step) => (step < 5000 ? 0.1 : 0.05),
      sharpness: (step) => (step === 7000 || step === 7001 ? 99 : 10),
    }),
  );
  const { sharpness, twoOverEta } = thumbnailOf(snapshotOf(history));
  expect(sharpness.length).toBeLessThanOrEqual(4 * 60);
  expect(sharpness).toContainEqual([7001, 99]);
  expect(sharpness[0]).toEqual([0, 10]);
  expect(sharpness.at(-1)).toEqual([19_999, 10]);
  expect(twoOverEta).toEqual([
    [0, 20],
    [5000, 40],
  ]);
});

it("goes by the steps at which sharpness was measured, averaging the zigzag out", () => {
  const history = new History();
  history.append(
    batchOf(0, 5, {
      learningRate: () => 0.1,
      sharpness: (step) => [10, 12, NaN, NaN, 7][step]!,
    }),
  );
  expect(thumbnailOf(snapshotOf(history)).sharpness).toEqual([
    [0, 10],
    [1, 11],
    [4, 7],
  ]);
});

it("of a rule with a preconditioner draws the sharpness that its line is for", () => {
  const history = new History();
  history.append(
    batchOf(0, 4, {
      learningRate: () => 0.1,
      sharpness: () => 7,
      stabilityThreshold: (step) => (step < 2 ? 380 : 190),
      preconditionedSharpness: () => 300,
    }),
  );
  const { sharpness, twoOverEta } = thumbnailOf(snapshotOf(history));
  expect(sharpness.every(([, value]) => value === 300)).toBe(true);
  expect(twoOverEta).toEqual([
    [0, 380],
    [2, 190],
  ]);
});
