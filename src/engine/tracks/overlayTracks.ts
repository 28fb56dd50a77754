/** The overlays' tracks as they go from one step to the next. */
import type { Center } from "./center.ts";
import type { Iterate } from "./gradientDescent.ts";
import type { ClaimsMemory } from "./overlayClaims.ts";

/** ∇²L(θ†) v̂ of each prediction. */
export interface PredictionProducts {
  predicted: Float64Array;
  cubic: Float64Array;
}

/** All tracks at one step, before it is described. */
export interface OverlayTracks {
  /** θ†; null once it has overflowed. */
  center: Center | null;
  /** Null where the experiment has none, or once it has overflowed. */
  flow: Iterate | null;
  /** v̂ of each prediction. */
  predicted: Float64Array;
  cubic: Float64Array;
  /** Null when v̂ has just been set to the run's own v. */
  products: PredictionProducts | null;
  /** |u_t · u_{t−1}| */
  eigenvectorOverlap: number;
}

/** What the overlays of another run go on from. */
export interface OverlaysCheckpoint {
  claims: ClaimsMemory;
  /** ∇⁴L(u,u,u,u) when last measured. */
  quartic: number;
  /** Null where they are computed elsewhere; `restore` brings them before they are needed. */
  tracks: OverlayTracks | null;
}
