import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { History } from "../session/history.ts";
import { DerivedColumns } from "./derivedColumns.ts";
import { batchOf, edgeRow, historyOf } from "./fixtures/syntheticHistory.ts";

function derived(history: History): DerivedColumns {
  const columns = new DerivedColumns(history);
  columns.update();
  return columns;
}

const sharpnessRun = (values: number[], edgeSteps: number[] = []) =>
  historyOf(
    values.map((sharpness) => ({ sharpness, learningRate: 0.1 })),
    { edgeSteps },
  );

describe("DerivedColumns", () => {
  it("takes the mean of every two steps, the first alone", () => {
    expect([...derived(sharpnessRun([10, 12, 11])).sharpnessMean]).toEqual([10, 11, 11.5]);
  });

  it("goes straight past an edge step instead of averaging over the nudge", () => {
    const { sharpnessMean } = derived(sharpnessRun([10, 12, 30, 20, 22], [2]));
    expect([...sharpnessMean]).toEqual([10, 11, 18, 25, 21]);
  });

  it("bridges steps that were not measured", () => {
    expect([...derived(sharpnessRun([10, NaN, NaN, NaN, 18])).sharpness]).toEqual([
      10, 12, 14, 16, 18,
    ]);
  });

  it("draws nothing through an unconverged sharpness", () => {
    const history = historyOf([
      { sharpness: 10, sharpnessResidual: 1e-6 },
      { sharpness: 99, sharpnessResidual: 0.01 },
      { sharpness: 12, sharpnessResidual: 1e-6 },
    ]);
    const columns = derived(history);
    expect([...columns.sharpness]).toEqual([10, NaN, 12]);
    expect([...columns.sharpnessMean]).toEqual([10, NaN, 12]);
    expect(columns.unconverged).toEqual([1]);
  });

  it("accumulates flow time over changes of η, and follows 2/η", () => {
    const columns = derived(
      historyOf([0.1, 0.1, 0.05, 0.05].map((learningRate) => ({ learningRate }))),
    );
    expect([...columns.times].map((t) => Number(t.toFixed(12)))).toEqual([0, 0.1, 0.2, 0.25]);
    expect([...columns.twoOverEta]).toEqual([20, 20, 40, 40]);
  });

  it("adds δ²/η to the loss at θ†", () => {
    const columns = derived(historyOf([{ learningRate: 0.1, constrainedLoss: 0.2, delta: 0.1 }]));
    expect(columns.averageLoss[0]).toBeCloseTo(0.3, 12);
  });

  it("is the same however the run arrives", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(cuts, fc.integer({ min: 1, max: 5 }), (sizes, every) => {
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const rows = Array.from({ length: total }, (_, step) => {
          const row = edgeRow(step, 30);
          return step % every === 0 ? row : { ...row, sharpness: NaN, eigenvalue2: NaN };
        });
        const history = new History();
        const growing = new DerivedColumns(history);
        let first = 0;
        for (const size of sizes) {
          history.append(batchOf(first, rows.slice(first, first + size)));
          first += size;
          history.annotations.edgeSteps = first > 30 ? [30] : [];
          growing.update();
        }
        const whole = derived(historyOf(rows, { edgeSteps: total > 30 ? [30] : [] }));
        expect(growing.sharpness).toEqual(whole.sharpness);
        expect(growing.sharpnessMean).toEqual(whole.sharpnessMean);
        expect(growing.eigenvalue2Mean).toEqual(whole.eigenvalue2Mean);
        expect(growing.predictedSharpnessMean).toEqual(whole.predictedSharpnessMean);
        expect(growing.times).toEqual(whole.times);
        expect(growing.stageRuns).toEqual(whole.stageRuns);
      }),
      { numRuns: 60 },
    );
  });
});
