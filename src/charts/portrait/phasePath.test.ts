import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ORBIT_PERIOD, orbitHistory, orbitRow } from "../fixtures/orbitHistory.ts";
import { batchOf, historyOf } from "../fixtures/syntheticHistory.ts";
import { History } from "../../session/history.ts";
import { PhasePath } from "./phasePath.ts";

function pathOf(rows: { x?: number; y?: number }[], edgeSteps: number[]) {
  const path = new PhasePath(historyOf(rows, { edgeSteps }));
  path.update();
  return path;
}

describe("the points of a path", () => {
  it("are taken over two steps, and alone where the overlays start", () => {
    const rows = [{}, { x: -3, y: 1 }, { x: 4, y: 3 }, { x: 1, y: 5 }, { x: 7, y: 0 }];
    const { run } = pathOf(rows, [1, 4]);
    expect([...run.amplitude]).toEqual([
      NaN,
      3,
      expect.closeTo(Math.sqrt((9 + 16) / 2), 12),
      expect.closeTo(Math.sqrt((16 + 1) / 2), 12),
      7,
    ]);
    expect([...run.excess]).toEqual([NaN, 1, 2, 4, 0]);
  });

  it("are undefined where either coordinate is", () => {
    const { run } = pathOf([{ x: 1, y: 1 }, { x: Infinity, y: 1 }, { x: 2 }, { x: 3, y: 5 }], []);
    expect([...run.amplitude]).toEqual([1, NaN, NaN, 3]);
    expect([...run.excess]).toEqual([1, NaN, NaN, 5]);
  });

  it("are the same in whatever portions the run arrives", () => {
    const whole = orbitHistory(120, 7, { edgeSteps: [7, 60], resyncSteps: [90] });
    const expected = new PhasePath(whole);
    expected.update();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 12 }), (portions) => {
        const history = new History();
        const path = new PhasePath(history);
        for (const size of [...portions, 120]) {
          const from = history.length;
          const to = Math.min(120, from + size);
          if (to === from) continue;
          history.append(
            batchOf(
              from,
              Array.from({ length: to - from }, (_, i) => orbitRow(from + i, 7)),
            ),
          );
          history.annotations = {
            ...history.annotations,
            edgeSteps: [7, 60].filter((step) => step < to),
            resyncSteps: [90].filter((step) => step < to),
          };
          path.update();
        }
        expect(path.run.amplitude).toEqual(expected.run.amplitude);
        expect(path.prediction.excess).toEqual(expected.prediction.excess);
        expect(path.stageRuns).toEqual(expected.stageRuns);
      }),
    );
  });

  it("are strong for the present stage and the four before it", () => {
    const path = new PhasePath(orbitHistory(400, 10));
    path.update();
    const from = path.recentFrom(399, 10, 1000);
    expect(399 - from).toBeGreaterThanOrEqual(ORBIT_PERIOD);
    expect(399 - from).toBeLessThan(1.6 * ORBIT_PERIOD);
    expect(path.recentFrom(399, 10, 25)).toBe(374);
    expect(path.recentFrom(12, 10, 1000)).toBe(10);
  });
});
