/**
 * The four stages of self-stabilization (theory after Damian, Nichani & Lee 2023, §4): the quadrants
 * of (|x|, y) around (δ, 0), passed in the order 1 → 2 → 3 → 4 → 1.
 *   1 progressive sharpening  |x| < δ, y < 0        3 self-stabilization   |x| ≥ δ, y > 0
 *   2 blow-up                 |x| < δ, y > 0        4 return to stability  |x| ≥ δ, y < 0
 */
export type Stage = 1 | 2 | 3 | 4;

/** Relative to δ and to √α: a coordinate counts as having crossed only beyond this. */
const HYSTERESIS = 0.05;

/** x and y at one step, and the constants of the constrained trajectory there. */
export interface StageCoordinates {
  x: number;
  y: number;
  alpha: number;
  delta: number;
}

/** What a classifier knows of the steps before. */
export interface StageMemory {
  previous: StageCoordinates | null;
  isWide: boolean;
  isAbove: boolean;
}

export function noStageMemory(): StageMemory {
  return { previous: null, isWide: false, isAbove: false };
}

/**
 * A classifier for consecutive steps of one run. It smooths over two steps, because x flips sign
 * every step, and applies hysteresis to each coordinate on its own.
 * @param memory where it keeps what it knows; with a copy of it another one goes on.
 */
export function createStageClassifier(
  memory: StageMemory = noStageMemory(),
): (now: StageCoordinates) => Stage {
  return (now) => {
    const { previous } = memory;
    const amplitude =
      previous === null ? Math.abs(now.x) : Math.sqrt((now.x ** 2 + previous.x ** 2) / 2);
    const excess = previous === null ? now.y : (now.y + previous.y) / 2;
    const isFirst = previous === null;
    if (isFirst || Math.abs(amplitude - now.delta) > HYSTERESIS * now.delta) {
      memory.isWide = amplitude >= now.delta;
    }
    if (isFirst || Math.abs(excess) > HYSTERESIS * Math.sqrt(Math.max(0, now.alpha))) {
      memory.isAbove = excess > 0;
    }
    memory.previous = now;
    const { isWide, isAbove } = memory;
    if (isAbove) return isWide ? 3 : 2;
    return isWide ? 4 : 1;
  };
}
