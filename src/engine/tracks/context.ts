import type { EigenTolerance } from "../sharpness.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";

/** How exactly a run is measured. */
export interface Precision {
  tolerance: EigenTolerance;
  /** Rounds of the practical projection per step of θ†. */
  projectionRounds: number;
}

/** Everything a track needs besides its own state. */
export interface TrackContext extends Precision {
  model: TaylorModel;
  /** Seeded standard normals: the eigen-solver's cold starts. */
  random: () => number;
}
