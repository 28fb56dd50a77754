import type { BackendName } from "../../protocol/backend.ts";
import type { BackendRate } from "../../protocol/calibration.ts";

/** A graphics card that reaches this is used even where the processor is faster: it stays free. */
export const ENOUGH_STEPS_PER_SECOND = 200;

/**
 * A backend must be this many times as fast to go before another one in the order below: a busy
 * moment shifts what is measured by less, so that the choice is the same in most visits.
 */
const CLEARLY_FASTER = 1.25;

/**
 * The order where speeds are close, and where nothing could be timed: then the network is large, and
 * this is the order of their peaks.
 */
const PEAK_ORDER: readonly BackendName[] = ["webgpu", "wasm", "webgl", "cpu", "float64"];

/**
 * The backend to run on: webgpu (a candidate only on a graphics card) when it is fast enough, else
 * the first in a fixed order than which none is clearly faster.
 * @param rates of at least one backend.
 */
export function fastestBackend(rates: readonly BackendRate[]): BackendName {
  const graphics = rates.find(({ name }) => name === "webgpu");
  if ((graphics?.stepsPerSecond ?? 0) >= ENOUGH_STEPS_PER_SECOND) return "webgpu";
  const fastest = Math.max(...rates.map(({ stepsPerSecond }) => stepsPerSecond ?? 0));
  const close = rates.filter(
    ({ stepsPerSecond }) => CLEARLY_FASTER * (stepsPerSecond ?? 0) >= fastest,
  );
  const ranked = close.toSorted((a, b) => PEAK_ORDER.indexOf(a.name) - PEAK_ORDER.indexOf(b.name));
  return ranked[0]!.name;
}
