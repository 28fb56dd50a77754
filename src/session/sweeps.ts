/** Measured ranges of η: which experiments share them, and asking a second worker for them. */
import type { Experiment } from "../model/experiment.ts";
import type { Sweep, SweepPoint } from "../protocol/sweep.ts";
import { createEngineClient, type EngineWorker } from "./client.ts";

/** Equal for experiments that differ only in what a sweep over η does not depend on. */
export function sweepKey(experiment: Experiment): string {
  const { data, model, loss, init, optimizer } = experiment;
  return JSON.stringify([data, model, loss, init, optimizer]);
}

/** A stretch of η in which every measured run ended the same way. */
export interface SweepRange {
  outcome: SweepPoint["outcome"];
  from: number;
  to: number;
}

/** Neighbouring points of one outcome joined; borders half way between points on the log axis. */
export function sweepRanges(sweep: Sweep): SweepRange[] {
  const ranges: SweepRange[] = [];
  for (const { learningRate, outcome } of sweep.points) {
    const last = ranges.at(-1);
    if (last?.outcome === outcome) {
      last.to = learningRate;
    } else {
      const from = last === undefined ? learningRate : Math.sqrt(last.to * learningRate);
      if (last !== undefined) last.to = from;
      ranges.push({ outcome, from, to: learningRate });
    }
  }
  return ranges;
}

export interface MeasureOptions {
  /** Ends the sweep and its worker. */
  signal?: AbortSignal;
  /** Hears how many step sizes have been tried, and of how many. */
  onProgress?: (done: number, total: number | null) => void;
}

/**
 * Measure an experiment in a worker of its own, which ends with the answer.
 * @returns null when it was ended by the signal.
 */
export function measureSweep(
  createWorker: () => EngineWorker,
  experiment: Experiment,
  dataUrl: string,
  { signal, onProgress }: MeasureOptions = {},
): Promise<Sweep | null> {
  return new Promise((resolve, reject) => {
    const client = createEngineClient(createWorker, (event) => {
      if (event.type === "loading" && event.stage === "sweep") {
        onProgress?.(event.done, event.total);
      } else if (event.type === "swept") {
        client.dispose();
        resolve(event.sweep);
      } else if (event.type === "failed") {
        client.dispose();
        reject(new Error(event.message));
      }
    });
    signal?.addEventListener("abort", () => {
      client.dispose();
      resolve(null);
    });
    client.sweep(experiment, dataUrl);
  });
}
