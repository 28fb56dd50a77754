/**
 * θ† and the prediction with several modes at the edge, beside the run: from its edge step on, or from where
 * a second mode comes near and that of one mode hands over. Neither ends when a second eigenvalue arrives;
 * up to three take part.
 */
import { difference, distance, norm } from "../../../math/vector.ts";
import type { OverlayStop } from "../../../protocol/annotations.ts";
import type { Row } from "../../../protocol/columns.ts";
import { NonFiniteError, orNull } from "../../nonFinite.ts";
import type { Center } from "../center.ts";
import type { TrackContext } from "../context.ts";
import type { Iterate } from "../gradientDescent.ts";
import type { ProfileProbe } from "../prediction.ts";
import { basisOf, carriedTurns, NO_BASIS, type ModesBasis } from "./carriedBasis.ts";
import { crossing, type ClaimsMemory, type Resynchronisation } from "../overlayClaims.ts";
import { advanceModesCenter, modesCenterAt, type ModesCenter } from "./constrainedModes.ts";
import { fillComponents } from "./modesComponents.ts";
import {
  balanceOf,
  beginModesClaim,
  largestOf,
  modesStops,
  sharpeningOf,
  type ModesClaimMemory,
} from "./modesClaims.ts";
import {
  advanceModesPrediction,
  modesCoordinatesOf,
  modesReadout,
  probeSpan,
  type ModesCoordinates,
} from "./modesPrediction.ts";

/** All that goes from one step to the next; never changed once it is made. */
export interface SeveralModesState {
  /** θ†; null once it has overflowed. */
  center: ModesCenter | null;
  /** v̂ */
  predicted: Float64Array;
  /** ∇²L(θ†) v̂; null when v̂ has just been set to the run's own v. */
  product: Float64Array | null;
  /** Directions of the active span, as they were at the step before. */
  basis: ModesBasis;
  claim: ModesClaimMemory;
  /** y, the largest change of curvature on the active modes, was clearly below zero of late. */
  isBelow: boolean;
  /** Nothing was shown of it yet. */
  isFirst: boolean;
}

/** What the prediction of one mode knows at a step, before it is described. */
export interface HandedOver {
  /** θ† */
  center: Center;
  /** v̂ */
  predicted: Float64Array;
  claims: Pick<ClaimsMemory, "initialLoss" | "edgeLoss" | "isBelow">;
}

/** θ† of a step. */
export interface DescribedModes {
  step: number;
  center: ModesCenter;
  /** Directions of the carried basis, in coordinates of the active modes. */
  turns: readonly (readonly number[] | null)[];
  /** Of the run: v = θ − θ†. */
  run: ModesCoordinates;
}

export class SeveralModes {
  readonly #context: TrackContext;
  #state: SeveralModesState;
  #described: DescribedModes | null = null;

  constructor(context: TrackContext, from: SeveralModesState) {
    this.#context = context;
    this.#state = from;
  }

  /**
   * @param iterate the (nudged) iterate of the edge step, measured.
   * @param center its projection.
   * @param initialLoss L(θ₀) of the run.
   */
  static startingAt(
    context: TrackContext,
    iterate: Iterate,
    center: ModesCenter,
    initialLoss: number,
  ): SeveralModes {
    return new SeveralModes(context, {
      center: { ...center, multiplier: 0 },
      predicted: difference(iterate.parameters, center.parameters),
      product: null,
      basis: NO_BASIS,
      claim: beginModesClaim(initialLoss, iterate.loss),
      isBelow: false,
      isFirst: true,
    });
  }

  /**
   * Go on from θ† and v̂ of one mode, which are theirs too as long as no second one takes part.
   * @throws NonFiniteError when anything overflows there.
   */
  static async takingOver(
    context: TrackContext,
    { center, predicted, claims }: HandedOver,
    learningRate: number,
  ): Promise<SeveralModes> {
    return new SeveralModes(context, {
      center: await modesCenterAt(context, center, learningRate),
      predicted,
      product: null,
      basis: NO_BASIS,
      claim: beginModesClaim(claims.initialLoss, claims.edgeLoss),
      isBelow: claims.isBelow,
      isFirst: false,
    });
  }

  get state(): SeveralModesState {
    return this.#state;
  }

  /** θ† of the row that `next` has filled last; null before, and once it has overflowed. */
  get described(): DescribedModes | null {
    return this.#described;
  }

