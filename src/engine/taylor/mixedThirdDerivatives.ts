import { combination, plusScaled } from "../../math/vector.ts";
import type { ExpansionPoint } from "./taylorModel.ts";

/** The place of (i, j) among the pairs i ≤ j of m: (0, 0), (0, 1) … (0, m−1), (1, 1) … */
export function pairIndex(i: number, j: number, m: number): number {
  const [first, second] = i <= j ? [i, j] : [j, i];
  return first * m - (first * (first - 1)) / 2 + second - first;
}

/**
 * ∇³L(θ)(uᵢ, uⱼ) for all pairs i ≤ j of a few directions, as `pairIndex` orders them. By polarisation,
 *   ∇³L(u, w) = ½[∇³L(u+w, u+w) − ∇³L(u, u) − ∇³L(w, w)],
 * which costs one ∇³L(v, v) for each of them and not one more.
 * @param directions of about the same length: what is subtracted is of the size of what is left.
 */
export async function mixedThirdDerivatives(
  point: ExpansionPoint,
  directions: readonly Float64Array[],
): Promise<Float64Array[]> {
  const m = directions.length;
  const along = directions.flatMap((u, i) =>
    directions.slice(i).map((w, k) => (k === 0 ? u : plusScaled(u, 1, w))),
  );
  const thirds = await thirdDerivatives(point, along);
  const diagonal = (i: number) => thirds[pairIndex(i, i, m)]!;
  return directions.flatMap((_, i) =>
    Array.from({ length: m - i }, (__, k) => {
      const third = thirds[pairIndex(i, i + k, m)]!;
      return k === 0
        ? third
        : combination([0.5, -0.5, -0.5], [third, diagonal(i), diagonal(i + k)]);
    }),
  );
}

async function thirdDerivatives(
  point: ExpansionPoint,
  directions: readonly Float64Array[],
): Promise<Float64Array[]> {
  if (point.thirdDerivatives !== undefined) return point.thirdDerivatives(directions);
  const thirds: Float64Array[] = [];
  for (const direction of directions) thirds.push(await point.thirdDerivative(direction));
  return thirds;
}
