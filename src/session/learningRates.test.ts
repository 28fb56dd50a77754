import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Experiment, LearningRateChange } from "../model/experiment.ts";
import { defaultExperiment } from "../model/parseExperiment.ts";
import { learningRateAt, normalizeChanges, reconcileChanges, withChange } from "./learningRates.ts";

function experimentWith(learningRate: number, changes: LearningRateChange[]): Experiment {
  return { ...defaultExperiment(), learningRate, learningRateChanges: changes };
}

const rate = fc.constantFrom(0.05, 0.1, 0.2, 0.4);
const changes = fc.array(fc.record({ step: fc.nat(50), learningRate: rate }), { maxLength: 8 });

describe("learning rates", () => {
  it("apply before the update of their step", () => {
    const experiment = experimentWith(0.1, [{ step: 5, learningRate: 0.2 }]);
    expect([4, 5, 6].map((step) => learningRateAt(experiment, step))).toEqual([0.1, 0.2, 0.2]);
  });

  it("keep their meaning when normalized, with no change that changes nothing", () => {
    fc.assert(
      fc.property(rate, changes, (initial, list) => {
        const normal = normalizeChanges(initial, list);
        for (let step = 0; step <= 51; step++) {
          const last = list
            .filter((change) => change.step <= step)
            .reduce<LearningRateChange | null>(
              (best, change) => (best === null || change.step >= best.step ? change : best),
              null,
            );
          expect(learningRateAt(experimentWith(initial, normal), step)).toBe(
            last?.learningRate ?? initial,
          );
        }
        const rates = [initial, ...normal.map((change) => change.learningRate)];
        for (let i = 1; i < rates.length; i++) expect(rates[i]).not.toBe(rates[i - 1]);
      }),
    );
  });

  it("leave later changes in place when one is added", () => {
    const experiment = experimentWith(0.1, [{ step: 9, learningRate: 0.4 }]);
    expect(withChange(experiment, { step: 3, learningRate: 0.2 }).learningRateChanges).toEqual([
      { step: 3, learningRate: 0.2 },
      { step: 9, learningRate: 0.4 },
    ]);
  });

  it("move a change on its way along until the engine has applied it", () => {
    const pending = { step: 4, learningRate: 0.2 };
    const asked = withChange(experimentWith(0.1, []), pending);
    const late = reconcileChanges(asked, [], 7, pending);
    expect(late.learningRateChanges).toEqual([{ step: 8, learningRate: 0.2 }]);
    const applied = reconcileChanges(late, [{ step: 10, learningRate: 0.2 }], 12, null);
    expect(applied.learningRateChanges).toEqual([{ step: 10, learningRate: 0.2 }]);
  });

  it("return the same experiment when nothing differs", () => {
    const experiment = experimentWith(0.1, [{ step: 3, learningRate: 0.2 }]);
    expect(reconcileChanges(experiment, [{ step: 3, learningRate: 0.2 }], 5, null)).toBe(
      experiment,
    );
  });
});
