import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOSSES, MODEL_KINDS, type Experiment, type FileData } from "../../model/experiment.ts";
import { OPTIMIZER_KINDS } from "../../model/schema/optimizerSchema.ts";
import { defaultExperiment, parseExperiment } from "../../model/parseExperiment.ts";
import { withClasses } from "./cifarChoices.ts";
import { createFormerChoices, type FormerChoices } from "./formerChoices.ts";
import {
  isImages,
  seededInit,
  withDataKind,
  withFiles,
  withLoss,
  withModelKind,
  withOptimizer,
  withTargets,
} from "./editExperiment.ts";

/** What the page offers for ±1. */
function signsOf({ data }: Experiment) {
  if (data.kind !== "cifar10") return "parity";
  return data.classes?.length === 2 ? "sign" : "one-hot";
}

type Edit = (experiment: Experiment, former: FormerChoices) => Experiment;

const edits: readonly Edit[] = [
  ...(["chebyshev", "mnist", "fashion-mnist", "cifar10"] as const).map(
    (kind): Edit =>
      (experiment, former) =>
        withDataKind(experiment, kind, former),
  ),
  // A set of images has targets of one name each for ±1; the page offers no other.
  ...(["one-hot", "±1"] as const).map(
    (targets): Edit =>
      (experiment, former) =>
        withTargets(experiment, targets === "one-hot" ? targets : signsOf(experiment), former),
  ),
  ...[null, [3, 5], [0, 1, 9]].map(
    (classes): Edit =>
      (experiment) =>
        experiment.data.kind === "cifar10"
          ? withClasses(experiment, experiment.data, classes)
          : experiment,
  ),
  ...MODEL_KINDS.map(
    (kind): Edit =>
      (experiment, former) =>
        withModelKind(experiment, kind, former),
  ),
  ...OPTIMIZER_KINDS.map(
    (kind): Edit =>
      (experiment) =>
        withOptimizer(experiment, kind),
  ),
  ...LOSSES.map(
    (loss): Edit =>
      (experiment, former) =>
        withLoss(experiment, loss, former),
  ),
];

