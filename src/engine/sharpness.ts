/**
 * Leading eigenpairs of the Hessian: sharpness S = λ₁ and the next few.
 *
 * A warm-started block Krylov method with Rayleigh–Ritz (Davidson's scheme without preconditioner;
 * Saad, Numerical Methods for Large Eigenvalue Problems, §8.4): the basis starts with the vectors of
 * the last step, and grows by the residuals of the pairs not yet converged, so a well-separated λ₁
 * costs one or two Hessian products and a cluster costs as many as it needs.
 */
import { addScaled, dot, norm, scaleInPlace } from "../math/vector.ts";
import { NonFiniteError } from "./nonFinite.ts";
import { RitzBasis } from "./ritzBasis.ts";
import type { ExpansionPoint } from "./taylor/taylorModel.ts";

/** Relative residuals |Hu − λu| / λ₁ at which a pair counts as converged. */
export interface EigenTolerance {
  first: number;
  others: number;
}

export interface LeadingEigenpairs {
  /** Decreasing. Fewer than asked for only when d is smaller. */
  values: number[];
  /** Orthonormal; `vectors[i]` belongs to `values[i]`. */
  vectors: Float64Array[];
  /** |Hu − λu| / |λ₁| of each pair. */
  residuals: number[];
  /** Where to start next time: the vectors above and one guard vector. */
  warmStart: Float64Array[];
  /** Hessian products spent. */
  products: number;
}

const MAX_PRODUCTS = 240;
const MAX_BASIS = 32;
/** A standard normal exceeds this once in four times. */
const EARLY_GUARD = 0.674;

/**
 * @param count how many pairs, 1 to 6.
 * @param start warm-start vectors, any number, not necessarily orthogonal; missing ones are drawn
 * from `random` (a seeded generator of standard normals).
 * @throws NonFiniteError when the Hessian products are not finite.
 */
export async function leadingEigenpairs(
  point: ExpansionPoint,
  count: number,
  start: readonly Float64Array[],
  tolerance: EigenTolerance,
  random: () => number,
): Promise<LeadingEigenpairs> {
  const d = point.parameters.length;
  const wanted = Math.min(count, d);
  const blockSize = Math.min(wanted + 1, d);
  const basis = new RitzBasis();
  let fresh = orthonormalise(start.slice(0, wanted), []);
  // Without a full warm start, a guard vector more keeps the wanted pairs from hiding.
  while (fresh.length < (start.length < wanted ? blockSize : wanted)) {
    fresh.push(...orthonormalise([Float64Array.from({ length: d }, random)], fresh));
  }
  const guards = start.slice(wanted, blockSize);
  // A pair that comes up from where no residual points is met by the guard only; a product for it
  // in every solve would be one in four, so most solves that end in two rounds do without.
  const guardRound = guards.length > 0 ? (random() > EARLY_GUARD ? 1 : 2) : 0;
  let products = 0;
  for (let round = 1; ; round++) {
    const images = await point.hessianProducts(fresh);
    products += fresh.length;
    basis.append(fresh, images);
    let pairs = basis.pairs().slice(0, blockSize);
    const scale = Math.abs(pairs[0]!.value);
    if (!Number.isFinite(scale)) throw new NonFiniteError("the Hessian is not finite here");
    const residualVectors = pairs.slice(0, wanted).map((pair) => basis.residualOf(pair));
    const residuals = residualVectors.map((r) => (scale > 0 ? norm(r) / scale : 0));
    const open = residualVectors.filter(
      (_, i) => residuals[i]! > (i === 0 ? tolerance.first : tolerance.others),
    );
    const isConverged = open.length === 0 || products >= MAX_PRODUCTS;
    if (basis.size + 1 > Math.min(MAX_BASIS, d) && !isConverged) {
      // Thick restart: keep the best block; the residuals just found keep it a Krylov method.
      pairs = basis.restart(pairs);
    }
    fresh = isConverged ? [] : orthonormalise(open, basis.vectors);
    if (!isConverged && round === guardRound) {
      fresh.push(...orthonormalise(guards, [...basis.vectors, ...fresh]));
    }
    if (fresh.length === 0) {
      const vectors = pairs.map((pair) => basis.vectorOf(pair));
      return {
        values: pairs.slice(0, wanted).map(({ value }) => value),
        vectors: vectors.slice(0, wanted),
        residuals,
        // Without the guard in the basis, what comes after the wanted pairs is noise.
        warmStart:
          round > guardRound
            ? [...vectors, ...start.slice(vectors.length)]
            : [...vectors.slice(0, wanted), ...start.slice(wanted)],
        products,
      };
    }
  }
}

/** Unit vectors spanning `candidates` orthogonally to `against`; dependent ones are dropped. */
function orthonormalise(
  candidates: readonly Float64Array[],
  against: readonly Float64Array[],
): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const candidate of candidates) {
    const v = candidate.slice();
    const before = norm(v);
    if (!(before > 0)) continue;
    scaleInPlace(v, 1 / before);
    let after = projectOut(v, against, kept);
    // Twice is enough (Giraud et al. 2005), and once where little was taken away.
    if (after < 0.5) after = projectOut(v, against, kept);
    if (after < 1e-10) continue;
    scaleInPlace(v, 1 / after);
    kept.push(v);
  }
  return kept;
}

/** Take its components along both lists from v, in place; what is left of its length. */
function projectOut(
  v: Float64Array,
  against: readonly Float64Array[],
  kept: readonly Float64Array[],
): number {
  for (const q of against) addScaled(v, -dot(q, v), q);
  for (const q of kept) addScaled(v, -dot(q, v), q);
  return norm(v);
}
