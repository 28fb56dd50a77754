/**
 * Edits of an experiment, each giving a candidate for `parseExperiment`. Where one choice makes
 * another impossible (logistic loss needs ±1 targets), the other follows.
 */
import type {
  DataSource,
  Experiment,
  ImageData,
  Initialisation,
  Loss,
} from "../../model/experiment.ts";

const IMAGES: ImageData = {
  kind: "mnist",
  samples: 200,
  offset: 0,
  side: 7,
  scale: 1,
  targets: "one-hot",
};

export function isImages(data: DataSource): data is ImageData {
  return data.kind === "mnist" || data.kind === "fashion-mnist";
}

/** Another data set, keeping what both kinds have in common. */
export function withDataKind(experiment: Experiment, kind: DataSource["kind"]): Experiment {
  const { data } = experiment;
  if (kind === "inline" || kind === data.kind) return experiment;
  if (kind === "chebyshev") {
    const isSquared = experiment.loss === "mse" || experiment.loss === "half-mse";
    const loss = isSquared ? experiment.loss : "mse";
    return { ...experiment, loss, data: { kind, degree: 5, samples: 20 } };
  }
  return { ...experiment, data: { ...(isImages(data) ? data : IMAGES), kind } };
}

/** Another loss; image targets take the form it needs. */
export function withLoss(experiment: Experiment, loss: Loss): Experiment {
  const { data } = experiment;
  if (!isImages(data)) return { ...experiment, loss };
  const needed =
    loss === "logistic" ? "parity" : loss === "cross-entropy" ? "one-hot" : data.targets;
  return { ...experiment, loss, data: { ...data, targets: needed } };
}

/** Other image targets; a loss that cannot use them gives way to the squared one. */
export function withTargets(experiment: Experiment, targets: ImageData["targets"]): Experiment {
  const { data, loss } = experiment;
  if (!isImages(data)) return experiment;
  const isLost =
    (loss === "logistic" && targets !== "parity") ||
    (loss === "cross-entropy" && targets !== "one-hot");
  return { ...experiment, loss: isLost ? "mse" : loss, data: { ...data, targets } };
}

/** A seeded start in place of whatever starts the run now. */
export function seededInit(init: Initialisation): Extract<Initialisation, { seed: number }> {
  return "seed" in init ? init : { scheme: "torch", gain: 1, seed: 0 };
}
