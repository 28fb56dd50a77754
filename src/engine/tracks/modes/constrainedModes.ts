/**
 * The constrained trajectory θ† with several modes at the edge: gradient descent projected onto
 * {∇²L ⪯ (2/η)I, Uᵀ∇L = 0}. With one active mode it is that of `constrainedTrajectory.ts`.
 */
import { solveComplementarity } from "../../../math/complementarity.ts";
import { pairsOf } from "../../../math/packedSymmetric.ts";
import { addScaled, combination, dot, dots, plusScaled } from "../../../math/vector.ts";
import type { EigenTolerance } from "../../sharpness.ts";
import type { Gait } from "../../warmStart.ts";
import type { Center } from "../center.ts";
import type { TrackContext } from "../context.ts";
import { measureModes, type CriticalModes, type ModesMemory } from "./criticalModes.ts";

/** Active modes have an eigenvalue above this share of 2/η. */
const ACTIVE_SHARE = 0.92;

/** Whether an eigenvalue at θ† counts as at the edge. */
export function isActive(eigenvalue: number, learningRate: number): boolean {
  return eigenvalue > (ACTIVE_SHARE * 2) / learningRate;
}

export interface ModesCenter extends CriticalModes {
  /** Gᵢⱼ = P⊥∇³L(uᵢ, uⱼ), P⊥ taking the active modes away; in the order of `pairsOf`. */
  perpendicular: Float64Array[];
  /** Cᵢⱼₗ = ∇³L(uᵢ, uⱼ, uₗ), for each pair. */
  slopes: number[][];
  /** tr X over the rounds that led here: η/2 of the variance that holds θ† back. */
  multiplier: number;
}

/**
 * Each round solves for X ⪰ 0 with (2/η)I − Λ + Σ Xₖₗ Gₖₗ·Gᵢⱼ ⪰ 0, the two complementary, and moves
 *   θ ← θ − Σ Xᵢⱼ Gᵢⱼ − Σ uᵢ (uᵢ·∇L)/λᵢ,
 * everything recomputed in between.
 * @param along vectors whose Hessian products are wanted at the point where the projection ends.
 * @throws NonFiniteError when a round leaves the region where the loss is finite.
 */
export async function projectModes(
  context: TrackContext,
  parameters: Float64Array,
  learningRate: number,
  memory: ModesMemory,
  along: (end: Float64Array) => Float64Array[] = () => [],
): Promise<ModesCenter> {
  const edge = 2 / learningRate;
  // In between nobody looks beyond the active modes.
  const between = { ...context.tolerance, others: Infinity };
  let at = parameters;
  let from = memory;
  let multiplier = 0;
  for (let round = 0; round < context.projectionRounds; round++) {
    const center = await measureCenter(context, at, edge, from, between);
    const { modes, values, gradient } = center;
    const pushes = multipliers(center, edge);
    const next = at.slice();
    for (const [p, [i, j]] of pairsOf(modes.length).entries()) {
      addScaled(next, (i === j ? -1 : -2) * pushes[p]!, center.perpendicular[p]!);
      if (i === j) multiplier += pushes[p]!;
    }
    for (const [i, mode] of modes.entries()) {
      // Far from the edge λ may be small or negative, where a Newton step would be meaningless.
      addScaled(next, -dot(mode, gradient) / Math.max(values[i]!, edge / 4), mode);
    }
    at = next;
    from = center;
  }
  const center = await measureCenter(context, at, edge, from, context.tolerance, along(at));
  return { ...center, multiplier };
}

/** A point of θ† of one mode, measured as one of several. */
export function modesCenterAt(
  context: TrackContext,
  { parameters, history, delta }: Center,
  learningRate: number,
): Promise<ModesCenter> {
  const memory = { history, activeCount: 2 };
  return measureCenter(context, parameters, 2 / learningRate, memory, context.tolerance).then(
    (center) => ({ ...center, multiplier: (learningRate * delta ** 2) / 2 }),
  );
}

/** θ†_{t+1} = proj(θ†_t − η∇L(θ†_t)). */
export function advanceModesCenter(
  context: TrackContext,
  center: ModesCenter,
  learningRate: number,
  along: (end: Float64Array) => Float64Array[],
): Promise<ModesCenter> {
  const step = plusScaled(center.parameters, -learningRate, center.gradient);
  return projectModes(context, step, learningRate, center, along);
}

/** X, packed. */
function multipliers({ modes, values, perpendicular }: ModesCenter, edge: number): number[] {
  const room = pairsOf(modes.length).map(([i, j]) => (i === j ? edge - values[i]! : 0));
  const gram = perpendicular.map((g) => dots(g, perpendicular));
  return solveComplementarity(room, gram, modes.length);
}

async function measureCenter(
  context: TrackContext,
  parameters: Float64Array,
  edge: number,
  from: ModesMemory,
  tolerance: EigenTolerance,
  along: readonly Float64Array[] = [],
): Promise<ModesCenter> {
  const gait: Gait = { period: context.projectionRounds + 1, isSmooth: true };
  const activity = { above: ACTIVE_SHARE * edge, atLeast: context.leastModes ?? 1 };
  const at = await measureModes(context, parameters, activity, from, gait, tolerance, along);
  const slopes = at.thirds.map((third) => dots(third, at.modes));
  const perpendicular = at.thirds.map((third, p) =>
    combination([1, ...slopes[p]!.map((slope) => -slope)], [third, ...at.modes]),
  );
  return { ...at, slopes, perpendicular, multiplier: 0 };
}
