import { addScaled, difference, dot } from "../math/vector.ts";

/** Leading eigenvectors as they were found at one parameter point. */
export interface EigenMemory {
  parameters: Float64Array;
  vectors: readonly Float64Array[];
}

/**
 * Where to start the eigen-solver at `parameters`: the vectors of the last point, moved linearly
 * along the last displacement as far as the new displacement goes along it,
 *   u ≈ u₁ + c (u₁ − u₀),  c = ⟨θ − θ₁, θ₁ − θ₀⟩ / |θ₁ − θ₀|².
 * A smooth track has c ≈ 1; a run that hops across the valley has c ≈ −1 and gets u₀ back. Both
 * save Hessian products, and nothing but the start of the iteration depends on it.
 */
export function extrapolateEigenvectors(
  parameters: Float64Array,
  last: EigenMemory,
  before: EigenMemory | null,
): Float64Array[] {
  if (before === null) return [...last.vectors];
  const step = difference(last.parameters, before.parameters);
  const length = dot(step, step);
  if (!(length > 0)) return [...last.vectors];
  const c = dot(difference(parameters, last.parameters), step) / length;
  // Far beyond the last two points a line says nothing.
  const weight = Math.max(-1.5, Math.min(1.5, c));
  return last.vectors.map((vector, i) => {
    const earlier = before.vectors[i];
    if (earlier === undefined) return vector;
    const overlap = dot(vector, earlier);
    // Pairs that traded places, or belong to a cluster, have no common line.
    if (Math.abs(overlap) < 0.9) return vector;
    const out = vector.slice();
    addScaled(out, weight, vector);
    addScaled(out, -weight * Math.sign(overlap), earlier);
    return out;
  });
}
