/**
 * What is drawn over a run from its edge step on: θ†, both predictions, gradient flow; started
 * together, advanced together, one step behind nothing: `measure` describes the same step as the
 * iterate it is given, `advance` moves all of them to the next.
 */
import { difference, distance, dot, isFiniteVector } from "../../math/vector.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { OverlayStop } from "../../protocol/annotations.ts";
import type { Row } from "../../protocol/columns.ts";
import type { OverlayState, StepStatistics } from "../accelerator.ts";
import { NonFiniteError, orNull } from "../nonFinite.ts";
import type { Center, Orientation } from "./center.ts";
import { advanceConstrained, project } from "./constrainedTrajectory.ts";
import type { TrackContext } from "./context.ts";
import { keepIterate, type Iterate } from "./gradientDescent.ts";
import { advanceFlow } from "./gradientFlow.ts";
import { beginClaims, OverlayClaims, type Resynchronisation } from "./overlayClaims.ts";
import {
  advanceCubic,
  advancePrediction,
  coordinatesOf,
  cubicReadout,
  predictedReadout,
  probeProfile,
  readoutAlong,
  type Coordinates,
  type ProfileProbe,
} from "./prediction.ts";
import { firstTurn } from "./modes/carriedBasis.ts";
import { isActive } from "./modes/constrainedModes.ts";
import { alongDirection } from "./modes/directionCenter.ts";
import type { DescribedModes, HandedOver } from "./modes/severalModes.ts";
import { measureQuartic, QUARTIC_INTERVAL } from "./quartic.ts";
import type { OverlaysCheckpoint, OverlayTracks, PredictionProducts } from "./overlayTracks.ts";
import { fillCubic, fillFlow, fillPrediction } from "./overlayColumns.ts";

interface Measured {
  prediction: Coordinates;
  cubic: Coordinates;
  /** Null where the default prediction has left the region where the loss is finite. */
  probe: ProfileProbe | null;
}

export class Overlays {
  readonly claims: OverlayClaims;
  readonly #context: TrackContext;
  #center: Center | null;
  #flow: Iterate | null;
  #predicted: Float64Array;
  #cubic: Float64Array;
  #measured: Measured | null = null;
  #products: PredictionProducts | null;
  #overlap: number;
  #quartic: number;
  /** θ† of the last row that `measure` has filled. */
  #described: { step: number; center: Center } | null = null;

  constructor(context: TrackContext, experiment: Experiment, from: OverlaysCheckpoint) {
    this.claims = new OverlayClaims(experiment, structuredClone(from.claims));
    this.#context = context;
    this.#quartic = from.quartic;
    this.#center = from.tracks?.center ?? null;
    this.#flow = from.tracks?.flow ?? null;
    this.#predicted = from.tracks?.predicted ?? new Float64Array();
    this.#cubic = from.tracks?.cubic ?? new Float64Array();
    this.#products = from.tracks?.products ?? null;
    this.#overlap = from.tracks?.eigenvectorOverlap ?? 1;
  }

  /**
   * @param center θ† at the edge step: the projection of the (nudged) iterate.
   * @param initialLoss L(θ₀) of the run.
   */
  static startingAt(
    context: TrackContext,
    experiment: Experiment,
    iterate: Iterate,
    center: Center,
    initialLoss: number,
  ): Overlays {
    const v = difference(iterate.parameters, center.parameters);
    const flow = experiment.overlays.includes("flow") ? iterate : null;
    return new Overlays(context, experiment, {
      claims: beginClaims(initialLoss, iterate.loss),
      quartic: 0,
      tracks: { center, flow, predicted: v, cubic: v, products: null, eigenvectorOverlap: 1 },
    });
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
    return Overlays.startingAt(context, experiment, iterate, center, initialLoss);
  }

