/** The run and its prediction as points of the phase plane, extended as the run grows. */
import type { History } from "../../session/history.ts";
import { GrowingColumn } from "../growingColumn.ts";
import { extendStageRuns, type StageRun } from "../stageRuns.ts";

/** By step: |x| and y, taken over two steps because x changes sign at every one; NaN where undefined. */
export interface PhasePoints {
  readonly amplitude: Float64Array;
  readonly excess: Float64Array;
}

/**
 * Fill `target` from step `from` on with the root mean square of x and the mean of y over a step and
 * the one before it. A step that follows nothing, and each of `starts`, stands alone.
 */
function smoothOverTwoSteps(
  x: Float64Array,
  y: Float64Array,
  target: PhasePoints,
  from: number,
  starts: ReadonlySet<number>,
): void {
  for (let i = from; i < x.length; i++) {
    const xBefore = i > 0 && !starts.has(i) ? x[i - 1]! : NaN;
    const yBefore = i > 0 && !starts.has(i) ? y[i - 1]! : NaN;
    const isAlone = !Number.isFinite(xBefore) || !Number.isFinite(yBefore);
    const amplitude = isAlone ? Math.abs(x[i]!) : Math.hypot(x[i]!, xBefore) / Math.SQRT2;
    const excess = isAlone ? y[i]! : (y[i]! + yBefore) / 2;
    const isPoint = Number.isFinite(amplitude) && Number.isFinite(excess);
    target.amplitude[i] = isPoint ? amplitude : NaN;
    target.excess[i] = isPoint ? excess : NaN;
  }
}

class GrowingPoints implements PhasePoints {
  #amplitude = new GrowingColumn();
  #excess = new GrowingColumn();

  get amplitude(): Float64Array {
    return this.#amplitude.values;
  }

  get excess(): Float64Array {
    return this.#excess.values;
  }

  grow(length: number): void {
    this.#amplitude.grow(length);
    this.#excess.grow(length);
  }
}

export class PhasePath {
  readonly history: History;
  readonly stageRuns: StageRun[] = [];
  #run = new GrowingPoints();
  #prediction = new GrowingPoints();
  #known = 0;
  #edges = 0;
  #resyncs = 0;

  constructor(history: History) {
    this.history = history;
  }

  get length(): number {
    return this.#known;
  }

  get run(): PhasePoints {
    return this.#run;
  }

  get prediction(): PhasePoints {
    return this.#prediction;
  }

  /** Take in what the history has gained. */
  update(): void {
    const { history } = this;
    const { edgeSteps, resyncSteps } = history.annotations;
    // A start that becomes known late changes the point it stands at.
    const news = [...edgeSteps.slice(this.#edges), ...resyncSteps.slice(this.#resyncs)];
    const from = Math.min(this.#known, ...news);
    if (from === history.length) return;
    this.#run.grow(history.length);
    this.#prediction.grow(history.length);
    const edges = new Set(edgeSteps);
    const starts = new Set([...edgeSteps, ...resyncSteps]);
    smoothOverTwoSteps(history.column("x"), history.column("y"), this.#run, from, edges);
    smoothOverTwoSteps(
      history.column("predictedX"),
      history.column("predictedY"),
      this.#prediction,
      from,
      starts,
    );
    extendStageRuns(this.stageRuns, history.column("stage"), this.#known);
    this.#known = history.length;
    this.#edges = edgeSteps.length;
    this.#resyncs = resyncSteps.length;
  }

  /**
   * Where the recent path up to `step` begins: with the four stages before the present one, a cycle
   * in all, but at most `most` steps back.
   */
  recentFrom(step: number, earliest: number, most: number): number {
    const runs = this.stageRuns;
    let present = runs.length - 1;
    while (present > 0 && runs[present]!.from > step) present--;
    const cycle = runs[present - 4]?.from ?? earliest;
    return Math.max(earliest, cycle, step - most);
  }
}
