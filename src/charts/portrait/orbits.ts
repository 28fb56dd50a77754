/** Closed orbits of the portrait: that of the run's present energy, and a ladder of others. Pure. */
import { closedOrbit, orbitEnergy, type PhasePoint } from "../../math/closedOrbit.ts";
import type { Balance } from "./moment.ts";
import type { PhaseDomain } from "./phaseDomain.ts";
import type { PhasePoints } from "./phasePath.ts";

/** Orbits of the ladder between the fixed point and the farthest side, when it is laid out anew. */
const RUNGS = 5;
/** As long as there are so many, the ladder stays as it is. */
const FEWEST = 2.5;
const MOST = 7;

/** Energy e of a step in the units of its own balance point; null where it has none. */
export function energyAt(points: PhasePoints, step: number, balance: Balance): number | null {
  const energy = orbitEnergy({
    amplitude: points.amplitude[step]! / balance.delta,
    excess: points.excess[step]! / Math.sqrt(balance.alpha),
  });
  return Number.isFinite(energy) ? Math.max(0, energy) : null;
}

/** √e of the largest orbit that reaches no farther than the sides of the plot. */
export function ladderReach(domain: PhaseDomain, { alpha, delta }: Balance): number {
  const right = { amplitude: domain.amplitude[1] / delta, excess: 0 };
  const side = right.amplitude > 1 ? Math.sqrt(orbitEnergy(right)) : 0;
  return Math.max(side, domain.excess[1] / Math.sqrt(alpha));
}

/**
 * The distance of the rungs in √e, in which orbits lie evenly: a power of two, kept as long as it
 * gives neither too few nor too many, because α and δ drift.
 */
export function ladderSpacing(reach: number, previous: number | null): number {
  if (previous !== null && reach >= FEWEST * previous && reach <= MOST * previous) return previous;
  return 2 ** Math.ceil(Math.log2(reach / RUNGS));
}

/** Orbits in units of δ and √α, by their energy; the few that are in use are remembered. */
export class OrbitShelf {
  #orbits = new Map<number, readonly PhasePoint[]>();

  /** The ladder's orbits, from the innermost on. */
  ladder(reach: number, spacing: number): (readonly PhasePoint[])[] {
    const count = Math.floor(reach / spacing);
    return Array.from({ length: count }, (_, i) => this.#orbitOf(((i + 1) * spacing) ** 2));
  }

  #orbitOf(energy: number): readonly PhasePoint[] {
    const known = this.#orbits.get(energy);
    if (known) return known;
    if (this.#orbits.size > 60) this.#orbits.clear();
    const orbit = closedOrbit(energy, 120);
    this.#orbits.set(energy, orbit);
    return orbit;
  }
}
