/**
 * Leading eigenpairs of the Hessian: sharpness S = λ₁ and the next few.
 *
 * A warm-started block Krylov method with Rayleigh–Ritz (Davidson's scheme without preconditioner;
 * Saad, Numerical Methods for Large Eigenvalue Problems, §8.4): the basis starts with the vectors of
 * the last step, and grows by the residuals of the pairs not yet converged, so a well-separated λ₁
 * costs one or two Hessian products and a cluster costs as many as it needs.
 */
import { combination, dots, norm, scaleInPlace } from "../math/vector.ts";
import { NonFiniteError } from "./nonFinite.ts";
import { RitzBasis } from "./ritzBasis.ts";
import type { ExpansionPoint } from "./taylor/taylorModel.ts";

/** Relative residuals |Hu − λu| / λ₁ at which a pair counts as converged. */
export interface EigenTolerance {
  first: number;
  others: number;
  /** How many pairs `first` is about; 1 where it is left out. */
  leading?: number;
}

export interface LeadingEigenpairs {
  /** Decreasing. Fewer than asked for only when d is smaller. */
  values: number[];
  /** The unit eigenvector that belongs to `values[i]`, a new vector. They are orthonormal. */
  vectorOf(i: number): Float64Array;
  /** |Hu − λu| / |λ₁| of each pair. */
  residuals: number[];
  /** Where to start next time: near the vectors above, and one guard vector. */
  warmStart: Float64Array[];
  /** ∇²L u of the same eigenvector, a new vector. */
  productOf(i: number): Float64Array;
  /** ∇²L w of each vector of `along`. */
  productsAlong: Float64Array[];
  /** Hessian products spent. */
  products: number;
}

const MAX_PRODUCTS = 240;
const MAX_BASIS = 32;
/** Directions with this share outside a basis count as inside it. */
const DEPENDENT = 1e-10;
/** A standard normal exceeds this once in four times. */
const RARELY = 0.674;

/**
 * @param count how many pairs, 1 to 6.
 * @param start warm-start vectors, any number, not necessarily orthogonal; missing ones are drawn
 * from `random` (a seeded generator of standard normals).
 * @param along vectors whose Hessian products somebody else needs at this point: several products cost
 * less together.
 * @throws NonFiniteError when the Hessian products are not finite.
 */
export async function leadingEigenpairs(
  point: Pick<ExpansionPoint, "parameters" | "hessianProducts">,
  count: number,
  start: readonly Float64Array[],
  tolerance: EigenTolerance,
  random: () => number,
  along: readonly Float64Array[] = [],
): Promise<LeadingEigenpairs> {
  const d = point.parameters.length;
  const wanted = Math.min(count, d);
  const blockSize = Math.min(wanted + 1, d);
  const basis = new RitzBasis();
  // A pair that comes up from where no residual points is met only by a guard vector: at a cold start,
  // and now and then later, since its product would be a third of most solves.
  const isGuarded = start.length < wanted || (start.length >= blockSize && random() > RARELY);
  const blockNow = isGuarded ? blockSize : wanted;
  let fresh = orthonormalise(start.slice(0, blockNow), []);
  while (fresh.length < blockNow) {
    fresh.push(...orthonormalise([Float64Array.from({ length: d }, random)], fresh));
  }
  let products = 0;
  let productsAlong: Float64Array[] = [];
  for (let round = 1; ; round++) {
    const images = await point.hessianProducts(round === 1 ? [...fresh, ...along] : fresh);
    if (round === 1) productsAlong = images.splice(fresh.length);
    products += fresh.length;
    basis.append(fresh, images);
    let pairs = basis.pairs().slice(0, blockSize);
    const scale = Math.max(Math.abs(pairs[0]!.value), Number.MIN_VALUE);
    if (!Number.isFinite(scale)) throw new NonFiniteError("the Hessian is not finite here");
    const residuals = pairs.slice(0, wanted).map((pair) => basis.residualNormOf(pair) / scale);
    const open = pairs.filter(
      (_, i) =>
        i < wanted &&
        residuals[i]! > (i < (tolerance.leading ?? 1) ? tolerance.first : tolerance.others),
    );
    const isConverged = open.length === 0 || products >= MAX_PRODUCTS;
    const residualVectors = isConverged ? [] : open.map((pair) => basis.residualOf(pair));
    if (basis.size + 1 > Math.min(MAX_BASIS, d) && !isConverged) {
      // Thick restart: keep the best block; the residuals just found keep it a Krylov method.
      pairs = basis.restart(pairs);
    }
    fresh = orthonormalise(residualVectors, basis.vectors);
    if (fresh.length === 0) {
      const found = pairs.slice(0, wanted);
      // The products at hand give a power step that costs no other: less of all that is not u. Of
      // what comes after the wanted pairs, only the guard is more than noise.
      const improved = pairs.slice(0, blockNow).map((pair) => basis.improvedOf(pair, scale));
      return {
        values: found.map(({ value }) => value),
        vectorOf: (i) => basis.vectorOf(found[i]!),
        residuals,
        productOf: (i) => basis.imageOf(found[i]!),
        warmStart: [...improved, ...start.slice(blockNow)],
        productsAlong,
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
    const unit = unitComponent(candidate, [...against, ...kept]);
    if (unit !== null) kept.push(unit);
  }
  return kept;
}

/** The part of v orthogonal to `against`, as a unit vector; null when nothing is left. */
function unitComponent(v: Float64Array, against: readonly Float64Array[]): Float64Array | null {
  const products = dots(v, [...against, v]);
  const square = products.pop()!;
  if (!(square > 0)) return null;
  const left = square - products.reduce((sum, product) => sum + product ** 2, 0);
  // Where little is taken away, its length follows from Pythagoras, and once is enough.
  const isMostlyLeft = left > 0.25 * square;
  const length = Math.sqrt(isMostlyLeft ? left : square);
  const rest = combination(
    [1 / length, ...products.map((product) => -product / length)],
    [v, ...against],
  );
  if (isMostlyLeft) return rest;
  const share = norm(rest);
  if (share < DEPENDENT) return null;
  // Twice is enough (Giraud et al. 2005).
  const again = dots(rest, against).map((product) => -product / share);
  const twice = combination([1 / share, ...again], [rest, ...against]);
  const remaining = norm(twice);
  if (remaining < 0.5) return null;
  scaleInPlace(twice, 1 / remaining);
  return twice;
}
