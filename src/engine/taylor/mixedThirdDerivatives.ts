import { pairIndex, pairsOf } from "../../math/packedSymmetric.ts";
import { combination, plusScaled } from "../../math/vector.ts";
import type { ExpansionPoint } from "./taylorModel.ts";

/**
 * ∇³L(θ)(uᵢ, uⱼ) for all pairs i ≤ j of a few directions, in the order of `pairsOf`. By polarisation,
 *   ∇³L(u, w) = ½[∇³L(u+w, u+w) − ∇³L(u, u) − ∇³L(w, w)],
 * which costs one ∇³L(v, v) for each of them and not one more.
 * @param directions of about the same length: what is subtracted is of the size of what is left.
 */
export async function mixedThirdDerivatives(
  point: ExpansionPoint,
  directions: readonly Float64Array[],
): Promise<Float64Array[]> {
  const m = directions.length;
  const pairs = pairsOf(m);
  const along = pairs.map(([i, j]) =>
    i === j ? directions[i]! : plusScaled(directions[i]!, 1, directions[j]!),
  );
  const thirds = await thirdDerivatives(point, along);
  return pairs.map(([i, j], p) => {
    if (i === j) return thirds[p]!;
    const [first, second] = [thirds[pairIndex(i, i, m)]!, thirds[pairIndex(j, j, m)]!];
    return combination([0.5, -0.5, -0.5], [thirds[p]!, first, second]);
  });
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
