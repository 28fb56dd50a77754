/**
 * One run of an experiment, row by row: gradient descent, the edge step, the overlays. It looks one
 * step ahead, because whether step t is the edge depends on θ_{t+1}; a row once given never changes.
 */
import { distance } from "../math/vector.ts";
import { randomStream } from "../math/random.ts";
import type { Experiment } from "../model/experiment.ts";
import { emptyAnnotations, type Annotations } from "../protocol/annotations.ts";
import type { Row } from "../protocol/columns.ts";
import { NonFiniteError } from "./nonFinite.ts";
import { rowOf } from "./rows.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";
import { project } from "./tracks/constrainedTrajectory.ts";
import type { Precision, TrackContext } from "./tracks/context.ts";
import { isMidpointAtEdge, nudgedIterate, orientationAt } from "./tracks/edgeStep.ts";
import { descend, measureIterate, type Iterate } from "./tracks/gradientDescent.ts";
import { advanceFlow } from "./tracks/gradientFlow.ts";
import { Overlays } from "./tracks/overlays.ts";

/** A loss this many times its reference has diverged. */
const DIVERGENCE_FACTOR = 1e6;
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
}

export class Run {
  readonly experiment: Experiment;
  readonly annotations: Annotations = emptyAnnotations();
  /** Reset v̂ = θ − θ† each time the run's y crosses zero upwards. */
  resynchroniseEachCycle = false;
  readonly #context: TrackContext;
  readonly #changes: Map<number, number>;
  #step = 0;
  #learningRate: number;
  #iterate: Iterate;
  #overlays: Overlays | null = null;
  #flowFromStart: Iterate | null;
  #isArmed = true;
  #mayNudge: boolean;
  #startsAtEdge: boolean;
  readonly #initialLoss: number;
  /** max(L₀, L at the last change of η): what a diverged loss is measured against. */
  #lossReference: number;
  #wishedLearningRate: number | null = null;
  #wishesResynchronisation = false;
  #isDiverged = false;

