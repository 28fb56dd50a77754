import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitSpan, followHead, moveEnd, reveal, shiftSpan, zoomSpan } from "./stepWindow.ts";

const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
const size = fc.double({ min: 1, max: 1e4, noNaN: true });
const span = fc.tuple(value, size).map(([low, width]) => ({ low, high: low + width }));

describe("the window on the step axis", () => {
  it("keeps what is under the pointer there while it zooms", () => {
    fc.assert(
      fc.property(
        span,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (before, share, factor) => {
          const anchor = before.low + share * (before.high - before.low);
          const after = zoomSpan(before, anchor, factor);
          expect((anchor - after.low) / (after.high - after.low)).toBeCloseTo(share, 6);
          expect(after.high - after.low).toBeCloseTo(factor * (before.high - before.low), 6);
        },
      ),
    );
  });

  it("comes back from a zoom and its inverse", () => {
    fc.assert(
      fc.property(
        span,
        value,
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (before, at, factor) => {
          const after = zoomSpan(zoomSpan(before, at, factor), at, 1 / factor);
          expect(after.low).toBeCloseTo(before.low, 5);
          expect(after.high).toBeCloseTo(before.high, 5);
        },
      ),
    );
  });

  it("never leaves the whole run, and keeps its size while it is moved", () => {
    fc.assert(
      fc.property(span, span, value, (wanted, whole, shift) => {
        const least = Math.min(1, whole.high - whole.low);
        const fitted = fitSpan(shiftSpan(wanted, shift), whole, least);
        expect(fitted.low).toBeGreaterThanOrEqual(whole.low);
        expect(fitted.high).toBeLessThanOrEqual(whole.high + 1e-8);
        expect(fitted.high - fitted.low).toBeCloseTo(
          Math.min(whole.high - whole.low, wanted.high - wanted.low),
          6,
        );
      }),
    );
    expect(fitSpan({ low: -5, high: 5 }, { low: 0, high: 100 }, 1)).toEqual({ low: 0, high: 10 });
    expect(fitSpan({ low: 50, high: 50 }, { low: 0, high: 100 }, 4)).toEqual({ low: 48, high: 52 });
    expect(fitSpan({ low: -500, high: 900 }, { low: 0, high: 100 }, 4)).toEqual({
      low: 0,
      high: 100,
    });
  });

  it("moves one end and leaves the other, never past it", () => {
    expect(moveEnd({ low: 10, high: 20 }, "low", -4, 2)).toEqual({ low: 6, high: 20 });
    expect(moveEnd({ low: 10, high: 20 }, "low", 30, 2)).toEqual({ low: 18, high: 20 });
    expect(moveEnd({ low: 10, high: 20 }, "high", -30, 2)).toEqual({ low: 10, high: 12 });
  });

  it("follows the head at constant size, and never moves back or before it must", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 6, max: 300 }),
        (from, width) => {
          let window = { from, to: from + width, follows: true };
          for (let head = from + 1; head < from + 3 * width; head += 7) {
            const next = followHead(window, head);
            expect(next.to).toBe(Math.max(window.to, head));
            expect(next.to - next.from).toBe(width);
            window = next;
          }
        },
      ),
    );
    const resting = { from: 10, to: 20, follows: false };
    expect(followHead(resting, 300)).toBe(resting);
  });

  it("moves as little as it takes to show a step", () => {
    const window = { from: 10, to: 20, follows: false };
    expect(reveal(window, 15)).toEqual({ from: 10, to: 20 });
    expect(reveal(window, 4)).toEqual({ from: 4, to: 14 });
    expect(reveal(window, 23)).toEqual({ from: 13, to: 23 });
  });
});
