import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Row } from "../../protocol/columns.ts";
import { ORBIT_ALPHA, ORBIT_DELTA, orbitHistory } from "../fixtures/orbitHistory.ts";
import { historyOf } from "../fixtures/syntheticHistory.ts";
import { PhaseDomainTracker, roundReach, type PhaseDomain } from "./phaseDomain.ts";
import { PhasePath } from "./phasePath.ts";
import { stretchAt } from "./stretch.ts";

/** The domains of a growing run, looked at after each of some steps. */
function domainsOf(rows: Partial<Row>[], looks: readonly number[]): PhaseDomain[] {
  const path = new PhasePath(historyOf(rows, { edgeSteps: [0] }));
  path.update();
  const tracker = new PhaseDomainTracker();
  const whole = stretchAt(path.history, rows.length - 1)!;
  return looks.map((to) =>
    tracker.update(path, { ...whole, to, prediction: { from: 0, to, isStopped: false } }),
  );
}

const anyRow = fc
  .record({
    x: fc.double({ min: -2, max: 2, noNaN: true }),
    y: fc.double({ min: -5, max: 5, noNaN: true }),
    alpha: fc.double({ min: -0.5, max: 2, noNaN: true }),
    delta: fc.double({ min: 0, max: 0.5, noNaN: true }),
    predictedX: fc.double({ min: -9, max: 9 }),
    predictedY: fc.double({ min: -9, max: 9 }),
  })
  .map((row): Partial<Row> => row);

describe("the axes of a portrait", () => {
  it("reach to round numbers, not much farther than they must", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (reach) => {
        const round = roundReach(reach);
        expect(round).toBeGreaterThan(reach);
        expect(round).toBeLessThan(1.4 * reach);
        const mantissa = round / 10 ** Math.floor(Math.log10(round) + 1e-9);
        const nearest = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((m) =>
          Math.abs(m - mantissa),
        );
        expect(Math.min(...nearest)).toBeLessThan(1e-6);
      }),
    );
  });

  it("only ever widen, in few steps, and end the same in whatever portions the run arrives", () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 2, maxLength: 40 }), (drawn) => {
        const rows = [{ x: 0.01, y: 0.1, alpha: 1, delta: 0.02 }, ...drawn];
        const last = rows.length - 1;
        const grown = domainsOf(
          rows,
          rows.map((_, step) => step),
        );
        for (const [i, { amplitude, excess }] of grown.entries()) {
          expect(amplitude[0]).toBe(0);
          expect(excess[0]).toBe(-excess[1]);
          expect(amplitude[1]).toBeGreaterThan(0);
          expect(amplitude[1]).toBeGreaterThanOrEqual(grown[i - 1]?.amplitude[1] ?? 0);
          expect(excess[1]).toBeGreaterThanOrEqual(grown[i - 1]?.excess[1] ?? 0);
        }
        expect(domainsOf(rows, [last])).toEqual([grown[last]]);
      }),
    );
  });

  it("hold the run, its closed orbit and the fixed point from the first step on", () => {
    const path = new PhasePath(orbitHistory(60, 0));
    path.update();
    const first = new PhaseDomainTracker().update(path, {
      from: 0,
      to: 0,
      prediction: { from: 0, to: 0, isStopped: false },
    });
    // 1.61 δ and 0.80 √α: where the orbit from δ/2 will go.
    expect(first.amplitude[1]).toBeGreaterThan(1.61 * ORBIT_DELTA);
    expect(first.amplitude[1]).toBeLessThan(2.4 * ORBIT_DELTA);
    expect(first.excess[1]).toBeGreaterThan(0.8 * Math.sqrt(ORBIT_ALPHA));
    const whole = new PhaseDomainTracker().update(path, stretchAt(path.history, 59)!);
    expect(whole).toEqual({ ...first, amplitude: whole.amplitude });
  });

  it("leave a run outside that diverges", () => {
    const rows = [0.05, 40, -4000].map((x) => ({ x, y: 100 * x, alpha: 1, delta: 0.05 }));
    const [domain] = domainsOf(rows, [2]);
    expect(domain!.amplitude[1]).toBeLessThan(2);
    expect(domain!.excess[1]).toBeLessThan(40);
  });

  it("are there without any balance point or motion", () => {
    expect(domainsOf([{ x: 0, y: 0, alpha: -1, delta: 0 }], [0])).toEqual([
      { amplitude: [0, 1.25], excess: [-1.25, 1.25] },
    ]);
  });
});
