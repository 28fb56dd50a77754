/**
 * What is drawn over a run from its edge step on: θ†, both predictions, gradient flow; started
 * together, advanced together, one step behind nothing: `measure` describes the same step as the
 * iterate it is given, `advance` moves all of them to the next.
 */
import { difference, distance, dot, plusScaled } from "../../math/vector.ts";
import { createStageClassifier } from "../../math/stages.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { OverlayStop, StoppedOverlay } from "../../protocol/annotations.ts";
import type { Row } from "../../protocol/columns.ts";
import { NonFiniteError, orNull } from "../nonFinite.ts";
import type { Center, Orientation } from "./center.ts";
import { advanceConstrained, project } from "./constrainedTrajectory.ts";
import type { TrackContext } from "./context.ts";
import type { Iterate } from "./gradientDescent.ts";
import { advanceFlow } from "./gradientFlow.ts";
import {
  advanceCubic,
  advancePrediction,
  coordinatesOf,
  cubicReadout,
  predictedReadout,
  probeProfile,
  type Coordinates,
  type ProfileProbe,
} from "./prediction.ts";
import { createStopWatch } from "./stopConditions.ts";

/** How often ∇⁴L(u,u,u,u) is measured, in steps. */
const QUARTIC_INTERVAL = 10;

interface Measured {
  prediction: Coordinates;
  cubic: Coordinates;
  /** Null where the default prediction has left the region where the loss is finite. */
  probe: ProfileProbe | null;
}

/** ∇²L(θ†) v̂ of each prediction. */
interface PredictionProducts {
  predicted: Float64Array;
  cubic: Float64Array;
}

export class Overlays {
  readonly #context: TrackContext;
  readonly #experiment: Experiment;
  readonly #initialLoss: number;
  #center: Center | null;
  #flow: Iterate | null;
  #predicted: Float64Array;
  #cubic: Float64Array;
  #measured: Measured | null = null;
  /** Null when v̂ has just been set to the run's own v. */
  #products: PredictionProducts | null = null;
  #overlap = 1;
  #quartic = 0;
  #age = 0;
  #isBelow = false;
  readonly #constrainedStops = new Set<OverlayStop["reason"]>();
  readonly #classify = createStageClassifier();
  #watch: ReturnType<typeof createStopWatch>;

  /**
   * @param center θ† at the edge step: the projection of the (nudged) iterate.
   * @param initialLoss L(θ₀) of the run.
   */
  constructor(
    context: TrackContext,
    experiment: Experiment,
    iterate: Iterate,
    center: Center,
    initialLoss: number,
  ) {
    this.#context = context;
    this.#experiment = experiment;
    this.#initialLoss = initialLoss;
    this.#center = center;
    this.#flow = experiment.overlays.includes("flow") ? iterate : null;
    this.#predicted = difference(iterate.parameters, center.parameters);
    this.#cubic = this.#predicted;
    this.#watch = this.#newWatch(iterate.loss);
  }

  /**
   * Start at the edge step, with θ† the projection of the (nudged) iterate.
   * @throws NonFiniteError when it cannot be projected.
   */
  static async begin(
    context: TrackContext,
    experiment: Experiment,
    iterate: Iterate,
    learningRate: number,
    orientation: Orientation,
    initialLoss: number,
  ): Promise<Overlays> {
    const center = await project(context, iterate.parameters, learningRate, orientation);
    return new Overlays(context, experiment, iterate, center, initialLoss);
  }

  /** Fill the overlay columns of this step and report the claims that end here. */
  async measure(row: Row, iterate: Iterate, resynchronise: "no" | "now" | "each-cycle") {
    const report: { stops: OverlayStop[]; resynchronised: boolean } = {
      stops: [],
      resynchronised: false,
    };
    const center = this.#center;
    if (this.#flow !== null) {
      row.flowLoss = this.#flow.loss;
      row.flowSharpness = this.#flow.eigen.values[0]!;
      if (center !== null) row.flowDistance = distance(this.#flow.parameters, center.parameters);
    }
    if (center === null) return report;
    const v = difference(iterate.parameters, center.parameters);
    const run = coordinatesOf(center, v);
    report.resynchronised = this.#isResynchronising(run, center, resynchronise);
    if (report.resynchronised) {
      this.#predicted = v;
      this.#cubic = v;
      this.#products = null;
      this.#watch = this.#newWatch(iterate.loss);
    }
    row.constrainedLoss = center.loss;
    row.constrainedSharpness = center.sharpness;
    row.alpha = center.alpha;
    row.beta = center.beta;
    row.delta = center.delta;
    row.x = run.x;
    row.y = run.y;
    row.distance = run.distance;
    row.stage = this.#classify({ x: run.x, y: run.y, alpha: center.alpha, delta: center.delta });
    if (this.#predicts) await this.#measurePredictions(row, center);
    report.stops = await this.#stops(row, iterate, center, v, run);
    this.#age++;
    return report;
  }

  /** Move every track from this step to the next. */
  async advance(learningRate: number): Promise<void> {
    this.#flow = await orNull(
      this.#flow === null ? null : advanceFlow(this.#context, this.#flow, learningRate),
    );
    const center = this.#center;
    if (center === null) return;
    try {
      const products = this.#measured === null ? null : await this.#productsAt(center);
      const next = await advanceConstrained(this.#context, center, learningRate, (end) =>
        products === null ? [] : this.#advancePredictions(center, end, products, learningRate),
      );
      const [predicted, cubic] = next.productsAlong;
      if (predicted !== undefined && cubic !== undefined) this.#products = { predicted, cubic };
      this.#overlap = Math.abs(dot(center.topEigenvector, next.topEigenvector));
      this.#center = next;
    } catch (error) {
      if (!(error instanceof NonFiniteError)) throw error;
      this.#center = null;
    }
  }

  /** The curves that a change of η ends. */
  get claimed(): readonly StoppedOverlay[] {
    return this.#predicts ? ["constrained", "prediction", "cubic"] : ["constrained"];
  }

  get #predicts(): boolean {
    return this.#experiment.overlays.includes("prediction");
  }

