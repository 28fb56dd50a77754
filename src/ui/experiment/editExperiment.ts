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

export function isImages(data: DataSource): data is ImageData {
  return data.kind === "mnist" || data.kind === "fashion-mnist";
}

/** A loss that any targets can have. */
export function isSquared(loss: Loss): boolean {
  return loss === "mse" || loss === "half-mse";
}

/** Another data set: as it was last in this visit, else with what both kinds have in common. */
export function withDataKind(
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
  if (kind === "inline") return experiment;
  if (isOfImages) return { ...experiment, data: { ...IMAGES, kind } };
  const squared = isSquared(loss) ? loss : "mse";
  return { ...experiment, loss: squared, data: { kind, degree: 5, samples: 20 } };
}

/** Another loss; image targets take the form it needs, and the one they had when none is needed. */
export function withLoss(experiment: Experiment, loss: Loss, former: FormerChoices): Experiment {
  const { data } = experiment;
  former.remember(experiment);
  if (!isImages(data)) return { ...experiment, loss };
  const free = isSquared(experiment.loss) ? undefined : former.freeTargets();
  const needed =
    loss === "logistic" ? "parity" : loss === "cross-entropy" ? "one-hot" : (free ?? data.targets);
  return { ...experiment, loss, data: { ...data, targets: needed } };
}

/**
 * Other image targets; a loss that cannot use them gives way to the one they had, else the squared
 * one, and comes back with its own targets.
 */
export function withTargets(
  experiment: Experiment,
  targets: ImageData["targets"],
  former: FormerChoices,
): Experiment {
  const { data, loss } = experiment;
  if (!isImages(data) || targets === data.targets) return experiment;
  former.remember(experiment);
  const earlier = former.lossWith(targets);
  const isLost = !isSquared(loss);
  const isOwn = earlier !== undefined && !isSquared(earlier);
  const fitting = isLost || isOwn ? (earlier ?? "mse") : loss;
  return { ...experiment, loss: fitting, data: { ...data, targets } };
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
