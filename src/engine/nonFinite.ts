/** A loss, gradient or curvature overflowed: the caller decides whether a run or an overlay ends. */
export class NonFiniteError extends Error {
  override name = "NonFiniteError";
}
