import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { energyAt, ladderReach, ladderSpacing, OrbitShelf } from "./orbits.ts";

const BALANCE = { alpha: 0.25, delta: 0.04 };
const point = (amplitude: number, excess: number) => ({
  amplitude: Float64Array.of(amplitude),
  excess: Float64Array.of(excess),
});

describe("energies", () => {
  it("are those of a step in units of its balance point", () => {
    expect(energyAt(point(0.04, 0), 0, BALANCE)).toBe(0);
    expect(energyAt(point(0.04, 0.5), 0, BALANCE)).toBeCloseTo(1, 12);
    // Of the orbit from x₀ = δ/10: 3.62 (theory after Damian, Nichani & Lee 2023).
    expect(energyAt(point(0.004, 0), 0, BALANCE)).toBeCloseTo(3.615, 3);
    expect(energyAt(point(0, 0.5), 0, BALANCE)).toBeNull();
    expect(energyAt(point(NaN, NaN), 0, BALANCE)).toBeNull();
  });
});

describe("the ladder of other energies", () => {
  it("keeps its spacing while there are neither too few orbits nor too many", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        fc.double({ min: 0.8, max: 1.25, noNaN: true }),
        (reach, drift) => {
          const spacing = ladderSpacing(reach, null);
          expect(reach / spacing).toBeGreaterThanOrEqual(2.5);
          expect(reach / spacing).toBeLessThanOrEqual(5);
          const later = ladderSpacing(reach * drift, spacing);
          expect((reach * drift) / later).toBeGreaterThanOrEqual(2.5 - 1e-9);
          expect(drift < 1 || later === spacing).toBe(true);
        },
      ),
    );
  });

  it("reaches to the farther side of the plot and no farther", () => {
    const reach = ladderReach({ amplitude: [0, 0.12], excess: [-0.6, 0.6] }, BALANCE);
    // √(3² − 1 − ln 3²) against 0.6 / √α.
    expect(reach).toBeCloseTo(Math.sqrt(8 - 2 * Math.log(3)), 12);
    const orbits = new OrbitShelf().ladder(reach, ladderSpacing(reach, null));
    expect(orbits.length).toBeGreaterThanOrEqual(2);
    const widths = orbits.map((orbit) => Math.max(...orbit.map(({ amplitude }) => amplitude)));
    expect(Math.max(...widths)).toBeLessThanOrEqual(3);
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
  });
});
