/**
 * One run of an experiment, row by row: gradient descent, the edge step, the overlays. It looks one
 * step ahead, because whether step t is the edge depends on θ_{t+1}; a row once given never changes.
 */
import { randomStream } from "../math/random.ts";
import type { Experiment } from "../model/experiment.ts";
import { emptyAnnotations, type Annotations } from "../protocol/annotations.ts";
import type { Row } from "../protocol/columns.ts";
import type { Slice, SliceReach } from "../protocol/slice.ts";
import type { RunAccelerator, StepStatistics } from "./accelerator.ts";
import { eigenpairsOf } from "./accelerationPlan.ts";
import { LearningRateSchedule } from "./learningRateSchedule.ts";
import { orNull } from "./nonFinite.ts";
import { ReplayedSteps, statisticsOf } from "./replayedSteps.ts";
import { rowOf } from "./rows.ts";
import { sliceAt } from "./slice/slice.ts";
import { startAtEdge, wantsOverlays } from "./startAtEdge.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";
import type { Precision, TrackContext } from "./tracks/context.ts";
import { isMidpointAtEdge, remarksAtStart } from "./tracks/edgeStep.ts";
import { FlowFromStart } from "./tracks/flowFromStart.ts";
import { descend, measureIterate, type Iterate } from "./tracks/gradientDescent.ts";
import type { Overlays } from "./tracks/overlays.ts";

/** A loss this many times its reference has diverged. */
export const DIVERGENCE_FACTOR = 1e6;
/** From this share of 2/η on, sharpness is measured as exactly as the edge step needs. */
const NEAR_EDGE = 0.95;
/** The eigen-solver's cold start; part of "same experiment, same curve". */
const EIGENSOLVER_SEED = 1;

export interface RunOptions {
  precision: Precision;
  /**
   * Begin at these parameters as if they were a (nudged) edge step: overlays start at step 0.
   * For tests and branches.
   */
  startAt?: Float64Array;
  /** Computes steps on which nothing happens; the run owns it. */
  accelerator?: RunAccelerator | null;
}

export class Run {
  readonly experiment: Experiment;
  readonly annotations: Annotations = emptyAnnotations();
  /** Reset v̂ = θ − θ† each time the run's y crosses zero upwards. */
  resynchroniseEachCycle = false;
  readonly #context: TrackContext;
  readonly #schedule: LearningRateSchedule;
  #step = 0;
  #learningRate: number;
  #iterate: Iterate;
  #overlays: Overlays | null = null;
  readonly #flowFromStart: FlowFromStart | null;
  #isArmed = true;
  #mayNudge: boolean;
  readonly #startsAtEdge: boolean;
  readonly #replayed: ReplayedSteps | null;
  readonly #initialLoss: number;
  /** max(L₀, L at the last change of η): what a diverged loss is measured against. */
  #lossReference: number;
  #wishesResynchronisation = false;
  #isDiverged = false;

  private constructor(
    context: TrackContext,
    experiment: Experiment,
    iterate: Iterate,
    { startAt, accelerator = null }: RunOptions,
  ) {
    this.#context = context;
    this.experiment = experiment;
    this.#schedule = new LearningRateSchedule(experiment.learningRateChanges);
    this.#learningRate = experiment.learningRate;
    this.#iterate = iterate;
    this.#flowFromStart = experiment.overlays.includes("flowFromStart")
      ? new FlowFromStart(context, iterate)
      : null;
    this.#mayNudge = experiment.nudge !== 0;
    this.#startsAtEdge = startAt !== undefined;
    this.#replayed = accelerator === null ? null : new ReplayedSteps(accelerator, context);
    this.#initialLoss = iterate.loss;
    this.#lossReference = iterate.loss;
    if (experiment.model.kind === "mlp" && experiment.model.activation === "relu") {
      this.annotations.warnings.push(
        "ReLU: derivatives jump across kinks, so the prediction is unreliable there.",
      );
    }
  }

  /**
   * @param parameters θ₀, flat.
   * @throws NonFiniteError when the loss overflows already at θ₀.
   */
  static async begin(
    model: TaylorModel,
    experiment: Experiment,
    parameters: Float64Array,
    options: RunOptions,
  ): Promise<Run> {
    const random = randomStream(EIGENSOLVER_SEED).normal;
    const context: TrackContext = { model, random, ...options.precision };
    const start = options.startAt ?? parameters;
    const iterate = await measureIterate(context, start, eigenpairsOf(experiment), null);
    return new Run(context, experiment, iterate, options);
  }

