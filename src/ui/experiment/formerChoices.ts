/** What an experiment had before a choice took it away, for the way back within this visit. */
import type { DataSource, Experiment, ImageData, Loss } from "../../model/experiment.ts";
import { isImages, isSquared } from "./editExperiment.ts";

export interface FormerChoices {
  /** Take in an experiment that is about to be changed. */
  remember: (experiment: Experiment) => void;
  /** Data of this kind, of either image set for images, and the loss on them, as they last were. */
  ofKind: (kind: DataSource["kind"]) => Pick<Experiment, "data" | "loss"> | undefined;
  /** The last loss with these targets. */
  lossWith: (targets: ImageData["targets"]) => Loss | undefined;
  /** The last image targets with a squared loss, which can have any. */
  freeTargets: () => ImageData["targets"] | undefined;
}

type Family = "chebyshev" | "inline" | "images";

function familyOf(kind: DataSource["kind"]): Family {
  return kind === "chebyshev" || kind === "inline" ? kind : "images";
}

/** Nothing is known at first. */
export function createFormerChoices(): FormerChoices {
  const byFamily = new Map<Family, Pick<Experiment, "data" | "loss">>();
  const byTargets = new Map<ImageData["targets"], Loss>();
  let free: ImageData["targets"] | undefined;
  return {
    remember: ({ data, loss }) => {
      byFamily.set(familyOf(data.kind), { data, loss });
      if (!isImages(data)) return;
      byTargets.set(data.targets, loss);
      if (isSquared(loss)) free = data.targets;
    },
    ofKind: (kind) => byFamily.get(familyOf(kind)),
    lossWith: (targets) => byTargets.get(targets),
    freeTargets: () => free,
  };
}

const byPage = new WeakMap<object, FormerChoices>();

/** Those of a page, from its first look at them on. */
export function formerChoicesOf(page: object): FormerChoices {
  const known = byPage.get(page) ?? createFormerChoices();
  byPage.set(page, known);
  return known;
}
