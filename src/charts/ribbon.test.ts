import fc from "fast-check";
import { expect, it } from "vitest";
import { numeralsOf } from "./ribbon.ts";
import type { StageBand } from "./stagePixels.ts";
import type { Stage } from "./stageRuns.ts";

/** Cells side by side from pixel 0 on. */
function cells(...given: [Stage, number][]): StageBand[] {
  let end = 0;
  return given.map(([stage, width]) => ({ stage, from: end, to: (end += width) }));
}

const stagesOf = (bands: StageBand[]) => numeralsOf(bands, 12).map(({ stage }) => stage);

it("stands in the middle of every cell when all are wide", () => {
  expect(numeralsOf(cells([2, 40], [3, 20]), 12)).toEqual([
    { x: 20, stage: 2 },
    { x: 50, stage: 3 },
  ]);
});

it("leaves out a stage that is narrow in one cycle, in all of them", () => {
  expect(
    stagesOf(cells([2, 30], [3, 12], [4, 12], [1, 30], [2, 30], [3, 6], [4, 12], [1, 30])),
  ).toEqual([2, 4, 1, 2, 4, 1]);
});

it("neither a sliver nor a cell that is still growing takes the numerals of the others", () => {
  expect(stagesOf(cells([2, 30], [3, 20], [2, 2], [3, 20], [2, 5]))).toEqual([2, 3, 3]);
});

it("never numbers one inner cell of a stage and not another", () => {
  const anyCell = fc.tuple(
    fc.constantFrom<Stage[]>(1, 2, 3, 4),
    fc.double({ min: 3.1, max: 40, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(anyCell, { minLength: 3 }), (given) => {
      const bands = cells(...given);
      const numbered = new Set(numeralsOf(bands, 12).map(({ x }) => x));
      for (const stage of [1, 2, 3, 4]) {
        const inner = bands.slice(1, -1).filter((band) => band.stage === stage);
        const kinds = new Set(inner.map(({ from, to }) => numbered.has((from + to) / 2)));
        expect(kinds.size).toBeLessThan(2);
      }
    }),
  );
});
