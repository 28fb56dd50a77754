/**
 * Where everything of a track lies in its one buffer on the GPU, its `space`: a head of numbers,
 * vectors of length d, then a ring of statistics.
 *
 * What goes from one step to the next comes first: the head; for each of the last points its parameters
 * and its block of eigenvectors, in the slot of its step modulo `POINTS`; the point itself; and of θ†
 * what belongs to it. The rest is made anew at each step: the orthonormal basis of the eigen-solver, H
 * times it, and points to look at. All tracks have the same layout, so that they share compiled
 * programs.
 */

/** Points kept: enough for a line and for hops across a moving valley. */
export const POINTS = 3;
/**
 * Rounds of the eigen-solver for each track: the block, then the residuals of the wanted pairs. At a
 * spike u turns fast along the run, while θ† and gradient flow are smooth.
 */
export const ROUNDS = { descent: 4, curve: 3, flow: 3 } as const;
export type TrackName = keyof typeof ROUNDS;
const MOST_ROUNDS = Math.max(...Object.values(ROUNDS));
/** The most steps of one slice. */
export const LONGEST_SLICE = 32;
/** Steps the ring holds: a slice, and the step it began with. */
export const RING_LENGTH = 2 * LONGEST_SLICE;

/** Numbers of a measured point; behind them eigenvalues, then residual norms. */
export const MEASURED = { loss: 0, squaredGradient: 1, values: 2 } as const;

/** Inner products that place the run and its predictions relative to θ†; `curvePrograms.ts`. */
export const PRODUCTS = [
  "runX",
  "runY",
  "runSquared",
  "predictedX",
  "predictedY",
  "predictedSquared",
  "cubicX",
  "cubicY",
  "cubicSquared",
  "predictionErrorSquared",
  "cubicErrorSquared",
  "gradientAlongPrediction",
  "gradientAlongU",
  "flowDistanceSquared",
] as const;

/** Numbers of θ† and its predictions. `products` is the first of `PRODUCTS`. */
export const CURVE = {
  /** The largest |Hu − Su|/S of its projection rounds. */
  worstResidual: 0,
  alpha: 1,
  beta: 2,
  delta: 3,
  /** ∇S·u */
  slope: 4,
  /** |u_t · u_{t−1}| */
  overlap: 5,
  /** u·(∇L(θ† + x̂u) − ∇L) */
  profile: 6,
  probeLoss: 7,
  /** u·∇²L u at θ† ± 0.3 δ u */
  curvatureAbove: 8,
  curvatureBelow: 9,
  products: 10,
} as const;
const CURVE_LENGTH = CURVE.products + PRODUCTS.length;

export interface SpaceLayout {
  /** d */
  parameterCount: number;
  /** Eigenpairs wanted. */
  pairs: number;
  /** Vectors of a block: the wanted and a guard. */
  block: number;
  /** Size of the basis before each round, and after the most there can be. */
  basisSizes: readonly number[];
  largestBasis: number;
  /** Where the numbers of the head begin: t, slots in use, the point, the curve, the projected matrix. */
  head: Record<"step" | "points" | "measured" | "curve" | "matrix", number>;
  headLength: number;
  /** Numbers that go from one step to the next. */
  persistentLength: number;
  /** Vectors of a slot. */
  slot: number;
  /**
   * The first vector of each kind. `top` is u with its sign, `perpendicular` ∇S⊥; `predicted` and `cubic`
   * are v̂ of both predictions, `directions` two vectors whose Hessian products they need next.
   */
  vectors: Record<
    | "point"
    | "top"
    | "perpendicular"
    | "predicted"
    | "cubic"
    | "directions"
    | "basis"
    | "images"
    | "probe"
    | "end",
    number
  >;
  /** A step and all numbers of the head but the matrix. */
  statisticsLength: number;
  length: number;
}

export function spaceLayout(parameterCount: number, pairs: number): SpaceLayout {
  const block = pairs + 1;
  const basisSizes = Array.from({ length: MOST_ROUNDS + 1 }, (_, round) =>
    round === 0 ? 0 : block + (round - 1) * pairs,
  );
  const largestBasis = basisSizes[MOST_ROUNDS]!;
  const curve = 2 + MEASURED.values + 2 * pairs;
  const head = { step: 0, points: 1, measured: 2, curve, matrix: curve + CURVE_LENGTH };
  const headLength = head.matrix + largestBasis ** 2;
  const slot = 1 + block;
  const point = POINTS * slot;
  const basis = point + 7;
  const probe = basis + 2 * largestBasis;
  const vectors = {
    point,
    top: point + 1,
    perpendicular: point + 2,
    predicted: point + 3,
    cubic: point + 4,
    directions: point + 5,
    basis,
    images: basis + largestBasis,
    probe,
    end: probe + 1,
  };
  const statisticsLength = head.matrix - head.points;
  return {
    parameterCount,
    pairs,
    block,
    basisSizes,
    largestBasis,
    head,
    headLength,
    persistentLength: headLength + basis * parameterCount,
    slot,
    vectors,
    statisticsLength,
    length: headLength + vectors.end * parameterCount + RING_LENGTH * statisticsLength,
  };
}

/** Where a vector begins. */
export function vectorAt({ headLength, parameterCount }: SpaceLayout, vector: number): number {
  return headLength + vector * parameterCount;
}

/**
 * Where the statistics of a step begin in the ring: the step, then the numbers of the head from
 * `measured` on.
 */
export function placeInRing({ statisticsLength }: SpaceLayout, step: number): number {
  return (step % RING_LENGTH) * statisticsLength;
}

/** First vector of the slot of a step. */
export function slotOf({ slot }: SpaceLayout, step: number): number {
  return (((step % POINTS) + POINTS) % POINTS) * slot;
}
