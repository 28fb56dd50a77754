import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EMPTY,
  focusBelow,
  isEmpty,
  lastStepShown,
  limitTo,
  steadyDomain,
  union,
  type Domain,
} from "./domains.ts";

describe("steadyDomain", () => {
  it("holds the extent, with round ends", () => {
    expect(steadyDomain(null, { low: 11.1, high: 21.2 }, false)).toEqual([10.5, 22]);
    expect(steadyDomain(null, { low: 0.58, high: 11.5 }, true)).toEqual([0.5, 15]);
  });

  it("does not go below zero for what is never negative", () => {
    expect(steadyDomain(null, { low: 0, high: 0.1 }, false)[0]).toBe(0);
  });

  it("changes only a few times while a curve grows to a thousand times its size", () => {
    let domain: Domain | null = null;
    let changes = 0;
    for (let high = 0.1; high < 100; high *= 1.01) {
      const next: Domain = steadyDomain(domain, { low: 0, high }, false);
      if (next !== domain) changes++;
      domain = next;
    }
    expect(changes).toBeLessThan(45);
  });

  it("draws a much too wide domain in", () => {
    expect(steadyDomain([0, 100], { low: 1, high: 9 }, false)[1]).toBeLessThan(12);
  });

  it("always contains the extent and is never empty", () => {
    const value = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.boolean(), (a, b, log) => {
        const extent = { low: Math.min(a, b), high: Math.max(a, b) };
        const domain = steadyDomain(null, extent, log);
        expect(domain.every(Number.isFinite)).toBe(true);
        expect(domain[0]).toBeLessThan(domain[1]);
        expect(domain[0]).toBeLessThanOrEqual(extent.low);
        expect(domain[1]).toBeGreaterThanOrEqual(extent.high);
      }),
    );
  });

  it("stays positive on a log scale and cuts rounding noise off", () => {
    const [low, high] = steadyDomain(null, { low: 1e-30, high: 1 }, true);
    expect(low).toBeGreaterThan(1e-14);
    expect(high).toBeGreaterThanOrEqual(1);
  });
});

describe("lastStepShown", () => {
  it("starts wide enough and runs ahead in round numbers", () => {
    expect(lastStepShown(-1, 0, 50)).toBe(50);
    expect(lastStepShown(51, 0, 50)).toBe(70);
    expect(lastStepShown(1113, 0, 50)).toBe(1500);
  });

  it("lays out the planned run from a third of it on, and never more before its end", () => {
    expect(lastStepShown(100, 1200, 50)).toBe(100);
    expect(lastStepShown(400, 1200, 50)).toBe(1200);
    expect(lastStepShown(3, 40, 50)).toBe(40);
    expect(lastStepShown(1300, 1200, 50)).toBe(1500);
  });

  it("never falls and never hides the head while a run grows", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 6000 }),
        (n, planned) => {
          let before = 0;
          for (let head = 0; head <= n; head += 7) {
            const shown = lastStepShown(head, planned, 50);
            expect(shown).toBeGreaterThanOrEqual(Math.max(head, before));
            before = shown;
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

it("limitTo lets a guest stretch the host by a share of its size only", () => {
  const host = { low: 10, high: 20 };
  expect(limitTo({ low: 0, high: 21 }, host, 0.5)).toEqual({ low: 5, high: 21 });
  expect(limitTo({ low: 0, high: 21 }, EMPTY, 0.5)).toEqual({ low: 0, high: 21 });
});

it("an empty extent is neutral", () => {
  expect(isEmpty(EMPTY)).toBe(true);
  expect(union(EMPTY, { low: 1, high: 2 })).toEqual({ low: 1, high: 2 });
});

it("focusBelow leaves room for eight excursions, at least a fifth of 2/η", () => {
  expect(focusBelow(20, 1.25)).toBe(10);
  expect(focusBelow(40, 0)).toBe(32);
});
