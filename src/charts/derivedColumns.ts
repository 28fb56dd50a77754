/** Columns computed from a history for drawing, extended as it grows. */
import type { History } from "../session/history.ts";
import { activeModesAt, type LedColumn } from "../session/leadingPrediction.ts";
import { CentralAverages } from "./centralAverages.ts";
import { GrowingColumn } from "./growingColumn.ts";
import { extendModeRuns, type ModeRun } from "./modeRuns.ts";
import { LedColumns } from "./ledColumns.ts";
import type { ReducedMapColumns } from "./reducedMap/reducedMapColumns.ts";
import { extendStageRuns, type StageRun } from "./stageRuns.ts";

/** A sharpness whose |Hu − Su|/S is larger has not converged: a hollow dot, no line through it. */
const CONVERGED = 1e-3;

/**
 * Fill steps at which nothing was measured by straight lines between measured ones; unconverged
 * steps stay undefined and nothing is drawn across them.
 * @param from 0, or what the last call returned
 * @returns where to go on when more is known: the last measured entry, if any can be built on
 */
function fillUnmeasured(
  source: Float64Array,
  target: Float64Array,
  from: number,
  isUnconverged: (i: number) => boolean,
): number {
  let measured = -1;
  for (let i = from; i < source.length; i++) {
    const value = source[i]!;
    target[i] = value;
    if (isUnconverged(i)) {
      target[i] = NaN;
      measured = -1;
    } else if (Number.isFinite(value)) {
      for (let j = measured + 1; measured >= 0 && j < i; j++) {
        const share = (j - measured) / (i - measured);
        target[j] = target[measured]! + share * (value - target[measured]!);
      }
      measured = i;
    }
  }
  return measured >= 0 ? measured : Math.max(0, source.length - 1);
}

/**
 * Mean of each entry and the one before it. The first entry after a gap stands alone. At an edge
 * step the mean would average two sides of a jump (the nudge), so the line goes straight past it.
 */
function twoStepMean(
  source: Float64Array,
  target: Float64Array,
  from: number,
  edgeSteps: ReadonlySet<number>,
): void {
  for (let i = from; i < source.length; i++) {
    const before = i > 0 ? source[i - 1]! : NaN;
    target[i] = Number.isNaN(before) ? source[i]! : (source[i]! + before) / 2;
  }
  for (const i of edgeSteps) {
    if (i < from || i >= source.length) continue;
    const before = i > 0 ? target[i - 1]! : NaN;
    target[i] = i + 1 < source.length ? (before + target[i + 1]!) / 2 : NaN;
  }
}

/** An eigenvalue of θ†, counted from 1, where it counts as at the edge; NaN elsewhere. */
export function pinnedEigenvalueAt(history: History, place: 2 | 3, step: number): number {
  return activeModesAt(history, step) >= place
    ? history.at(`modesConstrainedEigenvalue${place}`, step)
    : NaN;
}

export class DerivedColumns {
  readonly history: History;
  readonly centralAverages = new CentralAverages();
  /** Steps with a sharpness that did not converge. */
  readonly unconverged: number[] = [];
  readonly stageRuns: StageRun[] = [];
  readonly modeRuns: ModeRun[] = [];
  /** Grows when entries that were final have changed after all. */
  revision = 0;
  #steps = new GrowingColumn();
  #times = new GrowingColumn();
  #twoOverEta = new GrowingColumn();
  #sharpness = new GrowingColumn();
  #sharpnessMean = new GrowingColumn();
  #eigenvalue2 = new GrowingColumn();
  #preconditionedMean = new GrowingColumn();
  #eigenvalue2Mean = new GrowingColumn();
  #eigenvalue3Mean = new GrowingColumn();
  #predictedMean = new GrowingColumn();
  #cubicMean = new GrowingColumn();
  #frozenCubicMean = new GrowingColumn();
  #oneModeMean = new GrowingColumn();
  #average = new GrowingColumn();
  #pinned2 = new GrowingColumn();
  #pinned3 = new GrowingColumn();
  readonly #led: LedColumns;
  #map: ReducedMapColumns | null = null;
  #mapStart: number | null = null;
  #known = 0;
  #sharpnessFrom = 0;
  #eigenvalue2From = 0;
  #meanFrom = 0;
  #edges = "";

  constructor(history: History) {
    this.history = history;
    this.#led = new LedColumns(history);
  }

  get length(): number {
    return this.#known;
  }
  /** 0, 1, 2, … */
  get steps(): Float64Array {
    return this.#steps.values;
  }
  /** Flow time Σ η up to each step. */
  get times(): Float64Array {
    return this.#times.values;
  }
  /** 2/η, or the line of another step rule. */
  get twoOverEta(): Float64Array {
    return this.#twoOverEta.values;
  }
  /** Sharpness of every step, bridged where it was not measured. */
  get sharpness(): Float64Array {
    return this.#sharpness.values;
  }
  get sharpnessMean(): Float64Array {
    return this.#sharpnessMean.values;
  }
  get preconditionedSharpnessMean(): Float64Array {
    return this.#preconditionedMean.values;
  }
  get eigenvalue2Mean(): Float64Array {
    return this.#eigenvalue2Mean.values;
  }
  get eigenvalue3Mean(): Float64Array {
    return this.#eigenvalue3Mean.values;
  }
  get predictedSharpnessMean(): Float64Array {
    return this.#predictedMean.values;
  }
  get cubicSharpnessMean(): Float64Array {
    return this.#cubicMean.values;
  }
  get frozenCubicSharpnessMean(): Float64Array {
    return this.#frozenCubicMean.values;
  }
  get oneModeSharpnessMean(): Float64Array {
    return this.#oneModeMean.values;
  }
  /** L(θ†) + δ²/η, with several modes L(θ†) + tr Σ/η: the loss averaged over an oscillation. */
  get averageLoss(): Float64Array {
    return this.#average.values;
  }

