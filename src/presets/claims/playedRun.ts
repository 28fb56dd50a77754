/** Runs of presets, for the tests of what the presets say about them. */
import { readDataFile } from "../../cli/dataFiles.ts";
import { openBackend, type OpenedBackend } from "../../engine/backends/openBackend.ts";
import { prepareRun } from "../../engine/prepareRun.ts";
import { ON_SCREEN } from "../../engine/precisions.ts";
import { Run } from "../../engine/run.ts";
import type { Experiment } from "../../model/experiment.ts";
import { edgeLevel } from "../../model/stability.ts";
import type { Annotations } from "../../protocol/annotations.ts";
import type { Row } from "../../protocol/columns.ts";
import type { Preset } from "../preset.ts";

export const SEEDS = [0, 1, 2];

/** The float32 of most viewers, and the float64 of recorded traces. */
export const BACKENDS = ["wasm", "float64"] as const;
export type ClaimBackend = (typeof BACKENDS)[number];

export interface PlayedRun {
  rows: Row[];
  annotations: Annotations;
  isDiverged: boolean;
  /** 2/η at the start, or the line of another step rule. */
  line: number;
  /** The first edge step; NaN without one. */
  edge: number;
}

const backends = new Map<ClaimBackend, Promise<OpenedBackend>>();
/** Runs are shared between the tests of a file. */
const played = new Map<string, Promise<PlayedRun>>();

/** Run a preset to its pause. */
export function play(preset: Preset, backend: ClaimBackend = "wasm"): Promise<PlayedRun> {
  return playExperiment(preset.experiment, backend);
}

/** Run a preset to its pause, from another seed than its own. */
export function playSeed({ experiment }: Preset, seed: number): Promise<PlayedRun> {
  return playExperiment({ ...experiment, init: { ...experiment.init, seed } });
}

/**
 * Run an experiment to its pause.
 * @param modesTakeOver as on the page; false for the prediction of one mode to the end, as in files.
 */
export function playExperiment(
  experiment: Experiment,
  backend: ClaimBackend = "wasm",
  modesTakeOver = true,
): Promise<PlayedRun> {
  const key = `${backend} ${modesTakeOver} ${JSON.stringify(experiment)}`;
  const known = played.get(key) ?? runToPause(experiment, backend, modesTakeOver);
  played.set(key, known);
  return known;
}

async function runToPause(
  experiment: Experiment,
  name: ClaimBackend,
  modesTakeOver: boolean,
): Promise<PlayedRun> {
  const opened = backends.get(name) ?? openBackend(name, undefined);
  backends.set(name, opened);
  const { model, parameters } = await prepareRun(experiment, await opened, readDataFile);
  const run = await Run.begin(model, experiment, parameters, {
    ...ON_SCREEN,
    modesTakeOver,
  });
  const rows: Row[] = [];
  while (run.step <= experiment.steps && !run.isDiverged) rows.push(await run.next());
  model.dispose();
  return {
    rows,
    annotations: run.annotations,
    isDiverged: run.isDiverged,
    line: edgeLevel(experiment.optimizer, experiment.learningRate),
    edge: run.annotations.edgeSteps[0] ?? NaN,
  };
}
