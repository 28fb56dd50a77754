/**
 * The reduced map of self-stabilization, iterated as it stands (Damian, Nichani & Lee 2023,
 * arXiv 2209.15594, §4, eq. 3):
 *   x ← −(1 + ηy) x,   y ← y + η(α − βx²/2),
 * x the oscillation along u, y the sharpness above 2/η, with α and β held fixed. |x| grows while y > 0,
 * y falls while |x| > δ = √(2α/β), and (±δ, 0) is an orbit of period two.
 *
 * Two warnings. Its orbits do not close as those of the limiting flow do (`closedOrbit.ts`): a step adds
 * 2αη²⟨y²⟩ of energy on average, so that loops widen and at large η√α overflow after a few turns. And
 * networks mostly lose energy, through the term (∇S·u) x that this map leaves out, so their loops shrink
 * where these grow. Where x = 0 exactly, x stays 0 and y rises by ηα a step for ever.
 */

/** Where the map is, in the units of parameters and of sharpness. */
export interface ReducedMapPoint {
  readonly x: number;
  readonly y: number;
}

export interface ReducedMapConstants {
  /** Progressive sharpening: y rises by ηα a step while nothing oscillates. */
  readonly alpha: number;
  /** |∇S⊥|². */
  readonly beta: number;
  readonly learningRate: number;
}

/** How far the first loop of an orbit goes. */
export interface LoopReach {
  /** Largest |x|. */
  readonly x: number;
  /** Largest |y|. */
  readonly y: number;
}

/** A loop longer than this is not followed to its end. */
const LONGEST_LOOP = 50_000;

/**
 * The reach of the first loop: from the line up, down below it, and up to it again.
 * @param start on the line, y = 0; its x must not be 0, from where there is no loop
 */
export function firstLoop(start: ReducedMapPoint, constants: ReducedMapConstants): LoopReach {
  let at = start;
  let reach = { x: Math.abs(start.x), y: Math.abs(start.y) };
  let wasBelow = false;
  for (let step = 0; step < LONGEST_LOOP && !(wasBelow && at.y >= 0); step++) {
    at = nextOnReducedMap(at, constants);
    if (!Number.isFinite(at.x) || !Number.isFinite(at.y)) break;
    reach = { x: Math.max(reach.x, Math.abs(at.x)), y: Math.max(reach.y, Math.abs(at.y)) };
    wasBelow ||= at.y < 0;
  }
  return reach;
}

/** One step of the map; not finite once it has overflowed. */
export function nextOnReducedMap(
  { x, y }: ReducedMapPoint,
  { alpha, beta, learningRate }: ReducedMapConstants,
): ReducedMapPoint {
  // Plain zero: −(1 + ηy)·0 would be −0.
  const flipped = x === 0 ? 0 : -(1 + learningRate * y) * x;
  return { x: flipped, y: y + learningRate * (alpha - (beta * x * x) / 2) };
}
