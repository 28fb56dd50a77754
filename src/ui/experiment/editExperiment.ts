/**
 * Edits of an experiment, each giving a candidate for `parseExperiment`. Where one choice makes
 * another impossible (logistic loss needs ±1 targets), the other follows.
 */
import type {
  CifarData,
  DataSource,
  Experiment,
  FileData,
  ImageData,
  Initialisation,
  Loss,
  Model,
} from "../../model/experiment.ts";
import { datasetSizes } from "../../model/datasets/datasetSizes.ts";
import { modelOfKind } from "../../model/modelOfKind.ts";
import { parseExperiment } from "../../model/parseExperiment.ts";
import type { FormerChoices } from "./formerChoices.ts";

const IMAGES: ImageData = {
  kind: "mnist",
  samples: 200,
  offset: 0,
  side: 7,
  scale: 1,
  targets: "one-hot",
};

/** Cats and dogs, small enough for a laptop. */
const CIFAR: CifarData = {
  kind: "cifar10",
  samples: 200,
  offset: 0,
  classes: [3, 5],
  side: 16,
  targets: "sign",
};

export type Pictures = ImageData | CifarData;

export function isImages(data: DataSource): data is ImageData {
  return data.kind === "mnist" || data.kind === "fashion-mnist";
}

export function isPictures(data: DataSource): data is Pictures {
  return isImages(data) || data.kind === "cifar10";
}

/** The targets of ±1 that these pictures can have. */
function signsOf(data: Pictures): Pictures["targets"] {
  return data.kind === "cifar10" ? "sign" : "parity";
}

/** A loss that any targets can have. */
export function isSquared(loss: Loss): boolean {
  return loss === "mse" || loss === "half-mse";
}

/** The loss, or the squared one where it cannot have such targets. */
function lossWith(loss: Loss, targets: FileData["targets"]): Loss {
  const needed = loss === "logistic" ? "sign" : loss === "cross-entropy" ? "one-hot" : targets;
  return needed === targets ? loss : "mse";
}

/** Another kind of network; a convolutional one moves to images where there are none. */
export function withModelKind(
  experiment: Experiment,
  kind: Model["kind"],
  former: FormerChoices,
): Experiment {
  const model = modelOfKind(kind, experiment.model);
  const hasImages = datasetSizes(experiment.data).image !== undefined;
  const onImages =
    kind !== "cnn" || hasImages ? experiment : withDataKind(experiment, "mnist", former);
  return { ...onImages, model };
}

/**
 * Another data set: as it was last in this visit, else with what both kinds have in common. Where it
 * has no images a convolutional network gives way to a plain one.
 */
export function withDataKind(
  experiment: Experiment,
  kind: DataSource["kind"],
  former: FormerChoices,
): Experiment {
  return withPossibleModel(onDataKind(experiment, kind, former));
}

function withPossibleModel(edited: Experiment): Experiment {
  const isLost = edited.model.kind === "cnn" && datasetSizes(edited.data).image === undefined;
  return isLost ? { ...edited, model: modelOfKind("mlp", edited.model) } : edited;
}

/** On the viewer's own files: what the data cannot have gives way to what they can. */
export function withFiles(experiment: Experiment, data: FileData): Experiment {
  const { loss, init } = experiment;
  return withPossibleModel({
    ...experiment,
    data,
    loss: lossWith(loss, data.targets),
    init: seededInit(init),
  });
}

function onDataKind(
  experiment: Experiment,
  kind: DataSource["kind"],
  former: FormerChoices,
): Experiment {
  const { data, loss } = experiment;
  if (kind === data.kind) return experiment;
  former.remember(experiment);
  const isOfImages = kind === "mnist" || kind === "fashion-mnist";
  if (isOfImages && isImages(data)) return { ...experiment, data: { ...data, kind } };
  const earlier = former.ofKind(kind);
  if (earlier !== undefined) {
    const { data: was, loss: lossThen } = earlier;
    const again = isOfImages && isImages(was) ? { ...was, kind } : was;
    return { ...experiment, loss: lossThen, data: again };
  }
  // There is nothing yet that they could be.
  if (kind === "inline" || kind === "file") return experiment;
  if (isOfImages || kind === "cifar10") {
    const fresh = isOfImages ? { ...IMAGES, kind } : CIFAR;
    return { ...experiment, data: withTheseTargets(fresh, targetsFor(loss, fresh)) };
  }
  const squared = isSquared(loss) ? loss : "mse";
  return { ...experiment, loss: squared, data: { kind, degree: 5, samples: 20 } };
}

/** Another loss; image targets take the form it needs, and the one they had when none is needed. */
export function withLoss(experiment: Experiment, loss: Loss, former: FormerChoices): Experiment {
  const { data } = experiment;
  former.remember(experiment);
  if (!isPictures(data)) return { ...experiment, loss };
  const free = isSquared(experiment.loss) ? undefined : former.freeTargets(data.kind);
  const targets = targetsFor(loss, data, free);
  return { ...experiment, loss, data: withTheseTargets(data, targets) };
}

/** The targets that a loss needs, else `otherwise`. */
function targetsFor(loss: Loss, data: Pictures, otherwise = data.targets): Pictures["targets"] {
  if (loss === "logistic") return signsOf(data);
  return loss === "cross-entropy" ? "one-hot" : otherwise;
}

/** A candidate: whether these targets are those of such data is for the parser to say. */
function withTheseTargets(data: Pictures, targets: Pictures["targets"]): Pictures {
  return { ...data, targets } as Pictures;
}

/**
 * Other image targets; a loss that cannot use them gives way to the one they had, else the squared
 * one, and comes back with its own targets.
 */
export function withTargets(
  experiment: Experiment,
  targets: Pictures["targets"],
  former: FormerChoices,
): Experiment {
  const { data, loss } = experiment;
  if (!isPictures(data) || targets === data.targets) return experiment;
  former.remember(experiment);
  const earlier = former.lossWith(targets);
  const isLost = !isSquared(loss);
  const isOwn = earlier !== undefined && !isSquared(earlier);
  const fitting = isLost || isOwn ? (earlier ?? "mse") : loss;
  return { ...experiment, loss: fitting, data: withTheseTargets(data, targets) };
}

/** Another step rule, with its usual numbers. */
export function withOptimizer(
  experiment: Experiment,
  kind: "gd" | NonNullable<Experiment["optimizer"]>["kind"],
): Experiment {
  if (kind === (experiment.optimizer?.kind ?? "gd")) return experiment;
  const parsed = parseExperiment({ ...experiment, optimizer: { kind } });
  return parsed.ok ? parsed.experiment : experiment;
}

/** A seeded start in place of whatever starts the run now. */
export function seededInit(init: Initialisation): Extract<Initialisation, { seed: number }> {
  return "seed" in init ? init : { scheme: "torch", gain: 1, seed: 0 };
}
