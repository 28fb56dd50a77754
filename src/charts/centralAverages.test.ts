import { describe, expect, it } from "vitest";
import { History } from "../session/history.ts";
import { CentralAverages } from "./centralAverages.ts";
import { batchOf, historyOf } from "./fixtures/syntheticHistory.ts";

const EDGE = 20;
const LENGTH = 300;
/** The central flow ends at the step before, as at a change of η. */
const OVER = 250;

/** A slow fall with rounds of 51 steps about it, and x of one size that changes sign. */
function row(step: number) {
  const loss = 1 - step / 1000 + 0.2 * Math.cos((2 * Math.PI * step) / 51);
  if (step < EDGE || step >= OVER) return { loss };
  const sign = step % 2 === 0 ? 1 : -1;
  return { loss, centralLossAverage: 1, centralTrace: 0.04, centralX: sign * 0.3 };
}

const ROWS = Array.from({ length: LENGTH }, (_, step) => row(step));

function averagesOf(rows = ROWS): CentralAverages {
  const averages = new CentralAverages();
  averages.extend(historyOf(rows));
  return averages;
}

describe("what the central flow is held against", () => {
  it("is the loss without its rounds, a window of them away from the ends", () => {
    const { loss } = averagesOf();
    for (let step = EDGE + 25; step < OVER - 25; step++) {
      expect(loss[step]).toBeCloseTo(1 - step / 1000, 12);
    }
  });

  it("takes in only what both sides have, so that no end pulls it", () => {
    const { loss } = averagesOf();
    expect(loss[EDGE]).toBe(ROWS[EDGE]!.loss);
    expect(loss[OVER - 1]).toBe(ROWS[OVER - 1]!.loss);
    const three = [EDGE, EDGE + 1, EDGE + 2].map((step) => ROWS[step]!.loss);
    expect(loss[EDGE + 1]).toBeCloseTo((three[0]! + three[1]! + three[2]!) / 3, 12);
  });

  it("is defined where there is a central flow", () => {
    const { loss, oscillation, spread } = averagesOf();
    expect([loss[EDGE - 1], loss[OVER], oscillation[EDGE - 1], spread[OVER]]).toEqual(
      new Array(4).fill(NaN),
    );
  });

  it("has the oscillation as a root mean square, beside √tr Σ", () => {
    const { oscillation, spread } = averagesOf();
    expect(oscillation[100]).toBeCloseTo(0.3, 12);
    expect(spread[100]).toBeCloseTo(0.2, 12);
  });

  it("is the same when the run comes in portions, and final up to where it says", () => {
    const whole = averagesOf();
    const history = new History();
    const grown = new CentralAverages();
    let settled = 0;
    for (let from = 0; from < LENGTH; from += 7) {
      const portion = ROWS.slice(from, from + 7);
      history.append(batchOf(from, portion));
      grown.extend(history);
      expect(grown.settled).toBeGreaterThanOrEqual(settled);
      settled = grown.settled;
      expect(grown.loss.subarray(0, settled)).toEqual(whole.loss.subarray(0, settled));
    }
    expect(grown.loss).toEqual(whole.loss);
    expect(grown.oscillation).toEqual(whole.oscillation);
  });
});
