/**
 * Leading eigenpairs of the Hessian: sharpness S = λ₁ and the next few.
 *
 * A warm-started block Krylov method with Rayleigh–Ritz (Davidson's scheme without preconditioner;
 * Saad, Numerical Methods for Large Eigenvalue Problems, §8.4): the basis starts with the vectors of
 * the last step, and grows by the residuals of the pairs not yet converged, so a well-separated λ₁
 * costs one or two Hessian products and a cluster costs as many as it needs.
 */
import { symmetricEigen } from "../math/symmetricEigen.ts";
import { addScaled, dot, norm, scaleInPlace } from "../math/vector.ts";
import { NonFiniteError } from "./nonFinite.ts";
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

interface Basis {
  vectors: Float64Array[];
  /** H times each of them. */
  images: Float64Array[];
}

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
  let basis: Basis = { vectors: [], images: [] };
  let fresh = orthonormalise(start.slice(0, wanted), []);
  // Without a full warm start, a guard vector more keeps the wanted pairs from hiding.
  while (fresh.length < (start.length < wanted ? blockSize : wanted)) {
    fresh.push(...orthonormalise([Float64Array.from({ length: d }, random)], fresh));
  }
  let guards = start.slice(wanted, blockSize);
  let products = 0;
  for (;;) {
    const images = await point.hessianProducts(fresh);
    products += fresh.length;
    basis = {
      vectors: [...basis.vectors, ...fresh],
      images: [...basis.images, ...images],
    };
    const ritz = rayleighRitz(basis, blockSize);
    const scale = Math.abs(ritz.values[0]!);
    if (!Number.isFinite(scale)) throw new NonFiniteError("the Hessian is not finite here");
    const residualVectors = ritz.vectors
      .slice(0, wanted)
      .map((u, i) => residualOf(u, ritz.images[i]!, ritz.values[i]!));
    const residuals = residualVectors.map((r) => (scale > 0 ? norm(r) / scale : 0));
    const open = residualVectors.filter(
      (_, i) => residuals[i]! > (i === 0 ? tolerance.first : tolerance.others),
    );
    const isConverged = open.length === 0 || products >= MAX_PRODUCTS;
    if (basis.vectors.length + 1 > Math.min(MAX_BASIS, d) && !isConverged) {
      // Thick restart: keep the best block; the residuals just found keep it a Krylov method.
      basis = { vectors: ritz.vectors, images: ritz.images };
    }
    fresh = isConverged ? [] : orthonormalise([...open, ...guards], basis.vectors);
    guards = [];
    if (fresh.length === 0) {
      return {
        values: ritz.values.slice(0, wanted),
        vectors: ritz.vectors.slice(0, wanted),
        residuals,
        warmStart: [...ritz.vectors, ...start.slice(ritz.vectors.length)],
        products,
      };
    }
  }
}

/** The best `count` approximate eigenpairs in the span of an orthonormal basis. */
function rayleighRitz(
  basis: Basis,
  count: number,
): { values: number[]; vectors: Float64Array[]; images: Float64Array[] } {
  const m = basis.vectors.length;
  const projected = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      // Products of a float32 backend are symmetric only up to rounding: take the mean.
      const entry =
        0.5 * (dot(basis.vectors[i]!, basis.images[j]!) + dot(basis.vectors[j]!, basis.images[i]!));
      projected[i * m + j] = entry;
      projected[j * m + i] = entry;
    }
  }
  const eigen = symmetricEigen(projected, m);
  const kept = eigen.vectors.slice(0, count);
  return {
    values: [...eigen.values.slice(0, count)],
    vectors: kept.map((weights) => combine(basis.vectors, weights)),
    images: kept.map((weights) => combine(basis.images, weights)),
  };
}

function combine(vectors: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(vectors[0]!.length);
  for (const [i, vector] of vectors.entries()) addScaled(sum, weights[i]!, vector);
  return sum;
}

function residualOf(u: Float64Array, image: Float64Array, value: number): Float64Array {
  const residual = image.slice();
  addScaled(residual, -value, u);
  return residual;
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
    // Twice is enough (Giraud et al. 2005) to be orthogonal to working precision.
    for (let pass = 0; pass < 2; pass++) {
      for (const q of against) addScaled(v, -dot(q, v), q);
      for (const q of kept) addScaled(v, -dot(q, v), q);
    }
    const after = norm(v);
    if (after < 1e-10) continue;
    scaleInPlace(v, 1 / after);
    kept.push(v);
  }
  return kept;
}
