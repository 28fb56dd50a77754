/**
 * Where everything of a descent lies in its one buffer on the GPU, its `space`: a head of numbers,
 * vectors of length d, then a ring of statistics.
 *
 * What goes from one step to the next comes first: the head, and for each of the last points its
 * parameters and its block of eigenvectors, in the slot of its step modulo `POINTS`. The rest is
 * made anew at each step: the point, the orthonormal basis of the eigen-solver, and H times it.
 */

/** Points kept: enough for a line and for hops across a moving valley. */
export const POINTS = 3;
/** Rounds of the eigen-solver: the block, then twice the residuals of the wanted pairs. */
export const ROUNDS = 3;
/** Steps the ring holds; also the longest slice. */
export const RING_LENGTH = 32;

/** Numbers at the beginning of the head; behind them the projected matrix. */
export const HEAD = {
  /** t */
  step: 0,
  /** Slots in use. */
  points: 1,
  matrix: 2,
} as const;

/** Numbers at the beginning of a step's statistics; behind them values, then residual norms. */
export const STATISTIC = { step: 0, loss: 1, squaredGradient: 2, values: 3 } as const;

export interface SpaceLayout {
  /** d */
  parameterCount: number;
  /** Eigenpairs wanted. */
  pairs: number;
  /** Vectors of a block: the wanted and a guard. */
  block: number;
  /** Size of the basis before each round, and after the last. */
  basisSizes: readonly number[];
  largestBasis: number;
  headLength: number;
  /** Numbers that go from one step to the next. */
  persistentLength: number;
  /** Vectors of a slot. */
  slot: number;
  /** First vector of each kind. */
  vectors: Record<"point" | "basis" | "images" | "end", number>;
  statisticsLength: number;
  length: number;
}

export function spaceLayout(parameterCount: number, pairs: number): SpaceLayout {
  const block = pairs + 1;
  const basisSizes = Array.from({ length: ROUNDS + 1 }, (_, round) =>
    round === 0 ? 0 : block + (round - 1) * pairs,
  );
  const largestBasis = basisSizes[ROUNDS]!;
  const headLength = HEAD.matrix + largestBasis ** 2;
  const slot = 1 + block;
  const point = POINTS * slot;
  const basis = point + 1;
  const images = basis + largestBasis;
  const end = images + largestBasis;
  const statisticsLength = STATISTIC.values + 2 * pairs;
  return {
    parameterCount,
    pairs,
    block,
    basisSizes,
    largestBasis,
    headLength,
    persistentLength: headLength + point * parameterCount,
    slot,
    vectors: { point, basis, images, end },
    statisticsLength,
    length: headLength + end * parameterCount + RING_LENGTH * statisticsLength,
  };
}

/** Where a vector begins. */
export function vectorAt({ headLength, parameterCount }: SpaceLayout, vector: number): number {
  return headLength + vector * parameterCount;
}

/** Where the statistics of a step begin. */
export function statisticsAt(layout: SpaceLayout, step: number): number {
  const { vectors, statisticsLength } = layout;
  return vectorAt(layout, vectors.end) + (step % RING_LENGTH) * statisticsLength;
}

/** First vector of the slot of a step. */
export function slotOf({ slot }: SpaceLayout, step: number): number {
  return (((step % POINTS) + POINTS) % POINTS) * slot;
}
