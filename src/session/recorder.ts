/** Rows of the engine's run on their way into the history that is drawn. */
import type { Experiment, LearningRateChange } from "../model/experiment.ts";
import type { EngineEvent } from "../protocol/events.ts";
import type { SentCheckpoint } from "../protocol/sentCheckpoint.ts";
import { History } from "./history.ts";
import { reconcileChanges } from "./learningRates.ts";
import { appendMissing } from "./rows.ts";

type Progress = Extract<EngineEvent, { type: "progress" }>;

export interface Recorded {
  /** The last row. */
  step: number;
  /** These are the first rows of a run that is now drawn instead of the old one. */
  isFirst: boolean;
  /** The experiment with η changes as the engine applied them. */
  experiment: Experiment;
  /** Where the viewer's pending change of η took effect, when it just did. */
  arrivedAt: number | null;
}

export class Recorder {
  /** What is drawn: the old run until the new one has begun. */
  drawn = new History();
  #recording = this.drawn;
  #pending: LearningRateChange | null = null;
  #isPreview = false;
  /** The viewer looks at a step of the preview: the new run is recorded unseen. */
  holdsPreview = false;

  /** The engine's run has no rows yet. */
  get isWaiting(): boolean {
    return this.#recording !== this.drawn;
  }

  /** What is drawn is a recording, until the new run has begun. */
  get isPreview(): boolean {
    return this.#isPreview;
  }

  /** The last row of the run at hand, drawn or not; −1 before the first. */
  get lastStep(): number {
    return this.#recording.length - 1;
  }

  /** A new run starts; the drawn one stays until the first rows come. */
  begin(): void {
    this.#isPreview = false;
    this.beginUnseen();
  }

  /** A new run of what the preview shows starts. */
  beginUnseen(): void {
    this.#recording = new History();
    this.#pending = null;
  }

  /**
   * Draw a recording until the new run has made its first step; nothing is appended to it.
   * @returns false when the new run is drawn already.
   */
  preview(history: History): boolean {
    if (!this.isWaiting) return false;
    this.drawn = history;
    this.#isPreview = true;
    return true;
  }

  /** Draw the new run instead of the preview. @returns false while it has nothing to show, or must wait. */
  reveal(): boolean {
    // A lone row 0 says less than the recording.
    if (!this.#isPreview || this.holdsPreview || this.#recording.length < 2) return false;
    this.drawn = this.#recording;
    this.#isPreview = false;
    return true;
  }

  /** Draw a finished history again, and record what continues it. */
  restore(history: History): void {
    this.#isPreview = false;
    this.drawn = history;
    this.#recording = history;
    this.#pending = null;
  }

  /** The viewer asked for another η; the engine decides at which step it takes effect. */
  expect(change: LearningRateChange): void {
    this.#pending = change;
  }

  /**
   * @returns null when nothing else is drawn now: every row was known, or a recording stays.
   * @throws RangeError when rows are missing.
   */
  take(event: Progress, experiment: Experiment): Recorded | null {
    const rows = this.#recording;
    if (appendMissing(rows, event.batch) === 0) return null;
    rows.annotations = event.annotations;
    const isFirst = this.isWaiting;
    if (this.#isPreview && !this.reveal()) return null;
    this.drawn = rows;
    const step = rows.length - 1;
    const applied = event.annotations.learningRateChanges;
    const arrivedAt = this.#arrival(applied, step);
    if (arrivedAt !== null) this.#pending = null;
    return {
      step,
      isFirst,
      arrivedAt,
      experiment: reconcileChanges(experiment, applied, step, this.#pending),
    };
  }

  /** The engine's run can be taken up here, should it be lost. */
  keep(checkpoint: SentCheckpoint): void {
    // Rows before it may have been refused.
    if (checkpoint.step <= this.#recording.length) this.#recording.checkpoint = checkpoint;
  }

  /** The run ended by divergence after row `step`. */
  diverge(step: number): void {
    this.#recording.divergedAt = step;
    this.#recording.version++;
  }

  #arrival(applied: readonly LearningRateChange[], step: number): number | null {
    const asked = this.#pending;
    if (asked === null) return null;
    const match = applied.find(
      (known) => known.step >= asked.step && known.learningRate === asked.learningRate,
    );
    if (match !== undefined) return match.step;
    return this.#recording.at("learningRate", step) === asked.learningRate ? asked.step : null;
  }
}
