/**
 * One run of an experiment, row by row: its step rule, the edge step, the overlays. It looks one
 * step ahead, because whether step t is the edge depends on θ_{t+1}; a row once given never changes.
 */
import { resumedStream, type RandomStream } from "../math/random.ts";
import type { Experiment } from "../model/experiment.ts";
import { edgeLevel } from "../model/stability.ts";
import { warningAt, type Annotations } from "../protocol/annotations.ts";
import type { Row } from "../protocol/columns.ts";
import type { Slice, SliceReach } from "../protocol/slice.ts";
import type { RunAccelerator, RunState, StepStatistics } from "./accelerator.ts";
import { eigenpairsOf } from "./accelerationPlan.ts";
import { firstCheckpoint, type Checkpoint } from "./checkpoints/checkpoint.ts";
import { EdgeWatch } from "./edgeWatch.ts";
import { experimentAsRun } from "./experimentAsRun.ts";
import { LearningRateSchedule } from "./learningRateSchedule.ts";
import { orNull } from "./nonFinite.ts";
import { ReplayedSteps, statisticsOf } from "./replayedSteps.ts";
import { rowOf } from "./rows.ts";
import { sliceAt } from "./slice/slice.ts";
import type { StepMemory, StepRule } from "./stepRules/stepRule.ts";
import { stepRuleOf } from "./stepRules/stepRuleOf.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";
import type { Precision, TrackContext } from "./tracks/context.ts";
import { remarksAtStart } from "./tracks/edgeStep.ts";
import { EdgeTracks } from "./tracks/edgeTracks.ts";
import { FlowFromStart } from "./tracks/flowFromStart.ts";
import { keepIterate, measureIterate, type Iterate } from "./tracks/gradientDescent.ts";
import type { Resynchronisation } from "./tracks/overlayClaims.ts";
import { PreconditionedSharpness } from "./tracks/preconditionedSharpness.ts";

/** A loss this many times its reference has diverged. */
export const DIVERGENCE_FACTOR = 1e6;

export interface RunOptions {
  precision: Precision;
  /**
   * Begin at these parameters as if they were a (nudged) edge step: overlays start at step 0.
   * For tests and branches.
   */
  startAt?: Float64Array;
  /**
   * Whether the prediction of one mode hands over to that of several when a second eigenvalue comes near the
   * edge. Otherwise each is computed only where the experiment asks for it, from the edge step on.
   */
  modesTakeOver?: boolean;
  /** Computes steps on which nothing happens; the run owns it. */
  accelerator?: RunAccelerator | null;
}

export class Run {
  readonly experiment: Experiment;
  /** With what is switched off beside its step rule. */
  readonly #asRun: Experiment;
  readonly annotations: Annotations;
  /** Reset v̂ = θ − θ† each time the run's y crosses zero upwards. */
  resynchroniseEachCycle: boolean;
  readonly #random: RandomStream;
  readonly #context: TrackContext;
  readonly #modesTakeOver: boolean;
  readonly #schedule: LearningRateSchedule;
  readonly #edge: EdgeWatch;
  #step: number;
  #learningRate: number;
  #iterate: Iterate;
  readonly #rule: StepRule;
  /** Up to and including the gradient of `#iterate`. */
  #memory: StepMemory;
  readonly #preconditioned: PreconditionedSharpness;
  readonly #flowFromStart: FlowFromStart | null;
  readonly #atEdge: EdgeTracks;
  readonly #replayed: ReplayedSteps;
  readonly #initialLoss: number;
  #lossReference: number;
  #wishesResynchronisation = false;
  #isDiverged = false;

