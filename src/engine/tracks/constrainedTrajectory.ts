/**
 * The constrained trajectory θ†: projected gradient descent on the stable set
 * M = {S ≤ 2/η, ∇L·u = 0} (Damian, Nichani & Lee 2023, Definition 1 and 2).
 */
import { addScaled, dot, plusScaled } from "../../math/vector.ts";
import { measureCenter, type Center, type Orientation } from "./center.ts";
import type { TrackContext } from "./context.ts";

/**
 * The practical projection of the authors' code: each round is one Newton step on S = 2/η along
 * ∇S⊥ (one-sided) and one on u·∇L = 0 along u, everything recomputed in between:
 *   θ ← θ − max(0, S − 2/η)/|∇S⊥|² · ∇S⊥ − (u·∇L)/S · u.
 * @param along vectors whose Hessian products are wanted at the point where the projection ends.
 * @throws NonFiniteError when a round leaves the region where the loss is finite.
 */
export async function project(
  context: TrackContext,
  parameters: Float64Array,
  learningRate: number,
  orientation: Orientation,
  along: (end: Float64Array) => Float64Array[] = () => [],
): Promise<Center> {
  const edge = 2 / learningRate;
  // In between nobody looks at λ₂, but its vector is carried on.
  const between = { ...context.tolerance, others: Infinity };
  let at = parameters;
  let from = orientation;
  for (let round = 0; round < context.projectionRounds; round++) {
    const center = await measureCenter(context, at, from, between);
    const excess = Math.max(0, center.sharpness - edge);
    const next = at.slice();
    if (excess > 0 && center.beta > 0) {
      addScaled(next, -excess / center.beta, center.perpendicular);
    }
    // Far from the edge S may be small or negative, where a Newton step would be meaningless.
    const curvature = Math.max(center.sharpness, edge / 4);
    addScaled(
      next,
      -dot(center.topEigenvector, center.gradient) / curvature,
      center.topEigenvector,
    );
    at = next;
    from = center;
  }
  return measureCenter(context, at, from, context.tolerance, along(at));
}

/** θ†_{t+1} = proj(θ†_t − η∇L(θ†_t)). */
export function advanceConstrained(
  context: TrackContext,
  center: Center,
  learningRate: number,
  along?: (end: Float64Array) => Float64Array[],
): Promise<Center> {
  const step = plusScaled(center.parameters, -learningRate, center.gradient);
  return project(context, step, learningRate, center, along);
}