  #newWatch(edgeLoss: number) {
    const { loss } = this.#experiment;
    return createStopWatch({ loss, initialLoss: this.#initialLoss, edgeLoss });
  }

  async #measurePredictions(row: Row, center: Center): Promise<void> {
    const prediction = coordinatesOf(center, this.#predicted);
    const cubic = coordinatesOf(center, this.#cubic);
    const probe = Number.isFinite(prediction.distance)
      ? await orNull(probeProfile(this.#context.model, center, prediction.x))
      : null;
    if (Number.isFinite(cubic.distance)) {
      const readout = cubicReadout(center, cubic, row.learningRate);
      row.cubicX = cubic.x;
      row.cubicY = cubic.y;
      row.cubicLoss = readout.loss;
      row.cubicSharpness = readout.sharpness;
    }
    if (probe !== null) {
      const readout = predictedReadout(center, this.#predicted, prediction, probe);
      row.predictedX = prediction.x;
      row.predictedY = prediction.y;
      row.predictedDistance = prediction.distance;
      row.predictedLoss = readout.loss;
      row.predictedSharpness = readout.sharpness;
    }
    this.#measured = { prediction, cubic, probe };
  }

  /** ∇²L v̂ of both predictions at θ†: known from where θ† was measured, unless v̂ is new. */
  async #productsAt(center: Center): Promise<PredictionProducts> {
    if (this.#products !== null) return this.#products;
    const point = await this.#context.model.expandAt(center.parameters);
    try {
      const [predicted, cubic] = await point.hessianProducts([this.#predicted, this.#cubic]);
      return { predicted: predicted!, cubic: cubic! };
    } finally {
      point.dispose();
    }
  }

  /** Move both predictions on; θ† goes to `end`. */
  #advancePredictions(
    center: Center,
    end: Float64Array,
    products: PredictionProducts,
    learningRate: number,
  ): Float64Array[] {
    const { prediction, cubic, probe } = this.#measured!;
    // Once it has overflowed it stays undefined, until it is re-synchronised.
    this.#predicted =
      probe === null
        ? this.#predicted.map(() => NaN)
        : advancePrediction(
            center,
            end,
            this.#predicted,
            prediction,
            products.predicted,
            probe,
            learningRate,
          );
    this.#cubic = advanceCubic(center, this.#cubic, cubic, products.cubic, learningRate);
    return [this.#predicted, this.#cubic];
  }

  async #stops(
    row: Row,
    iterate: Iterate,
    center: Center,
    v: Float64Array,
    run: Coordinates,
  ): Promise<OverlayStop[]> {
    if (this.#predicts && this.#age % QUARTIC_INTERVAL === 0) {
      this.#quartic = (await orNull(measureQuartic(this.#context, center))) ?? 0;
    }
    const stops = this.#watch({
      step: row.step,
      learningRate: row.learningRate,
      center,
      eigenvectorOverlap: this.#overlap,
      run,
      runLoss: iterate.loss,
      runSharpness: row.sharpness,
      predictionError: distance(v, this.#predicted),
      cubicError: distance(v, this.#cubic),
      quartic: this.#quartic,
    });
    // Re-synchronising restarts the claim of the predictions, not that of θ†.
    const isNews = ({ overlay, reason }: OverlayStop) =>
      overlay === "constrained" ? !this.#constrainedStops.has(reason) : this.#predicts;
    const news = stops.filter(isNews);
    for (const { overlay, reason } of news) {
      if (overlay === "constrained") this.#constrainedStops.add(reason);
    }
    return news;
  }

  /** Once per cycle: y must have been clearly below zero before its next upward crossing counts. */
  #isResynchronising(run: Coordinates, center: Center, wish: "no" | "now" | "each-cycle"): boolean {
    const crossed = this.#isBelow && run.y >= 0;
    if (run.y < -0.05 * Math.sqrt(Math.max(0, center.alpha))) this.#isBelow = true;
    else if (crossed) this.#isBelow = false;
    return this.#age > 0 && (wish === "now" || (wish === "each-cycle" && crossed));
  }
}

/** ∇⁴L(u,u,u,u) by a central difference of u·∇²L u at θ† ± 0.3 δ u. */
async function measureQuartic(context: TrackContext, center: Center): Promise<number> {
  const h = 0.3 * center.delta;
  if (!(h > 0)) return 0;
  const u = center.topEigenvector;
  const curvatureAt = async (s: number) => {
    const point = await context.model.expandAt(plusScaled(center.parameters, s, u));
    const [product] = await point.hessianProducts([u]);
    point.dispose();
    return dot(product!, u);
  };
  return ((await curvatureAt(h)) - 2 * center.sharpness + (await curvatureAt(-h))) / h ** 2;
}