  /**
   * Go on from a checkpoint of a run with the same model and precision: the rows that follow are the
   * rows it would have given, bit for bit. `startAt` plays no part.
   * @param experiment the same, but for changes of η from the checkpoint's step on.
   */
  constructor(
    model: TaylorModel,
    experiment: Experiment,
    from: Checkpoint,
    { precision, modesTakeOver = false, accelerator = null }: RunOptions,
  ) {
    this.experiment = experiment;
    this.#asRun = experimentAsRun(experiment);
    this.#modesTakeOver = modesTakeOver;
    this.annotations = structuredClone(from.annotations);
    this.resynchroniseEachCycle = from.resynchroniseEachCycle;
    this.#random = resumedStream(from.random);
    const context = { model, random: this.#random.normal, ...precision };
    this.#context = context;
    this.#schedule = new LearningRateSchedule(experiment.learningRateChanges);
    this.#edge = new EdgeWatch(context, this.#asRun, from.edge);
    this.#initialLoss = from.initialLoss;
    this.#lossReference = from.lossReference;
    this.#step = from.step;
    this.#learningRate = from.learningRate;
    this.#iterate = from.iterate;
    this.#rule = stepRuleOf(experiment.optimizer);
    this.#memory = from.memory;
    this.#preconditioned = new PreconditionedSharpness(context, from.preconditioned);
    this.#flowFromStart = this.#asRun.overlays.includes("flowFromStart")
      ? new FlowFromStart(context, from.flowFromStart)
      : null;
    this.#atEdge = new EdgeTracks(context, this.#asRun, modesTakeOver, from);
    this.#replayed = new ReplayedSteps(accelerator, context, from.replayed);
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
    const { precision, startAt } = options;
    const start = { parameters: startAt ?? parameters, isAtEdge: startAt !== undefined };
    const from = await firstCheckpoint(model, experiment, start, precision);
    return new Run(model, experiment, from, options);
  }

  /**
   * All that the rows to come depend on, but for wishes not yet fulfilled; asking for it changes none
   * of them. Must not be asked for once diverged.
   */
  async checkpoint(): Promise<Checkpoint> {
    const replayed = await this.#replayed.checkpoint();
    const { held } = replayed;
    const flow = this.#flowFromStart?.flow ?? null;
    return {
      step: this.#step,
      learningRate: this.#learningRate,
      initialLoss: this.#initialLoss,
      lossReference: this.#lossReference,
      edge: this.#edge.memory,
      annotations: structuredClone(this.annotations),
      resynchroniseEachCycle: this.resynchroniseEachCycle,
      random: this.#random.state(),
      iterate: held?.state.iterate ?? keepIterate(this.#iterate),
      memory: this.#memory,
      preconditioned: this.#preconditioned.history,
      flowFromStart: flow === null ? null : keepIterate(flow),
      ...this.#atEdge.checkpoint(held !== null),
      replayed,
    };
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
    this.#replayed.dispose();
  }

  /** Have the iterate at hand, also when an accelerator computed it. */
  async settle(): Promise<void> {
    const state = await this.#replayed.handBack();
    if (state === null) return;
    this.#iterate = state.iterate;
    await this.#atEdge.restore(state.overlays);
  }

  /**
   * Measure loss and sharpness through θ† of the last row, or of the next where an accelerator has the
   * run; in pieces, between which the run may go on. Null while there is no θ†. No row depends on it.
   */
  async slice(reach: SliceReach): Promise<AsyncGenerator<void, Slice, void> | null> {
    const held = await this.#replayed.look();
    const center = held?.overlays?.center;
    const at =
      held === null
        ? this.#atEdge.latestCenter(this.#step)
        : center && this.#atEdge.hasOverlays && { step: this.#step, center };
    return at ? sliceAt(this.#context.model, at.step, at.center, reach) : null;
  }

  /**
   * Another run on the same model that gives the rows from a checkpoint of this one again; it has no
   * accelerator, and nothing of it reaches this one.
   */
  again(from: Checkpoint): Run {
    const { model, tolerance, iterateTolerance, projectionRounds } = this.#context;
    const { learningRateChanges } = this.annotations;
    return new Run(model, { ...this.experiment, learningRateChanges }, from, {
      precision: { tolerance, iterateTolerance, projectionRounds },
      modesTakeOver: this.#modesTakeOver,
    });
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
    const isNudged = (await this.#isEdgeStep(successor)) && (await this.#startAtEdge());
    if (isNudged) successor = await this.#successorOf(this.#iterate);
    const row = rowOf(this.#step, learningRate, statisticsOf(this.#iterate));
    await this.#measureRule(row);
    await this.#measureAtEdge(row, this.#takeWish());
    await this.#flowFromStart?.next(row, this.#iterate);
    if (successor === null) {
      this.#isDiverged = true;
      return row;
    }
    await this.#atEdge.advance(learningRate);
    this.#iterate = successor;
    this.#memory = this.#rule.takeIn(this.#memory, successor.gradient);
    this.#step++;
    return row;
  }

  /** Rows of steps on which nothing happens that needs the processor; none where that is not known. */
  async #replayedRows(limit: number): Promise<Row[]> {
    const replayed = this.#replayed;
    const isDue =
      this.#edge.isGivenAt(this.#step) ||
      (this.#atEdge.hasOverlays && this.#wishesResynchronisation);
    const isLeft = this.#flowFromStart !== null || this.#atEdge.needsProcessor;
    if (!replayed.isPossible || isDue || isLeft) return [];
    this.#applyLearningRateChange();
    // The accelerator still carries overlays that a change of η has ended.
    const isCarried = (replayed.latest?.overlays ?? null) !== null;
    if (!this.#atEdge.hasOverlays && isCarried) await this.settle();
    const state = replayed.latest === null ? this.#state : null;
    if (replayed.latest === null && state === null) return [];
    const edgeSharpness = this.#edgeSharpness;
    const left = await replayed.advance({
      step: this.#step,
      state,
      learningRate: this.#learningRate,
      limit: Math.min(limit, this.#schedule.stepsToNext(this.#step)),
      largestLoss: DIVERGENCE_FACTOR * this.#lossReference,
      edgeSharpness,
      firstDue: (steps) =>
        this.#atEdge.firstDue(steps, this.#learningRate, this.resynchroniseEachCycle),
    });
    // Each of these midpoints was below the line.
    if (edgeSharpness < Infinity && left.length > 0) this.#edge.arm();
    return left.map((statistics) => this.#replayedRow(statistics));
  }

  /** Null once a part of it has overflowed. */
  get #state(): RunState | null {
    const overlays = this.#atEdge.state;
    if (this.#atEdge.hasOverlays && overlays === null) return null;
    return { iterate: this.#iterate, overlays };
  }

  #replayedRow(statistics: StepStatistics): Row {
    const row = rowOf(this.#step++, this.#learningRate, statistics);
    this.annotations.overlayStops.push(...this.#atEdge.describe(row, statistics));
    return row;
  }

  #applyLearningRateChange(): void {
    const learningRate = this.#schedule.take(this.#step);
    if (learningRate === null || learningRate === this.#learningRate) return;
    this.#learningRate = learningRate;
    this.annotations.learningRateChanges.push({ step: this.#step, learningRate });
    const { loss } = this.#replayed.latest ?? this.#iterate;
    this.#lossReference = Math.max(this.#initialLoss, loss);
    this.#edge.disarm();
    this.annotations.overlayStops.push(...this.#atEdge.end(this.#step));
  }

  /** The next iterate, or null when it diverged. */
  async #successorOf(iterate: Iterate): Promise<Iterate | null> {
    const { tolerance, iterateTolerance } = this.#context;
    // Near the edge the next iterate's eigenvectors may become those that the overlays start from.
    const mayStart = iterate.eigen.values[0]! > this.#edgeSharpness;
    const next = await orNull(
      measureIterate(
        this.#context,
        this.#rule.step(iterate.parameters, iterate.gradient, this.#memory, this.#learningRate),
        eigenpairsOf(this.experiment),
        iterate,
        mayStart ? tolerance : iterateTolerance,
      ),
    );
    return next === null || next.loss > DIVERGENCE_FACTOR * this.#lossReference ? null : next;
  }

  async #isEdgeStep(successor: Iterate | null): Promise<boolean> {
    if (this.#edgeSharpness === Infinity) return false;
    return this.#edge.isEdgeStep(this.#step, this.#iterate, successor, this.#learningRate);
  }

  /** From which sharpness on this step may lead to the edge; Infinity where none is looked for. */
  get #edgeSharpness(): number {
    return this.#atEdge.isFollowed
      ? Infinity
      : this.#edge.sharpnessNear(this.#step, this.#learningRate);
  }

  /** @returns whether the iterate was nudged, so that its successor must be made anew. */
  async #startAtEdge(): Promise<boolean> {
    const { iterate, isNudged, remarks } = await this.#atEdge.start(
      this.#iterate,
      this.#learningRate,
      this.#initialLoss,
      this.#edge.pass(),
    );
    this.#iterate = iterate;
    if (this.#atEdge.isFollowed) this.annotations.edgeSteps.push(this.#step);
    for (const remark of remarks) this.#warn(remark);
    return isNudged;
  }

  /** The line of another rule than gradient descent, and the sharpness it is for. */
  async #measureRule(row: Row): Promise<void> {
    const { optimizer } = this.experiment;
    if (optimizer === undefined) return;
    row.stabilityThreshold = edgeLevel(optimizer, row.learningRate);
    const preconditioner = this.#rule.preconditioner(this.#memory);
    if (preconditioner !== null) {
      await this.#preconditioned.measure(row, this.#iterate, preconditioner);
    }
  }

  /** @param wish whether v̂ is to be reset. */
  async #measureAtEdge(row: Row, wish: Resynchronisation): Promise<void> {
    const { annotations } = this;
    const { stops, resynchronised } = await this.#atEdge.measure(row, this.#iterate, wish);
    annotations.overlayStops.push(...stops);
    if (resynchronised) annotations.resyncSteps.push(row.step);
    if (annotations.edgeSteps.at(-1) !== row.step) return;
    for (const remark of remarksAtStart(row)) this.#warn(remark);
  }

  #takeWish(): Resynchronisation {
    const isWished = this.#wishesResynchronisation && this.#atEdge.isFollowed;
    if (isWished) this.#wishesResynchronisation = false;
    return isWished ? "now" : this.resynchroniseEachCycle ? "each-cycle" : "no";
  }

  #warn(what: string): void {
    this.annotations.warnings.push(warningAt(this.#step, what));
  }
}
