import type { BackendName } from "../../protocol/backend.ts";
import type { BackendRate } from "../../protocol/calibration.ts";

/** A graphics card that reaches this is used even where the processor is faster: it stays free. */
const ENOUGH_STEPS_PER_SECOND = 200;

/** Where nothing could be timed, the network is large, and this is the order of their peaks. */
const PEAK_ORDER: readonly BackendName[] = ["webgpu", "wasm", "webgl", "cpu", "float64"];

/**
 * The backend to run on: webgpu (a candidate only on a graphics card) when it is fast enough, else
 * the fastest.
 * @param rates of at least one backend.
 */
export function fastestBackend(rates: readonly BackendRate[]): BackendName {
  const graphics = rates.find(({ name }) => name === "webgpu");
  if ((graphics?.stepsPerSecond ?? 0) >= ENOUGH_STEPS_PER_SECOND) return "webgpu";
  const ranked = rates.toSorted(
    (a, b) =>
      (b.stepsPerSecond ?? 0) - (a.stepsPerSecond ?? 0) ||
      PEAK_ORDER.indexOf(a.name) - PEAK_ORDER.indexOf(b.name),
  );
  return ranked[0]!.name;
}
