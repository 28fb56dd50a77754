import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { History } from "../session/history.ts";
import { DerivedColumns } from "./derivedColumns.ts";
import { batchOf, edgeRow, historyOf } from "./fixtures/syntheticHistory.ts";
import { takeoverHistory, takeoverRow, EDGE, TAKEOVER } from "./fixtures/takeoverHistory.ts";

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

  it("has the third eigenvalue where it was measured", () => {
    const rows = [7, 9, NaN].map((eigenvalue3) => ({ sharpness: 10, eigenvalue3 }));
    expect([...derived(historyOf(rows)).eigenvalue3Mean]).toEqual([7, 8, NaN]);
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

  it("goes on with what leads where several modes take over, and means reach across", () => {
    const columns = derived(takeoverHistory(300));
    const [before, after] = [takeoverRow(TAKEOVER - 1), takeoverRow(TAKEOVER)];
    const loss = columns.led("predictedLoss");
    expect([loss[TAKEOVER - 1], loss[TAKEOVER]]).toEqual([
      before.predictedLoss,
      after.modesPredictedLoss,
    ]);
    expect(columns.predictedSharpnessMean[TAKEOVER]).toBe(
      (before.predictedSharpness! + after.modesPredictedSharpness!) / 2,
    );
    expect(columns.oneModeSharpnessMean[TAKEOVER]).toBe(
      (before.predictedSharpness! + after.predictedSharpness!) / 2,
    );
    // η = 0.1, and √tr Σ = 0.08.
    expect(columns.averageLoss[TAKEOVER]).toBeCloseTo(after.modesConstrainedLoss! + 0.064, 12);
    expect(columns.averageLoss[TAKEOVER - 1]).toBeCloseTo(before.constrainedLoss! + 0.016, 12);
    expect(loss.subarray(EDGE).every(Number.isFinite)).toBe(true);
  });

  it("takes x and y of the direction that stays", () => {
    const columns = derived(takeoverHistory(300));
    expect([100, 170, 239, 240].map((step) => columns.led("x")[step])).toEqual([
      0.03, 0.03, -0.03, 0.02,
    ]);
    expect(columns.led("predictedY")[240]).toBe(-0.51);
  });

  it("is the same in whatever portions a takeover arrives", () => {
    const whole = derived(takeoverHistory(300));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 12 }), (portions) => {
        const history = new History();
        const growing = new DerivedColumns(history);
        for (const size of [...portions, 300]) {
          const first = history.length;
          const to = Math.min(300, first + size);
          if (to === first) continue;
          const rows = Array.from({ length: to - first }, (_, i) => takeoverRow(first + i));
          history.append(batchOf(first, rows));
          history.annotations.edgeSteps = to > EDGE ? [EDGE] : [];
          growing.update();
          growing.led("y");
        }
        for (const name of ["y", "predictedLoss", "delta"] as const) {
          expect(growing.led(name)).toEqual(whole.led(name));
        }
        expect(growing.averageLoss).toEqual(whole.averageLoss);
        expect(growing.predictedSharpnessMean).toEqual(whole.predictedSharpnessMean);
        expect(growing.modeRuns).toEqual(whole.modeRuns);
      }),
      { numRuns: 40 },
    );
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
