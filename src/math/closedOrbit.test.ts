import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closedOrbit, orbitEnergy, orbitReach, type PhasePoint } from "./closedOrbit.ts";

/** One classical Runge–Kutta step of dX/ds = X·Y, dY/ds = 1 − X². */
function rungeKutta(from: PhasePoint, step: number): PhasePoint {
  const slope = ({ amplitude: x, excess: y }: PhasePoint): PhasePoint => ({
    amplitude: x * y,
    excess: 1 - x * x,
  });
  const along = (k: PhasePoint, h: number): PhasePoint => ({
    amplitude: from.amplitude + h * k.amplitude,
    excess: from.excess + h * k.excess,
  });
  const a = slope(from);
  const b = slope(along(a, step / 2));
  const c = slope(along(b, step / 2));
  const d = slope(along(c, step));
  return {
    amplitude:
      from.amplitude + (step / 6) * (a.amplitude + 2 * b.amplitude + 2 * c.amplitude + d.amplitude),
    excess: from.excess + (step / 6) * (a.excess + 2 * b.excess + 2 * c.excess + d.excess),
  };
}

describe("closedOrbit", () => {
  it("keeps the energy at every point and ends where it starts", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 50, noNaN: true }), (energy) => {
        const orbit = closedOrbit(energy, 32);
        for (const point of orbit) {
          expect(Math.abs(orbitEnergy(point) - energy)).toBeLessThan(1e-9 * (1 + energy));
        }
        expect(orbit.at(-1)).toEqual(orbit[0]);
      }),
    );
  });

  it("reaches the amplitudes and excesses of orbits that start on the line", () => {
    // X₀, then X_max and Y_max of −W₋₁(−e^−(1+e)) and √e.
    for (const [start, widest, highest] of [
      [0.5, 1.61, 0.8],
      [0.1, 2.55, 1.9],
      [0.01, 3.42, 2.87],
    ] as const) {
      const orbit = closedOrbit(orbitEnergy({ amplitude: start, excess: 0 }), 240);
      expect(orbit[0]?.amplitude).toBeCloseTo(start, 9);
      expect(Math.max(...orbit.map((point) => point.amplitude))).toBeCloseTo(widest, 2);
      expect(Math.max(...orbit.map((point) => point.excess))).toBeCloseTo(highest, 1);
    }
  });

  it("is the path that Runge–Kutta steps of the flow take", () => {
    let point: PhasePoint = { amplitude: 0.1, excess: 0 };
    const orbit = closedOrbit(orbitEnergy(point), 4000);
    // A period of this orbit is 5.80.
    for (let step = 0; step < 580; step++) {
      point = rungeKutta(point, 0.01);
      const { amplitude, excess } = point;
      const gaps = orbit.map((at) => Math.hypot(at.amplitude - amplitude, at.excess - excess));
      expect(Math.min(...gaps)).toBeLessThan(2e-3);
    }
    expect(point.amplitude).toBeCloseTo(0.1, 2);
    expect(orbit[100]?.excess).toBeGreaterThan(0);
  });

  it("is the fixed point when the energy is 0", () => {
    for (const { amplitude, excess } of closedOrbit(0, 8)) {
      expect(amplitude).toBeCloseTo(1, 9);
      expect(excess).toBeCloseTo(0, 9);
    }
  });

  it("reaches as far as the theory's table says", () => {
    // X₀ = 0.5, 0.1 and 10⁻³ at Y = 0 (theory after Damian, Nichani & Lee 2023, §4).
    for (const [start, excess, amplitude] of [
      [0.5, 0.8, 1.61],
      [0.1, 1.9, 2.55],
      [1e-3, 3.58, 4.08],
    ] as const) {
      const reach = orbitReach(orbitEnergy({ amplitude: start, excess: 0 }));
      expect(Math.abs(reach.amplitude - amplitude)).toBeLessThan(0.01);
      expect(Math.abs(reach.excess - excess)).toBeLessThan(0.01);
    }
  });

  it("refuses an energy that no orbit has and a count that draws none", () => {
    expect(() => closedOrbit(-1)).toThrow(RangeError);
    expect(() => closedOrbit(Infinity)).toThrow(RangeError);
    expect(() => closedOrbit(1, 4)).toThrow(RangeError);
  });
});
