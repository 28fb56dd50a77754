import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Optimizer } from "../../model/experiment.ts";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import type { SweepPoint } from "../../protocol/sweep.ts";
import { offerOf, roundedDown, type OfferInput } from "./learningRateOffer.ts";

const INPUT: OfferInput = {
  experiment: defaultExperiment(),
  learningRate: 0.5,
  initialSharpness: 11.15,
  sweep: null,
  lastStep: 6,
};

const OUTCOMES = { s: "stable", e: "edge", d: "diverged" } as const;

/** η = 0.1, 0.2, … with these outcomes. */
function sweepOf(outcomes: string) {
  const points: SweepPoint[] = outcomes.split("").map((letter, i) => ({
    learningRate: (i + 1) / 10,
    outcome: OUTCOMES[letter as keyof typeof OUTCOMES],
  }));
  return { steps: 100, initialSharpness: 11.15, points };
}

describe("the step size that is offered", () => {
  it("is below the line of the run's own step rule", () => {
    const offered = (optimizer: Optimizer) =>
      offerOf({ ...INPUT, learningRate: 2, experiment: { ...INPUT.experiment, optimizer } });
    // 3.8/11.15 = 0.3408, and 2.8 times less with Nesterov's momentum.
    expect(offered({ kind: "heavy-ball", momentum: 0.9 }).learningRate).toBe(0.34);
    expect(offered({ kind: "nesterov", momentum: 0.9 }).learningRate).toBe(0.12);
    // Raw sharpness says nothing of an adaptive rule.
    const rmsprop = { kind: "rmsprop", beta2: 0.99, epsilon: 1e-8 } as const;
    expect(offered(rmsprop).learningRate).toBe(0.5);
  });

  it("is the largest one measured below the first that diverged", () => {
    expect(offerOf({ ...INPUT, sweep: sweepOf("sseedd") })).toEqual({
      learningRate: 0.4,
      grounds: "measured",
    });
    expect(offerOf({ ...INPUT, sweep: sweepOf("ssddee") }).learningRate).toBe(0.2);
  });

  it("is no measured one where the run diverged with less", () => {
    const { learningRate, grounds } = offerOf({
      ...INPUT,
      learningRate: 0.2,
      sweep: sweepOf("sseedd"),
    });
    expect(grounds).toBe("estimated");
    expect(learningRate).toBeLessThanOrEqual(0.1);
  });

  it("else is the one that the run held out with before η was raised", () => {
    const change = (step: number) => ({
      ...INPUT,
      lastStep: step + 4,
      experiment: {
        ...defaultExperiment(),
        learningRate: 0.1,
        learningRateChanges: [{ step, learningRate: 0.5 }],
      },
    });
    expect(offerOf(change(200))).toEqual({ learningRate: 0.1, grounds: "survived" });
    expect(offerOf(change(3)).grounds).toBe("estimated");
  });

  it("else starts just below the line: 2/λ₁(0), rounded down", () => {
    expect(offerOf(INPUT)).toEqual({ learningRate: 0.17, grounds: "estimated" });
    expect(offerOf({ ...INPUT, learningRate: 0.2 }).learningRate).toBe(0.1);
    expect(offerOf({ ...INPUT, initialSharpness: NaN }).learningRate).toBe(0.12);
  });

  it("is always smaller than what diverged, a number, and short to write", () => {
    const rate = fc.double({ min: 1e-6, max: 1000, noNaN: true });
    fc.assert(
      fc.property(
        rate,
        fc.constantFrom(NaN, 0, -3, 1e-9, 4, 1e12),
        fc.constantFrom(null, sweepOf("seed"), sweepOf("d"), sweepOf("")),
        (learningRate, initialSharpness, sweep) => {
          const offer = offerOf({ ...INPUT, learningRate, initialSharpness, sweep });
          expect(offer.learningRate).toBeGreaterThan(0);
          expect(offer.learningRate).toBeLessThan(learningRate);
          expect(Number(offer.learningRate.toPrecision(2))).toBe(offer.learningRate);
        },
      ),
    );
  });

  it("is never rounded up", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e6, noNaN: true }), (value) => {
        expect(roundedDown(value)).toBeLessThanOrEqual(value * (1 + 1e-8));
        expect(roundedDown(value)).toBeGreaterThan(value * 0.9);
      }),
    );
    expect(roundedDown(0.29)).toBe(0.29);
  });
});