  /** The second eigenvalue of θ† where it counts as at the edge, held at 2/η or below. */
  get pinnedEigenvalue2(): Float64Array {
    return this.#pinned2.values;
  }
  /** The third one. */
  get pinnedEigenvalue3(): Float64Array {
    return this.#pinned3.values;
  }

  /** A column of the prediction that leads, or of its θ†. */
  led(name: LedColumn): Float64Array {
    return this.#led.column(name);
  }

  /** 2/η + y of the reduced map; empty while it has no start. */
  get reducedMapSharpness(): Float64Array {
    return this.#map?.sharpness ?? new Float64Array();
  }

  /** Entries before this one are final: means and bridges reach no further back. */
  get settled(): number {
    const { settled } = this.centralAverages;
    return Math.min(this.#meanFrom, this.#sharpnessFrom, this.#eigenvalue2From, settled);
  }

  /**
   * @param start x₀/δ of the reduced map; null for none
   * @param create makes one without a start
   */
  showReducedMap(start: number | null, create: () => ReducedMapColumns): void {
    if (start === this.#mapStart) return;
    this.#mapStart = start;
    this.#map = start === null ? null : create();
    this.#map?.restart(start);
    this.#map?.extend(this.history);
    this.revision++;
  }

  /** Take in what the history has gained. */
  update(): void {
    const { history } = this;
    const { length } = history;
    const edges = history.annotations.edgeSteps.join();
    if (edges !== this.#edges) {
      this.#edges = edges;
      this.#meanFrom = 0;
      this.#map?.restart(this.#mapStart);
      this.revision++;
    } else if (length === this.#known) {
      return;
    }
    for (const column of [
      this.#steps,
      this.#times,
      this.#twoOverEta,
      this.#sharpness,
      this.#sharpnessMean,
      this.#eigenvalue2,
      this.#eigenvalue2Mean,
      this.#eigenvalue3Mean,
      this.#preconditionedMean,
      this.#predictedMean,
      this.#cubicMean,
      this.#frozenCubicMean,
      this.#oneModeMean,
      this.#average,
      this.#pinned2,
      this.#pinned3,
    ]) {
      column.grow(length);
    }
    this.#extendPlain(this.#known);
    this.#extendMeans();
    extendStageRuns(this.stageRuns, history, this.#known);
    extendModeRuns(this.modeRuns, history, this.#known);
    this.#map?.extend(history);
    this.centralAverages.extend(history);
    this.#known = length;
  }

  #extendPlain(from: number): void {
    const { history, steps, times, twoOverEta, averageLoss } = this;
    const { pinnedEigenvalue2, pinnedEigenvalue3 } = this;
    const learningRate = history.column("learningRate");
    const residual = history.column("sharpnessResidual");
    const loss = this.led("constrainedLoss");
    const delta = this.led("delta");
    for (let i = from; i < history.length; i++) {
      steps[i] = i;
      times[i] = i === 0 ? 0 : times[i - 1]! + learningRate[i - 1]!;
      twoOverEta[i] = history.lineAt(i);
      averageLoss[i] = loss[i]! + delta[i]! ** 2 / learningRate[i]!;
      pinnedEigenvalue2[i] = pinnedEigenvalueAt(history, 2, i);
      pinnedEigenvalue3[i] = pinnedEigenvalueAt(history, 3, i);
      if (residual[i]! > CONVERGED) this.unconverged.push(i);
    }
  }

  #extendMeans(): void {
    const { history, sharpness } = this;
    const edges = new Set(history.annotations.edgeSteps);
    const residual = history.column("sharpnessResidual");
    const eigenvalue2 = this.#eigenvalue2.values;
    const from = Math.min(this.#meanFrom, this.#sharpnessFrom, this.#eigenvalue2From);
    this.#sharpnessFrom = fillUnmeasured(
      history.column("sharpness"),
      sharpness,
      this.#sharpnessFrom,
      (i) => residual[i]! > CONVERGED,
    );
    this.#eigenvalue2From = fillUnmeasured(
      history.column("eigenvalue2"),
      eigenvalue2,
      this.#eigenvalue2From,
      () => false,
    );
    twoStepMean(sharpness, this.sharpnessMean, from, edges);
    twoStepMean(eigenvalue2, this.eigenvalue2Mean, from, edges);
    twoStepMean(history.column("eigenvalue3"), this.eigenvalue3Mean, from, edges);
    const preconditioned = history.column("preconditionedSharpness");
    twoStepMean(preconditioned, this.preconditionedSharpnessMean, from, edges);
    twoStepMean(this.led("predictedSharpness"), this.predictedSharpnessMean, from, edges);
    twoStepMean(history.column("predictedSharpness"), this.oneModeSharpnessMean, from, edges);
    twoStepMean(history.column("cubicSharpness"), this.cubicSharpnessMean, from, edges);
    const frozen = history.column("frozenCubicSharpness");
    twoStepMean(frozen, this.frozenCubicSharpnessMean, from, edges);
    // The mean at an edge step needs the step after it, so the last entry is always redone.
    this.#meanFrom = Math.max(0, history.length - 2);
  }
}
