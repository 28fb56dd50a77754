/**
 * Closed orbits of self-stabilization in the units of its fixed point: X = |x| / δ, Y = y / √α, and
 * time s = √α · η · steps. In them the limiting flow of Damian, Nichani and Lee (arXiv 2209.15594, §4)
 * is dX/ds = X·Y, dY/ds = 1 − X², whatever α and β are; (1, 0) is its only fixed point, a centre.
 */

/** A point of the phase plane: X = |x| / δ (positive) and Y = y / √α. */
export interface PhasePoint {
  readonly amplitude: number;
  readonly excess: number;
}

/**
 * The energy e = Y² + X² − 1 − ln X², which the flow conserves: 0 at the fixed point only, positive
 * elsewhere, infinite at X = 0.
 */
export function orbitEnergy({ amplitude, excess }: PhasePoint): number {
  const squared = amplitude * amplitude;
  return excess * excess + squared - 1 - Math.log(squared);
}

/**
 * The closed orbit of an energy as `count` + 1 points, the last equal to the first. It starts at
 * (X_min, 0) and runs the way the flow does, through Y > 0 first.
 *
 * With q = ln X² the energy is Y² + (e^q − 1 − q), so the angle φ of Y = √e · sin φ and
 * e^q − 1 − q = e · cos² φ goes once around: every point lies on the energy, and none drifts as
 * iterating the discrete map would.
 * @param energy e of {@link orbitEnergy}, finite and not negative
 * @param count number of different points, at least 8
 * @throws RangeError when the energy is negative or not finite, or the count is too small
 */
export function closedOrbit(energy: number, count = 240): readonly PhasePoint[] {
  if (!(energy >= 0 && Number.isFinite(energy))) {
    throw new RangeError(
      `An orbit's energy must be finite and not negative, not ${String(energy)}.`,
    );
  }
  if (!(Number.isInteger(count) && count >= 8)) {
    throw new RangeError(`An orbit needs at least 8 points, not ${String(count)}.`);
  }
  return Array.from({ length: count + 1 }, (_, index) => {
    const angle = (2 * Math.PI * (index % count)) / count;
    const cosine = Math.cos(angle);
    const logarithm = wallOf(energy * cosine * cosine, cosine < 0);
    return { amplitude: Math.exp(logarithm / 2), excess: Math.sqrt(energy) * Math.sin(angle) };
  });
}

/** The largest X and the largest Y of the closed orbit of an energy that is not negative. */
export function orbitReach(energy: number): PhasePoint {
  return { amplitude: Math.exp(wallOf(energy, true) / 2), excess: Math.sqrt(energy) };
}

/** The q of e^q − 1 − q = height on the steep right wall (q ≥ 0) or the flat left one (q ≤ 0). */
function wallOf(height: number, right: boolean): number {
  let inner = 0;
  // e^q − 1 − q is at least q² / 2 for positive q and at least −1 − q for negative q.
  let outer = right ? Math.sqrt(2 * height) : -(1 + height);
  for (let halving = 0; halving < 64; halving++) {
    const middle = (inner + outer) / 2;
    if (Math.expm1(middle) - middle < height) inner = middle;
    else outer = middle;
  }
  return (inner + outer) / 2;
}
