/** The iterates of a run, measured: loss, gradient and leading eigenpairs at every step. */
import { isFiniteVector } from "../../math/vector.ts";
import { NonFiniteError } from "../nonFinite.ts";
import { leadingEigenpairs, type LeadingEigenpairs } from "../sharpness.ts";
import {
  approach,
  extrapolateEigenvectors,
  remember,
  type EigenMemory,
  type Gait,
} from "../warmStart.ts";
import type { TrackContext } from "./context.ts";

/** At the edge an iterate hops to and fro, each time by another length. */
export const HOPPING: Gait = { period: 2, isSmooth: false };

/** The iterate at one step with all that is measured there. */
export interface Iterate {
  parameters: Float64Array;
  /** Where eigenvectors are known, latest first: here, and at iterates before. */
  history: readonly EigenMemory[];
  loss: number;
  gradient: Float64Array;
  eigen: Pick<LeadingEigenpairs, "values" | "vectorOf" | "residuals">;
}

/**
 * Measure loss, gradient and the leading `count` eigenpairs at `parameters`.
 * @param last the iterate before, whose eigenvectors are the warm start; null at the beginning.
 * @param tolerance of the eigenpairs.
 * @throws NonFiniteError when anything overflows.
 */
export async function measureIterate(
  context: TrackContext,
  parameters: Float64Array,
  count: number,
  last: Iterate | null,
  tolerance = context.tolerance,
): Promise<Iterate> {
  const point = await context.model.expandAt(parameters);
  try {
    if (!Number.isFinite(point.loss) || !isFiniteVector(point.gradient)) {
      throw new NonFiniteError("the loss is not finite here");
    }
    const { loss, gradient } = point;
    const from = approach(parameters, last?.history ?? [], HOPPING);
    const eigen = await leadingEigenpairs(
      point,
      count,
      extrapolateEigenvectors(from),
      tolerance,
      context.random,
    );
    return {
      parameters,
      history: remember(from, eigen.warmStart),
      loss,
      gradient,
      eigen,
    };
  } finally {
    point.dispose();
  }
}

/** The same iterate without what its eigenvectors were made of, which is several times its size. */
export function keepIterate(iterate: Iterate): Iterate {
  const { values, residuals, vectorOf } = iterate.eigen;
  const vectors = values.map((_, i) => vectorOf(i));
  const eigen = { values, residuals, vectors, vectorOf: (i: number) => vectors[i]!.slice() };
  return { ...iterate, eigen };
}
