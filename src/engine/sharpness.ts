/**
 * Leading eigenpairs of the Hessian: sharpness S = λ₁ and the next few.
 *
 * A warm-started block Krylov method with Rayleigh–Ritz (Davidson's scheme without preconditioner;
 * Saad, Numerical Methods for Large Eigenvalue Problems, §8.4): the basis starts with the vectors of
 * the last step, and grows by the residuals of the pairs not yet converged, so a well-separated λ₁
 * costs one or two Hessian products and a cluster costs as many as it needs.
 */
import { combination, dots, norm, plusScaled, scaleInPlace } from "../math/vector.ts";
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
  /** Where to start next time: near the vectors above, and one guard vector. */
  warmStart: Float64Array[];
  /** ∇²L u − λ₁u of the first pair. */
  topResidual: Float64Array;
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
const EARLY_GUARD = 0.674;

/**
 * @param count how many pairs, 1 to 6.
 * @param start warm-start vectors, any number, not necessarily orthogonal; missing ones are drawn
 * from `random` (a seeded generator of standard normals).
 * @param along vectors whose Hessian products somebody else needs at this point: several products cost
 * less together.
 * @throws NonFiniteError when the Hessian products are not finite.
 */
export async function leadingEigenpairs(
  point: ExpansionPoint,
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
  let productsAlong: Float64Array[] = [];
  for (let round = 1; ; round++) {
    const images = await point.hessianProducts(round === 1 ? [...fresh, ...along] : fresh);
    if (round === 1) productsAlong = images.splice(fresh.length);
    products += fresh.length;
    basis.append(fresh, images);
    let pairs = basis.pairs().slice(0, blockSize);
    const scale = Math.max(Math.abs(pairs[0]!.value), Number.MIN_VALUE);
    if (!Number.isFinite(scale)) throw new NonFiniteError("the Hessian is not finite here");
    const residualVectors = pairs.slice(0, wanted).map((pair) => basis.residualOf(pair));
    const residuals = residualVectors.map((r) => norm(r) / scale);
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
      const vectors = pairs.slice(0, wanted).map((pair) => basis.vectorOf(pair));
      // u + (Hu − λu)/λ₁ costs nothing more and has less of all that is not u: one power step.
      const improved = vectors.map((u, i) => plusScaled(u, 1 / scale, residualVectors[i]!));
      // Without the guard in the basis, what comes after the wanted pairs is noise.
      const rest =
        round > guardRound ? pairs.slice(wanted).map((pair) => basis.vectorOf(pair)) : [];
      return {
        values: pairs.slice(0, wanted).map(({ value }) => value),
        vectors,
        residuals,
        topResidual: residualVectors[0]!,
        warmStart: [...improved, ...rest, ...start.slice(wanted + rest.length)],
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
    const before = norm(candidate);
    if (!(before > 0)) continue;
    const all = [...against, ...kept];
    let [v, after] = unitComponent(candidate, before, all);
    // Twice is enough (Giraud et al. 2005), and once where little was taken away.
    if (after < 0.5) {
      if (after < DEPENDENT) continue;
      const [again, left] = unitComponent(v, 1, all);
      if (after * left < DEPENDENT) continue;
      v = again;
    }
    kept.push(v);
  }
  return kept;
}

/** What v (of length `length`) has orthogonally to `against`, as a unit vector, and its share of v. */
function unitComponent(
  v: Float64Array,
  length: number,
  against: readonly Float64Array[],
): [unit: Float64Array, share: number] {
  const weights = dots(v, against).map((product) => -product / length);
  const rest = combination([1 / length, ...weights], [v, ...against]);
  const share = norm(rest);
  if (share > 0) scaleInPlace(rest, 1 / share);
  return [rest, share];
}
