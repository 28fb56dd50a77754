import type { EigenTolerance } from "../sharpness.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";

/** How exactly a run is measured. */
export interface Precision {
  /** At centers of θ†, at the edge step and near it. */
  tolerance: EigenTolerance;
  /** At iterates elsewhere, whose eigenvectors nothing is derived from. */
  iterateTolerance: EigenTolerance;
  /** Rounds of the practical projection per step of θ†. */
  projectionRounds: number;
  /**
   * How many modes count as active however far they are from the edge; 1 where it is left out. For
   * measuring what a step with several costs.
   */
  leastModes?: number;
}

/** Everything a track needs besides its own state. */
export interface TrackContext extends Precision {
  model: TaylorModel;
  /** Seeded standard normals: the eigen-solver's cold starts. */
  random: () => number;
}
