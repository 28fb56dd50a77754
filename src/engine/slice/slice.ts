/**
 * The loss along u and the sharpness along ∇S⊥ as they are, through a point of θ†: what the Taylor
 * series of the cubic heuristic (Damian, Nichani & Lee 2023, §4) leaves out is then seen.
 */
import { randomStream } from "../../math/random.ts";
import { dot, plusScaled } from "../../math/vector.ts";
import type { Slice, SliceReach } from "../../protocol/slice.ts";
import { orNull } from "../nonFinite.ts";
import { leadingEigenpairs, type EigenTolerance } from "../sharpness.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import type { MeasuredCenter } from "../tracks/center.ts";

export type SliceCenter = Omit<MeasuredCenter, "history" | "eigenvalue2" | "sharpnessGradientNorm">;

/** Samples on either side. With slopes, 10 along u say as much as 20 values. */
const LOSSES = 10;
const SHARPNESSES = 4;
/** Along u in δ, and along ∇S⊥ in √α of sharpness: how far the lines reach at least. */
const LEAST_X = 5;
const LEAST_Y = 2;
/** Beyond the farthest of late, by this factor. */
const BEYOND = 1.5;
/** Where α ≤ 0 and the run has not moved: the share of S by which S changes over the lines. */
const LEAST_CHANGE = 0.02;
/** Eigenvalues err by its square. */
const TOLERANCE: EigenTolerance = { first: 1e-3, others: 1 };
/** A stream of its own, so that the run's does not move. */
const SEED = 1;

/**
 * Measure a slice, yielding after every point: nothing of the model stays open in between, so that a
 * run may go on meanwhile. Nothing but the model is used, and nothing of the run changes.
 */
export async function* sliceAt(
  model: TaylorModel,
  step: number,
  center: SliceCenter,
  reach: SliceReach,
): AsyncGenerator<void, Slice, void> {
  const { alpha, beta, delta, topEigenvector: u } = center;
  const width = Math.max(LEAST_X * delta, BEYOND * reach.x);
  const halfWidth = width > 0 ? width : fallbackOf(center);
  const alongU: Slice["alongU"] = { offsets: offsets(halfWidth, LOSSES), losses: [], slopes: [] };
  for (const s of alongU.offsets) {
    const { loss, slope } =
      s === 0
        ? { loss: center.loss, slope: dot(center.gradient, u) }
        : await lossAt(model, plusScaled(center.parameters, s, u), u);
    alongU.losses.push(loss);
    alongU.slopes.push(slope);
    yield;
  }
  const change = Math.max(LEAST_Y * Math.sqrt(Math.max(0, alpha)), BEYOND * reach.y);
  const span = change > 0 ? change : LEAST_CHANGE * Math.abs(center.sharpness);
  return {
    step,
    loss: center.loss,
    slope: dot(center.gradient, u),
    sharpness: center.sharpness,
    sharpnessSlope: center.sharpnessSlope,
    alpha,
    beta,
    delta,
    alongU,
    alongSharpness:
      beta > 0
        ? yield* sharpnessesAlong(model, center, span / beta)
        : { offsets: [], sharpnesses: [] },
  };
}

/** So far that S would change noticeably, if it changed along u as it does along ∇S⊥. */
function fallbackOf({ sharpness, sharpnessSlope, beta }: SliceCenter): number {
  const slope = Math.hypot(sharpnessSlope, Math.sqrt(beta));
  return slope > 0 && sharpness !== 0 ? (LEAST_CHANGE * Math.abs(sharpness)) / slope : 1;
}

/** 2n + 1 of them, from −halfWidth to halfWidth, 0 in the middle. */
function offsets(halfWidth: number, n: number): number[] {
  return Array.from({ length: 2 * n + 1 }, (_, i) => ((i - n) / n) * halfWidth);
}

async function lossAt(
  model: TaylorModel,
  parameters: Float64Array,
  u: Float64Array,
): Promise<{ loss: number; slope: number }> {
  const point = await model.expandAt(parameters);
  const slope = dot(point.gradient, u);
  point.dispose();
  const isFinite = Number.isFinite(point.loss) && Number.isFinite(slope);
  return isFinite ? { loss: point.loss, slope } : { loss: NaN, slope: NaN };
}

/** From θ† outwards, each solve starting from the eigenvectors of the one before. */
async function* sharpnessesAlong(
  model: TaylorModel,
  center: SliceCenter,
  halfWidth: number,
): AsyncGenerator<void, Slice["alongSharpness"], void> {
  const { normal } = randomStream(SEED);
  const all = offsets(halfWidth, SHARPNESSES);
  const sharpnesses = all.map((w) => (w === 0 ? center.sharpness : NaN));
  for (const direction of [-1, 1]) {
    let start = [center.topEigenvector];
    for (let k = 1; k <= SHARPNESSES; k++) {
      const i = SHARPNESSES + direction * k;
      const parameters = plusScaled(center.parameters, all[i]!, center.perpendicular);
      const point = await model.expandAt(parameters);
      // A second pair, since along the line another one may come to lead.
      const eigen = await orNull(leadingEigenpairs(point, 2, start, TOLERANCE, normal)).finally(
        () => {
          point.dispose();
        },
      );
      if (eigen !== null) {
        sharpnesses[i] = eigen.values[0]!;
        start = eigen.warmStart;
      }
      yield;
    }
  }
  return { offsets: all, sharpnesses };
}