  private constructor(
    context: TrackContext,
    experiment: Experiment,
    iterate: Iterate,
    startsAtEdge: boolean,
  ) {
    this.#context = context;
    this.experiment = experiment;
    this.#changes = new Map(
      experiment.learningRateChanges.map((change) => [change.step, change.learningRate]),
    );
    this.#learningRate = experiment.learningRate;
    this.#iterate = iterate;
    this.#flowFromStart = experiment.overlays.includes("flowFromStart") ? iterate : null;
    this.#mayNudge = experiment.nudge !== 0;
    this.#startsAtEdge = startsAtEdge;
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
    return new Run(context, experiment, iterate, options.startAt !== undefined);
  }

  /** Step of the row that `next` gives. */
  get step(): number {
    return this.#step;
  }

  get learningRate(): number {
    return this.#learningRate;
  }

  /** No further row: the step after the last one diverged. */
  get isDiverged(): boolean {
    return this.#isDiverged;
  }

  /** θ at the step of the row that `next` gives, before any nudge there. */
  get parameters(): Float64Array {
    return this.#iterate.parameters;
  }

  /** Change η from the next row on. */
  setLearningRate(learningRate: number): void {
    this.#wishedLearningRate = learningRate;
  }

  /** Reset v̂ = θ − θ† at the next row. */
  resynchronise(): void {
    this.#wishesResynchronisation = true;
  }

  /** The row of the current step; moves on to the next. Must not be called once diverged. */
  async next(): Promise<Row> {
    this.#applyLearningRateChange();
    const learningRate = this.#learningRate;
    let successor = await this.#successorOf(this.#iterate);
    if (this.#awaitsEdge && (await this.#isEdgeStep(successor))) {
      if (await this.#startOverlays()) successor = await this.#successorOf(this.#iterate);
    }
    const row = rowOf(this.#step, learningRate, this.#iterate);
    await this.#measureOverlays(row);
    this.#flowFromStart = await this.#measureFlowFromStart(row);
    if (successor === null) {
      this.#isDiverged = true;
      return row;
    }
    await this.#overlays?.advance(learningRate);
    this.#iterate = successor;
    this.#step++;
    return row;
  }

  #applyLearningRateChange(): void {
    const learningRate = this.#wishedLearningRate ?? this.#changes.get(this.#step) ?? null;
    this.#wishedLearningRate = null;
    if (learningRate === null || learningRate === this.#learningRate) return;
    this.#learningRate = learningRate;
    this.annotations.learningRateChanges.push({ step: this.#step, learningRate });
    this.#lossReference = Math.max(this.#initialLoss, this.#iterate.loss);
    this.#isArmed = false;
    if (this.#overlays !== null) {
      const claimed = this.experiment.overlays.includes("prediction")
        ? (["constrained", "prediction", "cubic"] as const)
        : (["constrained"] as const);
      for (const overlay of claimed) {
        const reason = "learning-rate-change";
        this.annotations.overlayStops.push({ step: this.#step, overlay, reason });
      }
      this.#overlays = null;
    }
  }

  /** The next iterate, or null when it diverged. */
  async #successorOf(iterate: Iterate): Promise<Iterate | null> {
    const { tolerance, iterateTolerance } = this.#context;
    const edge = 2 / this.#learningRate;
    // Near the edge the next iterate's eigenvectors may become those that the overlays start from.
    const mayStart = this.#awaitsEdge && iterate.eigen.values[0]! > NEAR_EDGE * edge;
    try {
      const next = await measureIterate(
        this.#context,
        descend(iterate, this.#learningRate),
        eigenpairsOf(this.experiment),
        iterate,
        mayStart ? tolerance : iterateTolerance,
      );
      return next.loss > DIVERGENCE_FACTOR * this.#lossReference ? null : next;
    } catch (error) {
      if (error instanceof NonFiniteError) return null;
      throw error;
    }
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
    return this.#overlays === null && (this.#wantsOverlays || this.#mayNudge || startsHere);
  }

  get #wantsOverlays(): boolean {
    return this.experiment.overlays.some((overlay) => overlay !== "flowFromStart");
  }

  /**
   * The order of operations at the edge step: u, δ, nudge, θ†, flow.
   * @returns whether the iterate was nudged, so that its successor must be made anew.
   */
  async #startOverlays(): Promise<boolean> {
    this.#isArmed = false;
    const orientation = orientationAt(this.#iterate);
    let isNudged = false;
    try {
      if (this.#mayNudge && !this.#startsAtEdge) isNudged = await this.#nudge(orientation);
      if (!this.#wantsOverlays) return isNudged;
      const center = await project(
        this.#context,
        this.#iterate.parameters,
        this.#learningRate,
        orientation,
      );
      this.#overlays = new Overlays(
        this.#context,
        this.experiment,
        this.#iterate,
        center,
        this.#initialLoss,
      );
      this.annotations.edgeSteps.push(this.#step);
    } catch (error) {
      if (!(error instanceof NonFiniteError)) throw error;
      this.#warn("the point could not be projected onto the stable set, so no overlay started");
    }
    return isNudged;
  }

  async #nudge(orientation: ReturnType<typeof orientationAt>): Promise<boolean> {
    this.#mayNudge = false;
    const nudged = await nudgedIterate(
      this.#context,
      this.#iterate,
      this.experiment.nudge,
      this.#learningRate,
      orientation,
    );
    if (nudged === null) this.#warn("α ≤ 0, so δ is zero and the nudge has no size");
    else this.#iterate = nudged;
    return nudged !== null;
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
    if (this.annotations.edgeSteps.at(-1) === this.#step) this.#warnAboutStart(row);
  }

  #warnAboutStart(row: Row): void {
    if (row.alpha <= 0) this.#warn("α ≤ 0: loss and sharpness fall together at this edge");
    if (row.delta > 0 && Math.abs(row.x) < 1e-3 * row.delta) {
      this.#warn(
        "|x| < 0.001 δ: the first spike grows out of rounding, so its time is not predicted",
      );
    }
  }

  #warn(what: string): void {
    this.annotations.warnings.push(`Step ${this.#step}: ${what}.`);
  }

  async #measureFlowFromStart(row: Row): Promise<Iterate | null> {
    const flow = this.#flowFromStart;
    if (flow === null) return null;
    row.flowFromStartLoss = flow.loss;
    row.flowFromStartSharpness = flow.eigen.values[0]!;
    row.flowFromStartDistance = distance(this.#iterate.parameters, flow.parameters);
    try {
      return await advanceFlow(this.#context, flow, this.#learningRate);
    } catch (error) {
      if (error instanceof NonFiniteError) return null;
      throw error;
    }
  }
}

/** λ₂ is always measured: it decides when the one-mode prediction ends. */
function eigenpairsOf(experiment: Experiment): number {
  return Math.max(2, experiment.eigenvalues);
}