  /** @param isElsewhere whether the tracks are computed elsewhere just now. */
  checkpoint(isElsewhere: boolean): OverlaysCheckpoint {
    const tracks: OverlayTracks = {
      center: this.#center,
      flow: this.#flow === null ? null : keepIterate(this.#flow),
      predicted: this.#predicted,
      cubic: this.#cubic,
      products: this.#products,
      eigenvectorOverlap: this.#overlap,
    };
    const { memory } = this.claims;
    return { claims: memory, quartic: this.#quartic, tracks: isElsewhere ? null : tracks };
  }

  /** θ† of the last row; where that is not known, of row `step`, which comes next. Null without one. */
  latestCenter(step: number): { step: number; center: Center } | null {
    if (this.#described !== null) return this.#described;
    return this.#center === null ? null : { step, center: this.#center };
  }

  /** Everything that goes to the next step; null once a part of it has overflowed. */
  get state(): OverlayState | null {
    const center = this.#center;
    if (center === null || !isFiniteVector(this.#predicted) || !isFiniteVector(this.#cubic)) {
      return null;
    }
    return {
      center,
      // The last center of each step; those of the rounds before lie in between.
      history: center.history.filter((_, i) => i % (this.#context.projectionRounds + 1) === 0),
      predicted: this.#predicted,
      cubic: this.#cubic,
      flow: this.#flow,
      eigenvectorOverlap: this.#overlap,
      age: this.claims.age,
    };
  }

  /** Go on from a state that was computed elsewhere. */
  async restore(state: OverlayState): Promise<void> {
    const { center, history, predicted, cubic } = state;
    const point = await this.#context.model.expandAt(center.parameters);
    const products = await point.hessianProducts([center.topEigenvector, predicted, cubic]);
    point.dispose();
    this.#center = { ...center, history, topProduct: products[0]!, productsAlong: [] };
    this.#predicted = predicted;
    this.#cubic = cubic;
    this.#products = { predicted: products[1]!, cubic: products[2]! };
    this.#flow = state.flow;
    this.#overlap = state.eigenvectorOverlap;
    this.#measured = null;
    this.#described = null;
  }

  /**
   * What several modes are to go on from, at the step that `measure` comes to next: once a second eigenvalue
   * counts as at the edge. Null before, and without a prediction.
   */
  handedOver(learningRate: number): HandedOver | null {
    const center = this.#center;
    if (center === null || !this.claims.predicts) return null;
    if (!isActive(center.eigenvalue2, learningRate)) return null;
    return { center, predicted: this.#predicted, claims: this.claims.memory };
  }

  /**
   * Fill the overlay columns of this step and report the claims that end here.
   * @param several θ† of several modes, where that leads. Once the claim of one mode has ended by a second
   *   one, θ† of one mode is given up, and while a single mode is active its columns are those of `several`.
   */
  async measure(
    row: Row,
    iterate: Iterate,
    resynchronise: Resynchronisation,
    several: DescribedModes | null = null,
  ) {
    const report: { stops: OverlayStop[]; resynchronised: boolean } = {
      stops: [],
      resynchronised: false,
    };
    const center = this.#center;
    if (this.#flow !== null) {
      const { loss, eigen, parameters } = this.#flow;
      const from = several?.center ?? center;
      const away = from === null ? NaN : distance(parameters, from.parameters);
      fillFlow(row, { loss, sharpness: eigen.values[0]!, distance: away });
    }
    if (center === null) {
      if (several !== null) this.#describeSingle(row, several);
      return report;
    }
    this.#described = { step: row.step, center };
    const v = difference(iterate.parameters, center.parameters);
    const run = coordinatesOf(center, v);
    report.resynchronised = this.claims.isResynchronising(run, center, resynchronise);
    if (report.resynchronised) {
      this.#predicted = v;
      this.#cubic = v;
      this.#products = null;
      this.claims.restart(iterate.loss);
    }
    this.claims.describe(row, center, run);
    if (this.claims.predicts) {
      await this.#measurePredictions(row, center);
      if (this.claims.age % QUARTIC_INTERVAL === 0) {
        this.#quartic = (await orNull(measureQuartic(this.#context, center))) ?? 0;
      }
    }
    report.stops = this.claims.stops(row, {
      center,
      eigenvectorOverlap: this.#overlap,
      run,
      runLoss: iterate.loss,
      predictionError: distance(v, this.#predicted),
      cubicError: distance(v, this.#cubic),
      quartic: this.#quartic,
    });
    if (several !== null) {
      // The quadrants of one oscillation mean nothing for two.
      if (several.center.activeCount > 1) row.stage = NaN;
      if (this.claims.hasSecondMode) this.#giveUpCenter();
    }
    return report;
  }

  #describeSingle(row: Row, { center, turns, run }: DescribedModes): void {
    const turn = firstTurn(turns);
    if (center.activeCount !== 1 || turn === null) return;
    const x = run.x[0]! * turn[0]!;
    this.claims.describe(row, alongDirection(center, turn), { ...run, x, y: run.y[0]! });
  }

  /** Nothing is followed from here on but gradient flow. */
  #giveUpCenter(): void {
    this.#center = null;
    this.#measured = null;
    this.#products = null;
    this.#described = null;
  }

  /**
   * What `measure` does, for a step that was computed elsewhere and on which nothing is
   * re-synchronised.
   */
  describe(row: Row, { overlays: found }: StepStatistics): OverlayStop[] {
    if (found === null) return [];
    const { center, run } = found;
    if (found.flow !== null) fillFlow(row, found.flow);
    this.claims.isResynchronising(run, center, "no");
    this.claims.describe(row, center, run);
    if (this.claims.predicts) {
      fillCubic(row, found.cubic, cubicReadout(center, found.cubic, row.learningRate));
      fillPrediction(row, found.prediction, readoutAlong(center, found.prediction, found.probe));
      this.#quartic = found.quartic ?? this.#quartic;
    }
    return this.claims.stops(row, { ...found, runLoss: row.loss, quartic: this.#quartic });
  }

  /** The first of these steps, computed elsewhere, at which several modes are to take over; −1 if none. */
  firstHandover(steps: readonly StepStatistics[], learningRate: number): number {
    if (!this.claims.predicts) return -1;
    return steps.findIndex(
      ({ overlays }) => overlays !== null && isActive(overlays.center.eigenvalue2, learningRate),
    );
  }

  /** The first of these steps, computed elsewhere, at which y crosses zero upwards; −1 if none. */
  firstCrossing(steps: readonly StepStatistics[]): number {
    const passed = steps.flatMap(({ overlays }) =>
      overlays === null ? [] : [{ y: overlays.run.y, alpha: overlays.center.alpha }],
    );
    return this.claims.firstCrossing(passed);
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

  async #measurePredictions(row: Row, center: Center): Promise<void> {
    const prediction = coordinatesOf(center, this.#predicted);
    const cubic = coordinatesOf(center, this.#cubic);
    const probe = Number.isFinite(prediction.distance)
      ? await orNull(probeProfile(this.#context.model, center, prediction.x))
      : null;
    if (Number.isFinite(cubic.distance)) {
      fillCubic(row, cubic, cubicReadout(center, cubic, row.learningRate));
    }
    if (probe !== null) {
      const readout = predictedReadout(center, this.#predicted, prediction, probe);
      fillPrediction(row, prediction, readout);
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
}
