/**
 * What ended a run: it is too large for this machine; its data are not at hand; it could not begin;
 * memory ran out; the graphics device is gone; the computation threw; the worker itself is gone.
 */
export type FailureCause =
  "size" | "data" | "start" | "memory" | "device" | "computation" | "crash";

/** How engines, WebAssembly and WebGPU say that there is no more memory; no standard has the words. */
const NO_MEMORY =
  /out of memory|out-of-memory|allocat|enlarge memory|invalid (typed )?array length/i;

/** @param otherwise the cause of what is no lack of memory. */
export function causeOf(reason: string, otherwise: FailureCause): FailureCause {
  return NO_MEMORY.test(reason) ? "memory" : otherwise;
}