  /** Step of the row that `next` gives. */
  get step(): number {
    return this.#step;
  }

  get learningRate(): number {
    return this.#learningRate;
  }

  /** Loss at `parameters`. */
  get loss(): number {
    return this.#iterate.loss;
  }

  /** λ₁ at `parameters`. */
  get sharpness(): number {
    return this.#iterate.eigen.values[0]!;
  }

  /** No further row: the step after the last one diverged. */
  get isDiverged(): boolean {
    return this.#isDiverged;
  }

  /**
   * θ at the step of the row that `next` gives, before any nudge there. With an accelerator it is
   * known only after `settle`.
   */
  get parameters(): Float64Array {
    return this.#iterate.parameters;
  }

  /** Change η from the next row on. */
  setLearningRate(learningRate: number): void {
    this.#schedule.wish(learningRate);
  }

  /** Reset v̂ = θ − θ† at the next row. */
  resynchronise(): void {
    this.#wishesResynchronisation = true;
  }

  dispose(): void {
    this.#replayed?.dispose();
  }

  /** Have the iterate at hand, also when an accelerator computed it. */
  async settle(): Promise<void> {
    const state = (await this.#replayed?.handBack()) ?? null;
    if (state === null) return;
    this.#iterate = state.iterate;
    if (state.overlays !== null) await this.#overlays?.restore(state.overlays);
  }

  /**
   * Measure loss and sharpness through θ† of the last row, or of the next where an accelerator has the
   * run; in pieces, between which the run may go on. Null while there is no θ†. No row depends on it.
   */
  async slice(reach: SliceReach): Promise<AsyncGenerator<void, Slice, void> | null> {
    const held = (await this.#replayed?.look()) ?? null;
    const center = held?.overlays?.center;
    const at =
      held === null
        ? (this.#overlays?.latestCenter(this.#step) ?? null)
        : center && this.#overlays && { step: this.#step, center };
    return at ? sliceAt(this.#context.model, at.step, at.center, reach) : null;
  }

  /**
   * The next rows: at least one, at most `limit`. However they are asked for, they are the same. Must
   * not be called once diverged.
   */
  async nextRows(limit: number): Promise<Row[]> {
    const rows = await this.#replayedRows(limit);
    return rows.length > 0 ? rows : [await this.next()];
  }

  /** The row of the current step; moves on to the next. Must not be called once diverged. */
  async next(): Promise<Row> {
    await this.settle();
    this.#applyLearningRateChange();
    const learningRate = this.#learningRate;
    let successor = await this.#successorOf(this.#iterate);
    if (this.#awaitsEdge && (await this.#isEdgeStep(successor))) {
      if (await this.#startOverlays()) successor = await this.#successorOf(this.#iterate);
    }
    const row = rowOf(this.#step, learningRate, statisticsOf(this.#iterate));
    await this.#measureOverlays(row);
    await this.#flowFromStart?.next(row, this.#iterate);
    if (successor === null) {
      this.#isDiverged = true;
      return row;
    }
    await this.#overlays?.advance(learningRate);
    this.#iterate = successor;
    this.#step++;
    return row;
  }

  /** Rows of steps on which nothing happens that needs the processor; none where that is not known. */
  async #replayedRows(limit: number): Promise<Row[]> {
    const replayed = this.#replayed;
    const isStart = this.#startsAtEdge && this.#step === 0;
    const isDue = this.#overlays !== null && this.#wishesResynchronisation;
    if (replayed === null || isStart || isDue || this.#flowFromStart !== null) return [];
    this.#applyLearningRateChange();
    const overlays = this.#overlays;
    // The accelerator still carries overlays that a change of η has ended.
    if (overlays === null && (replayed.latest?.overlays ?? null) !== null) await this.settle();
    const state = { iterate: this.#iterate, overlays: overlays?.state ?? null };
    if (overlays !== null && state.overlays === null) return [];
    const learningRate = this.#learningRate;
    const awaitsEdge = this.#awaitsEdge;
    const left = await replayed.advance({
      step: this.#step,
      state,
      learningRate,
      limit: Math.min(limit, this.#schedule.stepsToNext(this.#step)),
      largestLoss: DIVERGENCE_FACTOR * this.#lossReference,
      edgeSharpness: awaitsEdge ? this.#nearEdge : Infinity,
      firstDue: (steps) =>
        overlays !== null && this.resynchroniseEachCycle ? overlays.firstCrossing(steps) : -1,
    });
    // Each of these midpoints was below the line.
    if (awaitsEdge && left.length > 0) this.#isArmed = true;
    return left.map((statistics) => this.#replayedRow(statistics));
  }

  #replayedRow(statistics: StepStatistics): Row {
    const row = rowOf(this.#step++, this.#learningRate, statistics);
    this.annotations.overlayStops.push(...(this.#overlays?.describe(row, statistics) ?? []));
    return row;
  }

  #applyLearningRateChange(): void {
    const learningRate = this.#schedule.take(this.#step);
    if (learningRate === null || learningRate === this.#learningRate) return;
    this.#learningRate = learningRate;
    this.annotations.learningRateChanges.push({ step: this.#step, learningRate });
    const { loss } = this.#replayed?.latest ?? this.#iterate;
    this.#lossReference = Math.max(this.#initialLoss, loss);
    this.#isArmed = false;
    for (const overlay of this.#overlays?.claims.claimed ?? []) {
      const reason = "learning-rate-change";
      this.annotations.overlayStops.push({ step: this.#step, overlay, reason });
    }
    this.#overlays = null;
  }

  /** The next iterate, or null when it diverged. */
  async #successorOf(iterate: Iterate): Promise<Iterate | null> {
    const { tolerance, iterateTolerance } = this.#context;
    // Near the edge the next iterate's eigenvectors may become those that the overlays start from.
    const mayStart = this.#awaitsEdge && iterate.eigen.values[0]! > this.#nearEdge;
    const next = await orNull(
      measureIterate(
        this.#context,
        descend(iterate, this.#learningRate),
        eigenpairsOf(this.experiment),
        iterate,
        mayStart ? tolerance : iterateTolerance,
      ),
    );
    return next === null || next.loss > DIVERGENCE_FACTOR * this.#lossReference ? null : next;
  }

  async #isEdgeStep(successor: Iterate | null): Promise<boolean> {
    if (this.#startsAtEdge && this.#step === 0) return true;
    if (successor === null) return false;
    const isAtEdge = await isMidpointAtEdge(
      this.#context,
      this.#iterate,
      successor,
      this.#learningRate,
    );
    // After a change of η the next crossing counts once the run has been seen below the line.
    if (!isAtEdge) this.#isArmed = true;
    return isAtEdge && this.#isArmed;
  }

  get #awaitsEdge(): boolean {
    const startsHere = this.#startsAtEdge && this.#step === 0;
    const isAwaited = wantsOverlays(this.experiment) || this.#mayNudge || startsHere;
    return this.#overlays === null && isAwaited;
  }

  get #nearEdge(): number {
    return (NEAR_EDGE * 2) / this.#learningRate;
  }

  /** @returns whether the iterate was nudged, so that its successor must be made anew. */
  async #startOverlays(): Promise<boolean> {
    this.#isArmed = false;
    const mayNudge = this.#mayNudge && !this.#startsAtEdge;
    if (mayNudge) this.#mayNudge = false;
    const { iterate, isNudged, overlays, remarks } = await startAtEdge(
      this.#context,
      this.experiment,
      this.#iterate,
      this.#learningRate,
      this.#initialLoss,
      mayNudge,
    );
    this.#iterate = iterate;
    this.#overlays = overlays;
    if (overlays !== null) this.annotations.edgeSteps.push(this.#step);
    for (const remark of remarks) this.#warn(remark);
    return isNudged;
  }

  async #measureOverlays(row: Row): Promise<void> {
    if (this.#overlays === null) return;
    const wish = this.#wishesResynchronisation
      ? "now"
      : this.resynchroniseEachCycle
        ? "each-cycle"
        : "no";
    this.#wishesResynchronisation = false;
    const { stops, resynchronised } = await this.#overlays.measure(row, this.#iterate, wish);
    this.annotations.overlayStops.push(...stops);
    if (resynchronised) this.annotations.resyncSteps.push(this.#step);
    if (this.annotations.edgeSteps.at(-1) !== this.#step) return;
    for (const remark of remarksAtStart(row)) this.#warn(remark);
  }

  #warn(what: string): void {
    this.annotations.warnings.push(`Step ${this.#step}: ${what}.`);
  }
}
