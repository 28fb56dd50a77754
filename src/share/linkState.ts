import { defaultView, type Lock, type Part, type StepRange, type View } from "../charts/view.ts";
import type { Experiment } from "../model/experiment.ts";
import { defaultExperiment } from "../model/parseExperiment.ts";
import type { BackendChoice } from "../protocol/backend.ts";
import { nothingSaid } from "./nothingSaid.ts";

/** Version of the link format that this code writes. */
export const LINK_VERSION = 1;

/**
 * How a link opens, `run=`: true starts at once, "held" waits for Play; false says nothing, which
 * leaves it to the page.
 */
export type LinkRun = boolean | "held";

/** A step of a lesson, counted from 1. */
export interface LessonStep {
  id: string;
  step: number;
}

/** Everything a link says. */
export interface LinkState {
  /** The preset the experiment started from; null for an experiment of its own. */
  presetId: string | null;
  experiment: Experiment;
  view: View;
  backend: BackendChoice;
  run: LinkRun;
  /** Pause at this step; null = where the experiment says. */
  until: number | null;
  /** Run to this step and rest there, whatever the run's own end is; null = do not. */
  at: number | null;
  /** Steps per second at most; null where nothing is said: as the preset has it, or unlimited. */
  speed: number | null;
  /** The page stands in a frame of another one. */
  embed: boolean;
  /** What is not shown, in the order of `PARTS`. */
  hide: Part[];
  /** What the reader may not change, in the order of `LOCKS`. */
  lock: Lock[];
  lecture: boolean;
  /** The steps zoomed to; null for the whole run. */
  window: StepRange | null;
  lesson: LessonStep | null;
  /** Keys this version does not know, with their values, as they came. */
  unknown: [key: string, value: string][];
}

/** Finds a preset by its id. What a published id gives is frozen: links say only what differs. */
export type PresetLookup = (
  id: string,
) => { experiment: Experiment; view?: Partial<View>; hide?: readonly Part[] } | undefined;

/** What a link without any keys describes, or one with only a preset. The caller owns the copy. */
export function startingState(presetId: string | null, findPreset: PresetLookup): LinkState {
  const preset = presetId === null ? undefined : findPreset(presetId);
  return structuredClone({
    presetId: preset === undefined ? null : presetId,
    experiment: preset?.experiment ?? defaultExperiment(),
    view: { ...defaultView(), ...preset?.view },
    ...nothingSaid(),
    hide: [...(preset?.hide ?? [])],
  });
}