describe("edits of an experiment", () => {
  it("lead from one valid experiment to another, or to a loss that the data cannot have", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...edits), { maxLength: 6 }), (list) => {
        let experiment = defaultExperiment();
        const former = createFormerChoices();
        for (const edit of list) {
          const parsed = parseExperiment(edit(experiment, former));
          const refused = { chebyshev: "loss", cifar10: "data.classes" };
          const { kind } = experiment.data;
          const isRefused =
            !parsed.ok && new Map(Object.entries(refused)).get(kind) === parsed.path;
          expect(parsed.ok || isRefused).toBe(true);
          if (parsed.ok) experiment = parsed.experiment;
        }
      }),
    );
  });

  it("take the image targets along with the loss", () => {
    const former = createFormerChoices();
    const images = withDataKind(defaultExperiment(), "mnist", former);
    const odd = withLoss(images, "logistic", former);
    expect(odd.data).toMatchObject({ targets: "parity" });
    expect(withLoss(odd, "cross-entropy", former).data).toMatchObject({ targets: "one-hot" });
  });

  it("give way to what a table of the viewer's own can have", () => {
    const former = createFormerChoices();
    const images = withDataKind(defaultExperiment(), "mnist", former);
    const odd = withModelKind(withLoss(images, "logistic", former), "cnn", former);
    const table: FileData = {
      kind: "file",
      format: "csv",
      files: [{ name: "a.csv", size: 9, sha256: "0".repeat(64) }],
      samples: 3,
      offset: 0,
      subset: "first",
      column: 2,
      targets: "values",
      classes: [],
      standardise: "all",
      shape: [2],
    };
    const own = withFiles({ ...odd, init: { parameters: [1] } }, table);
    expect(parseExperiment(own)).toMatchObject({
      ok: true,
      experiment: { data: table, loss: "mse", model: { kind: "mlp" }, init: { seed: 0 } },
    });
    const signs: FileData = { ...table, targets: "sign", classes: [0, 1] };
    expect(withFiles(odd, signs).loss).toBe("logistic");
    // Back from another kind of data they are as they were.
    former.remember(own);
    expect(withDataKind(images, "file", former).data).toBe(table);
  });

  it("keep what two image sets have in common", () => {
    const former = createFormerChoices();
    const images = withDataKind(defaultExperiment(), "mnist", former);
    const mnist = withTargets(images, "parity", former);
    expect(withDataKind(mnist, "fashion-mnist", former).data).toEqual({
      ...mnist.data,
      kind: "fashion-mnist",
    });
  });

  it("come back to what a kind of data had before", () => {
    const former = createFormerChoices();
    const data = { kind: "chebyshev" as const, degree: 4, samples: 33 };
    const first: Experiment = { ...defaultExperiment(), loss: "half-mse", data };
    const images = withDataKind(first, "mnist", former);
    if (!isImages(images.data)) throw new Error("no images");
    const larger = { ...images, data: { ...images.data, side: 14 as const } };
    const classes = withLoss(larger, "cross-entropy", former);
    const back = withDataKind(classes, "chebyshev", former);
    expect(back).toEqual(first);
    const fashion = withDataKind(back, "fashion-mnist", former);
    expect(fashion).toMatchObject({
      loss: "cross-entropy",
      data: { side: 14, kind: "fashion-mnist" },
    });

    const given = { kind: "inline" as const, inputs: [[1], [2]], targets: [[1], [-1]] };
    const own: Experiment = { ...first, data: given };
    expect(withDataKind(withDataKind(own, "mnist", former), "inline", former).data).toBe(given);
  });

  it("come back to the targets and the loss that another choice took away", () => {
    const former = createFormerChoices();
    const images = withDataKind(defaultExperiment(), "mnist", former);
    const odd = withLoss(images, "logistic", former);
    expect(withLoss(odd, "mse", former)).toEqual(images);
    const oneHot = withTargets(odd, "one-hot", former);
    expect(oneHot).toEqual(images);
    expect(withTargets(oneHot, "parity", former)).toEqual(odd);
    // Between losses that can have any targets, these stay.
    const parity = withTargets(
      withLoss(images, "half-mse", former),
      "parity",
      createFormerChoices(),
    );
    expect(withLoss(parity, "mse", former).data).toMatchObject({ targets: "parity" });
  });

  it("take a convolutional network to images, and a plain one away from them", () => {
    const former = createFormerChoices();
    const cnn = withModelKind(defaultExperiment(), "cnn", former);
    expect(cnn).toMatchObject({ data: { kind: "mnist" }, model: { kind: "cnn" } });
    const { model, data } = withDataKind(cnn, "chebyshev", former);
    expect([model.kind, data.kind]).toEqual(["mlp", "chebyshev"]);
    const image = {
      kind: "inline" as const,
      inputs: [
        [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      ],
      targets: [[1]],
    };
    const own: Experiment = { ...defaultExperiment(), data: image };
    expect(withModelKind(own, "cnn", former).data).toBe(image);
  });

  it("make the widths of a residual network equal", () => {
    const model = {
      kind: "mlp" as const,
      hidden: [8, 4],
      activation: "gelu" as const,
      bias: false,
    };
    const edited = withModelKind(
      { ...defaultExperiment(), model },
      "residual-mlp",
      createFormerChoices(),
    );
    expect(edited.model).toEqual({ ...model, kind: "residual-mlp", hidden: [8, 8] });
  });

  it("give a seeded start in place of given parameters", () => {
    expect(seededInit({ parameters: [1, 2] })).toEqual({ scheme: "torch", gain: 1, seed: 0 });
    const init = { scheme: "lecun" as const, gain: 2, seed: 5 };
    expect(seededInit(init)).toBe(init);
  });
});

it("another step rule has its usual numbers; gradient descent leaves no trace of it", () => {
  const adam = withOptimizer(defaultExperiment(), "adam");
  expect(adam.optimizer).toEqual({ kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
  expect(withOptimizer(adam, "adam")).toBe(adam);
  expect(withOptimizer(adam, "gd")).toEqual(defaultExperiment());
  expect(withOptimizer(adam, "gd")).not.toHaveProperty("optimizer");
});
