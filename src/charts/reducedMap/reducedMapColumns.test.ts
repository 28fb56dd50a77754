import { describe, expect, it } from "vitest";
import { batchOf, historyOf } from "../fixtures/syntheticHistory.ts";
import { ReducedMapColumns } from "./reducedMapColumns.ts";
import { DerivedColumns } from "../derivedColumns.ts";

/** α = 2, β = 4, so δ = 1; η = 0.1, with the edge at step 3. */
const AT_EDGE = { learningRate: 0.1, loss: 1, alpha: 2, beta: 4, delta: 1 };
const rows = (count: number) =>
  Array.from({ length: count }, (_, step) =>
    step < 3 ? { learningRate: 0.1, loss: 1 } : { ...AT_EDGE, alpha: 2 + step },
  );
const EDGES = { edgeSteps: [3] };

function mapOf(start: number, history = historyOf(rows(8), EDGES)): ReducedMapColumns {
  const map = new ReducedMapColumns();
  map.restart(start);
  map.extend(history);
  return map;
}

describe("the reduced map beside a run", () => {
  it("starts on the line at the edge, with the α, β and η of that step for good", () => {
    const map = mapOf(0.5);
    expect([...map.sharpness.slice(0, 4)]).toEqual([NaN, NaN, NaN, 20]);
    expect(map.amplitude[3]).toBe(0.5);
    // α = 5 at the edge: y₁ = 0.1 (5 − 2·0.25), x₁ = −x₀, and then x₂ = (1 + ηy₁) x₀.
    expect(map.excess[4]).toBeCloseTo(0.45, 12);
    expect(map.amplitude[4]).toBeCloseTo(0.5, 12);
    expect(map.amplitude[5]).toBeCloseTo(0.5 * 1.045, 12);
    expect(map.sharpness[5]).toBeCloseTo(20 + 0.45 + 0.1 * (5 - 2 * 0.25), 12);
  });

  it("from x₀ = 0 goes up in a straight line", () => {
    const { amplitude, sharpness } = mapOf(0);
    expect([...amplitude.slice(3)]).toEqual([0, 0, 0, 0, 0]);
    for (let step = 3; step < 8; step++) {
      expect(sharpness[step]).toBeCloseTo(20 + 0.5 * (step - 3), 12);
    }
  });

  it("is the same in whatever portions the run arrives", () => {
    const history = historyOf(rows(4), EDGES);
    const map = mapOf(0.5, history);
    history.append(batchOf(4, rows(8).slice(4)));
    map.extend(history);
    expect([...map.sharpness]).toEqual([...mapOf(0.5).sharpness]);
  });

  it("ends with a change of η and starts anew at the next edge; without a δ it has no start", () => {
    const changed = [...rows(6), { ...AT_EDGE, learningRate: 0.2 }];
    const again = [...changed, { ...AT_EDGE, learningRate: 0.2 }];
    const map = mapOf(0.5, historyOf(again, { edgeSteps: [3, 7] }));
    expect(map.sharpness[6]).toBeNaN();
    expect(map.sharpness[7]).toBe(10);
    const flat = rows(8).map((row) => ({ ...row, delta: 0 }));
    expect(mapOf(0.5, historyOf(flat, EDGES)).amplitude[4]).toBeNaN();
  });

  it("overflows to nothing, never to infinity", () => {
    const steep = Array.from({ length: 400 }, () => ({ ...AT_EDGE, alpha: 400 }));
    const { sharpness } = mapOf(1, historyOf(steep, { edgeSteps: [0] }));
    expect(sharpness.at(-1)).toBeNaN();
    expect(sharpness.every((value) => Number.isFinite(value) || Number.isNaN(value))).toBe(true);
  });

  it("is drawn anew when its start changes", () => {
    const create = () => new ReducedMapColumns();
    const columns = new DerivedColumns(historyOf(rows(8), EDGES));
    columns.update();
    expect(columns.reducedMapSharpness).toHaveLength(0);
    columns.showReducedMap(0, create);
    const before = columns.revision;
    expect(columns.reducedMapSharpness[7]).toBeCloseTo(22, 12);
    columns.showReducedMap(0, create);
    expect(columns.revision).toBe(before);
    columns.showReducedMap(1, create);
    expect(columns.revision).toBeGreaterThan(before);
    expect(columns.reducedMapSharpness[4]).toBeCloseTo(20.3, 12);
  });
});
