/**
 * Where several eigenvalues may be at the edge: the leading eigenpairs at a point, which of them are
 * active, and how curvature changes along them, ∇³L(uᵢ, uⱼ) for all pairs of active modes.
 */
import { isFiniteVector } from "../../../math/vector.ts";
import { NonFiniteError } from "../../nonFinite.ts";
import { leadingEigenpairs, type EigenTolerance } from "../../sharpness.ts";
import { mixedThirdDerivatives } from "../../taylor/mixedThirdDerivatives.ts";
import {
  approach,
  extrapolateEigenvectors,
  remember,
  type EigenMemory,
  type Gait,
} from "../../warmStart.ts";
import type { TrackContext } from "../context.ts";

/** Beyond three there are too many pairs, and no measured case; a fourth ends the claim. */
export const MOST_MODES = 3;

/** Which eigenvalues count as active. */
export interface Activity {
  /** λᵢ above this. */
  above: number;
  /** That many in any case. */
  atLeast: number;
}

/** What one measurement hands to the next: where to look for eigenvectors, and for how many. */
export interface ModesMemory {
  history: readonly EigenMemory[];
  activeCount: number;
}

export interface CriticalModes extends ModesMemory {
  parameters: Float64Array;
  loss: number;
  gradient: Float64Array;
  /** λ, decreasing: those of the active modes, and at least one beyond where there is one. */
  values: number[];
  /** Whether more eigenvalues are above the line than modes can be active. */
  isCrowded: boolean;
  /** U: unit eigenvectors of the active modes. Only their span has a meaning where λs are equal. */
  modes: Float64Array[];
  /** ∇²L uᵢ of the active modes. */
  products: Float64Array[];
  /** ∇³L(uᵢ, uⱼ) of the active modes, in the order of `pairsOf`. */
  thirds: Float64Array[];
  /** ∇²L w of each vector that was asked for together with the eigenpairs. */
  productsAlong: Float64Array[];
}

/**
 * @param tolerance `first` is for every active mode, `others` for those beyond.
 * @param along vectors whose Hessian products are wanted here too.
 * @throws NonFiniteError when anything overflows.
 */
export async function measureModes(
  context: TrackContext,
  parameters: Float64Array,
  activity: Activity,
  from: ModesMemory,
  gait: Gait,
  tolerance: EigenTolerance,
  along: readonly Float64Array[] = [],
): Promise<CriticalModes> {
  const point = await context.model.expandAt(parameters);
  try {
    const { loss, gradient } = point;
    if (!Number.isFinite(loss) || !isFiniteVector(gradient)) {
      throw new NonFiniteError("the loss on a trajectory of several modes is not finite");
    }
    const approached = approach(parameters, from.history, gait);
    const solve = (
      count: number,
      start: readonly Float64Array[],
      wanted: readonly Float64Array[],
    ) =>
      leadingEigenpairs(
        point,
        count,
        start,
        { ...tolerance, leading: count - 1 },
        context.random,
        wanted,
      );
    let count = from.activeCount + 1;
    let eigen = await solve(Math.max(2, count), extrapolateEigenvectors(approached), along);
    const { productsAlong } = eigen;
    const activeOf = (values: readonly number[]) =>
      Math.max(activity.atLeast, values.filter((value) => value > activity.above).length);
    // A mode has joined: look for one beyond it.
    while (activeOf(eigen.values) === eigen.values.length && eigen.values.length <= MOST_MODES) {
      count = eigen.values.length + 1;
      if (count > parameters.length) break;
      eigen = await solve(count, eigen.warmStart, []);
    }
    const activeCount = Math.min(MOST_MODES, activeOf(eigen.values));
    const active = Array.from({ length: activeCount }, (_, i) => i);
    const modes = active.map((i) => eigen.vectorOf(i));
    return {
      parameters,
      loss,
      gradient,
      values: eigen.values,
      activeCount,
      isCrowded: activeOf(eigen.values) > MOST_MODES,
      modes,
      products: active.map((i) => eigen.productOf(i)),
      thirds: await mixedThirdDerivatives(point, modes),
      history: remember(approached, eigen.warmStart),
      productsAlong,
    };
  } finally {
    point.dispose();
  }
}
