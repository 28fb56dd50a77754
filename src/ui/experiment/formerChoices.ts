/** What an experiment had before a choice took it away, for the way back within this visit. */
import type { DataSource, Experiment, Loss } from "../../model/experiment.ts";
import { isPictures, isSquared, type Pictures } from "./editExperiment.ts";

export interface FormerChoices {
  /** Take in an experiment that is about to be changed. */
  remember: (experiment: Experiment) => void;
  /** Data of this kind, of either image set for images, and the loss on them, as they last were. */
  ofKind: (kind: DataSource["kind"]) => Pick<Experiment, "data" | "loss"> | undefined;
  /** The last loss with these targets. */
  lossWith: (targets: Pictures["targets"]) => Loss | undefined;
  /** The last targets of such images with a squared loss, which can have any. */
  freeTargets: (kind: Pictures["kind"]) => Pictures["targets"] | undefined;
}

type Family = Exclude<DataSource["kind"], "fashion-mnist">;

/** Both sets of grey images have the same choices. */
function familyOf(kind: DataSource["kind"]): Family {
  return kind === "fashion-mnist" ? "mnist" : kind;
}

/** Nothing is known at first. */
export function createFormerChoices(): FormerChoices {
  const byFamily = new Map<Family, Pick<Experiment, "data" | "loss">>();
  const byTargets = new Map<Pictures["targets"], Loss>();
  const free = new Map<Family, Pictures["targets"]>();
  return {
    remember: ({ data, loss }) => {
      byFamily.set(familyOf(data.kind), { data, loss });
      if (!isPictures(data)) return;
      byTargets.set(data.targets, loss);
      if (isSquared(loss)) free.set(familyOf(data.kind), data.targets);
    },
    ofKind: (kind) => byFamily.get(familyOf(kind)),
    lossWith: (targets) => byTargets.get(targets),
    freeTargets: (kind) => free.get(familyOf(kind)),
  };
}

const byPage = new WeakMap<object, FormerChoices>();

/** Those of a page, from its first look at them on. */
export function formerChoicesOf(page: object): FormerChoices {
  const known = byPage.get(page) ?? createFormerChoices();
  byPage.set(page, known);
  return known;
}
