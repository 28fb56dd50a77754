import fc from "fast-check";
import { expect, it } from "vitest";
import { extendStageRuns, type StageRun } from "./stageRuns.ts";

it("merges equal neighbours and leaves undefined steps out", () => {
  const runs: StageRun[] = [];
  extendStageRuns(runs, Float64Array.of(NaN, 2, 2, 3, NaN, 3, 7), 0);
  expect(runs).toEqual([
    { stage: 2, from: 1, to: 3 },
    { stage: 3, from: 3, to: 4 },
    { stage: 3, from: 5, to: 6 },
  ]);
});

it("gives the same runs however the column arrives", () => {
  const stage = fc.constantFrom(NaN, 1, 2, 3, 4);
  fc.assert(
    fc.property(fc.array(stage, { maxLength: 60 }), fc.nat(60), (list, cut) => {
      const column = Float64Array.from(list);
      const at = Math.min(cut, column.length);
      const whole: StageRun[] = [];
      extendStageRuns(whole, column, 0);
      const parts: StageRun[] = [];
      extendStageRuns(parts, column.subarray(0, at), 0);
      extendStageRuns(parts, column, at);
      expect(parts).toEqual(whole);
      expect(whole.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(
        list.filter((value) => !Number.isNaN(value)).length,
      );
    }),
  );
});