  /**
   * Fill the columns of this step and move on to the next with the η of the row.
   * @param wish whether v̂ is to be set to the run's own v: at once, or when y crosses zero upwards.
   * @returns the claims that end here, and whether v̂ was set.
   */
  async next(
    row: Row,
    iterate: Iterate,
    wish: Resynchronisation,
  ): Promise<{ stops: OverlayStop[]; resynchronised: boolean }> {
    const { center } = this.#state;
    this.#described = null;
    if (center === null) return { stops: [], resynchronised: false };
    const v = difference(iterate.parameters, center.parameters);
    const run = modesCoordinatesOf(center, v);
    const { isFirst } = this.#state;
    const resynchronised = this.#isResynchronising(center, run, wish);
    if (resynchronised) {
      const claim = beginModesClaim(this.#state.claim.initialLoss, iterate.loss);
      this.#state = { ...this.#state, predicted: v, product: null, claim };
    }
    const { predicted } = this.#state;
    fillConstrained(row, center, run);
    // At the edge step θ† was not held back but put there.
    if (!isFirst) row.modesDelta = balanceOf(center, row.learningRate);
    const turns = carriedTurns(this.#state.basis, center.modes);
    this.#state = { ...this.#state, basis: basisOf(turns, center.modes) };
    this.#described = { step: row.step, center, turns, run };
    fillComponents(row, "run", center, turns, run);
    const at = modesCoordinatesOf(center, predicted);
    const probe = Number.isFinite(at.distance)
      ? await orNull(probeSpan(this.#context.model, center, at.x))
      : null;
    if (probe !== null) {
      const { loss, sharpness } = modesReadout(center, predicted, at, probe);
      row.modesPredictedLoss = loss;
      row.modesPredictedSharpness = sharpness;
      row.modesPredictedX = norm(Float64Array.from(at.x));
      row.modesPredictedDistance = at.distance;
      fillComponents(row, "prediction", center, turns, at);
    }
    const { stops, memory } = modesStops(this.#state.claim, {
      step: row.step,
      learningRate: row.learningRate,
      center,
      runLoss: iterate.loss,
      runDistance: run.distance,
      error: distance(v, predicted),
    });
    this.#state = { ...this.#state, claim: memory };
    await this.#advance(center, at, probe, row.learningRate);
    return { stops, resynchronised };
  }

  /** What a change of η at this step ends. */
  endByLearningRate(step: number): OverlayStop[] {
    return [{ step, overlay: "modes", reason: "learning-rate-change" }];
  }

  /** To be asked once for every step. */
  #isResynchronising(
    center: ModesCenter,
    { y }: ModesCoordinates,
    wish: Resynchronisation,
  ): boolean {
    const { isBelow: wasBelow, isFirst } = this.#state;
    const { crossed, isBelow } = crossing(wasBelow, largestOf(y, center), sharpeningOf(center));
    this.#state = { ...this.#state, isBelow, isFirst: false };
    return !isFirst && (wish === "now" || (wish === "each-cycle" && crossed));
  }

  async #advance(
    center: ModesCenter,
    at: ModesCoordinates,
    probe: ProfileProbe | null,
    learningRate: number,
  ): Promise<void> {
    const before = this.#state;
    try {
      const product = probe && (before.product ?? (await this.#productAt(center)));
      // Once it has overflowed it stays undefined, until it is re-synchronised.
      let predicted: Float64Array = before.predicted.map(() => NaN);
      const next = await advanceModesCenter(this.#context, center, learningRate, (end) => {
        if (probe === null || product === null) return [];
        predicted = advanceModesPrediction(
          center,
          end,
          before.predicted,
          at,
          product,
          probe,
          learningRate,
        );
        return [predicted];
      });
      this.#state = { ...before, center: next, predicted, product: next.productsAlong[0] ?? null };
    } catch (error) {
      if (!(error instanceof NonFiniteError)) throw error;
      this.#state = { ...before, center: null };
    }
  }

  /** ∇²L(θ†) v̂, where it was not asked for together with the eigenpairs. */
  async #productAt(center: ModesCenter): Promise<Float64Array> {
    const point = await this.#context.model.expandAt(center.parameters);
    try {
      return (await point.hessianProducts([this.#state.predicted]))[0]!;
    } finally {
      point.dispose();
    }
  }
}

function fillConstrained(row: Row, center: ModesCenter, run: ModesCoordinates): void {
  const [first = NaN, second = NaN, third = NaN] = center.values;
  row.modesActive = center.activeCount;
  row.modesConstrainedLoss = center.loss;
  row.modesConstrainedSharpness = first;
  row.modesConstrainedEigenvalue2 = second;
  row.modesConstrainedEigenvalue3 = third;
  row.modesX = norm(Float64Array.from(run.x));
  row.modesDistance = run.distance;
}
