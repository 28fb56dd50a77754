/** How exactly a run is measured, by what it is for. Tolerances are relative residuals. */
import type { EigenTolerance } from "./sharpness.ts";
import type { Precision } from "./tracks/context.ts";

/** On the page, where a frame must be cheap: what the golden tolerances of a picture need. */
export const SCREEN_PRECISION: Precision = {
  tolerance: { first: 1e-4, others: 1e-3 },
  // Eigenvalues err by the square of the residual: still six digits of S.
  iterateTolerance: { first: 1e-3, others: 3e-3 },
  projectionRounds: 2,
};

/** A run as the page draws it. */
export const ON_SCREEN = { precision: SCREEN_PRECISION, modesTakeOver: true };

/** In files, by the precision of the derivatives: the residual float32 can reach, or far below. */
export const TRACE_PRECISION: Record<"float32" | "float64", Precision> = {
  float32: everywhere({ first: 1e-5, others: 3e-4 }),
  float64: everywhere({ first: 1e-8, others: 1e-6 }),
};

function everywhere(tolerance: EigenTolerance): Precision {
  return { tolerance, iterateTolerance: tolerance, projectionRounds: 3 };
}
