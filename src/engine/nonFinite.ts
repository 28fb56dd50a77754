/** A loss, gradient or curvature overflowed: the caller decides whether a run or an overlay ends. */
export class NonFiniteError extends Error {
  override name = "NonFiniteError";
}

/** The value, or null when it overflowed. */
export async function orNull<T>(promise: Promise<T> | null): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof NonFiniteError) return null;
    throw error;
  }
}
