import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOSSES, type Experiment } from "../../model/experiment.ts";
import { defaultExperiment, parseExperiment } from "../../model/parseExperiment.ts";
import { seededInit, withDataKind, withLoss, withTargets } from "./editExperiment.ts";

const edits: readonly ((experiment: Experiment) => Experiment)[] = [
  ...(["chebyshev", "mnist", "fashion-mnist"] as const).map(
    (kind) => (experiment: Experiment) => withDataKind(experiment, kind),
  ),
  ...(["one-hot", "parity"] as const).map(
    (targets) => (experiment: Experiment) => withTargets(experiment, targets),
  ),
  ...LOSSES.map((loss) => (experiment: Experiment) => withLoss(experiment, loss)),
];

describe("edits of an experiment", () => {
  it("lead from one valid experiment to another, or to a loss that the data cannot have", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...edits), { maxLength: 6 }), (list) => {
        let experiment = defaultExperiment();
        for (const edit of list) {
          const parsed = parseExperiment(edit(experiment));
          const isRefusedLoss =
            !parsed.ok && experiment.data.kind === "chebyshev" && parsed.error.startsWith("loss");
          expect(parsed.ok || isRefusedLoss).toBe(true);
          if (parsed.ok) experiment = parsed.experiment;
        }
      }),
    );
  });

  it("take the image targets along with the loss", () => {
    const images = withDataKind(defaultExperiment(), "mnist");
    expect(withLoss(images, "logistic").data).toMatchObject({ targets: "parity" });
    expect(withLoss(withLoss(images, "logistic"), "cross-entropy").data).toMatchObject({
      targets: "one-hot",
    });
  });

  it("keep what two image sets have in common", () => {
    const mnist = withTargets(withDataKind(defaultExperiment(), "mnist"), "parity");
    expect(withDataKind(mnist, "fashion-mnist").data).toEqual({
      ...mnist.data,
      kind: "fashion-mnist",
    });
  });

  it("give a seeded start in place of given parameters", () => {
    expect(seededInit({ parameters: [1, 2] })).toEqual({ scheme: "torch", gain: 1, seed: 0 });
    const init = { scheme: "lecun" as const, gain: 2, seed: 5 };
    expect(seededInit(init)).toBe(init);
  });
});
