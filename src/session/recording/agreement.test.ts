import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { batchOf } from "../fixtures/scriptedWorker.ts";
import { History } from "../history.ts";
import { agreementOf, deviationOf, lastCommonStep } from "./agreement.ts";

function run(
  rows: number,
  sharpness: (step: number) => number,
  loss: (step: number) => number = () => 0.5,
): History {
  const history = new History();
  history.append(batchOf(0, rows, { sharpness, loss }));
  return history;
}

const S = (step: number) => 18 + Math.sin(step);
const RECORDED = run(300, S);
/** Rounding that grows tenfold in 20 steps: 10⁻³ at step 100, 10⁻² at step 120. */
const noise = (step: number) => 10 ** (-3 + (step - 100) / 20);
const ROUNDED = run(300, (step) => S(step) * (1 + noise(step)));

describe("float32 against the recording", () => {
  it("agrees up to the step at which rounding has grown to 1 %", () => {
    const { agreesTo, closeTo, largest } = agreementOf(ROUNDED, RECORDED);
    expect(Math.abs(agreesTo - 120)).toBeLessThanOrEqual(1);
    expect(Math.abs(closeTo - 100)).toBeLessThanOrEqual(1);
    expect(largest).toBeCloseTo(0.01, 3);
  });

  it("agrees to the end with itself, and where the shorter run ends", () => {
    const same = { agreesTo: 299, closeTo: 299, largest: 0 };
    expect(agreementOf(RECORDED, RECORDED)).toEqual(same);
    expect(agreementOf(run(40, S), RECORDED)).toMatchObject({ agreesTo: 39, closeTo: 39 });
  });

  it("does not agree at all with another run", () => {
    const other = agreementOf(
      run(300, () => 9),
      RECORDED,
    );
    expect(other).toEqual({ agreesTo: -1, closeTo: -1, largest: 0 });
  });
});

describe("a live run against the recording", () => {
  const agreement = agreementOf(ROUNDED, RECORDED);

  it("is not faulted for rounding, its own or ten times that, nor for what comes later", () => {
    const worse = run(300, (step) => S(step) * (1 + 10 * noise(step)));
    expect(deviationOf(ROUNDED, RECORDED, agreement)).toBeNull();
    expect(deviationOf(worse, RECORDED, agreement)).toBeNull();
    const late = run(300, (step) => (step > 100 ? 3 : S(step)));
    expect(deviationOf(late, RECORDED, agreement)).toBeNull();
  });

  it("that is wrong is named with its first step and both values", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), fc.boolean(), (from, isLoss) => {
        const wrong = isLoss
          ? run(300, S, (step) => (step < from ? 0.5 : 0.6))
          : run(300, (step) => (step < from ? S(step) : 1.2 * S(step)));
        const found = deviationOf(wrong, RECORDED, agreement)!;
        expect(found.step).toBe(from);
        expect(found.column).toBe(isLoss ? "loss" : "sharpness");
        expect(found.live / found.recorded).toBeCloseTo(1.2, 6);
      }),
    );
  });

  it("may stray for a step or two, or after the viewer has changed η", () => {
    const blip = run(300, (step) => (step === 50 || step === 51 ? 30 : S(step)));
    expect(deviationOf(blip, RECORDED, agreement)).toBeNull();
    const changed = run(300, (step) => (step > 50 ? 30 : S(step)));
    expect(deviationOf(changed, RECORDED, agreement, 50)).toBeNull();
    expect(deviationOf(changed, RECORDED, agreement)?.step).toBe(51);
  });

  it("is judged as far as it has come", () => {
    const begun = run(20, (step) => (step > 16 ? 30 : S(step)));
    expect(deviationOf(begun, RECORDED, agreement)?.step).toBe(17);
    expect(deviationOf(new History(), RECORDED, agreement)).toBeNull();
  });
});

describe("the last step with the same η", () => {
  it("is the one before the first change that the other has not", () => {
    const experiment = { ...defaultExperiment(), learningRate: 0.1 };
    const halved = { ...experiment, learningRateChanges: [{ step: 90, learningRate: 0.05 }] };
    expect(lastCommonStep(experiment, experiment)).toBe(Infinity);
    expect(lastCommonStep(halved, halved)).toBe(Infinity);
    // θ₉₀ is still made with the old η.
    expect(lastCommonStep(halved, experiment)).toBe(90);
  });
});
