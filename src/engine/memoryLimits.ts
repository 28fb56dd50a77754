/** What does not fit this machine, said before anything is allocated. */
import type { BackendName } from "../protocol/backend.ts";
import type { Workload } from "../model/workload/workload.ts";

/** In bytes. */
export interface MemoryLimits {
  /** That the whole run may take. */
  total: number;
  /** Of one buffer on the graphics device; Infinity where that is not known. */
  buffer: number;
}

/** WebAssembly's addresses have 32 bits. */
const WASM_BYTES = 2 ** 32 - 2 ** 16;
/** Browsers that do not say how much memory there is mostly run where there is this much. */
const USUAL_GIGABYTES = 8;

export const WAY_OUT =
  "Fewer samples, narrower layers, smaller images or fewer curves need less memory.";

/** A run that fits no backend here, whatever is tried. */
export class TooLargeError extends Error {
  override name = "TooLargeError";
}

/** Of this machine. The device's own memory is told to nobody. */
export function memoryLimits(): MemoryLimits {
  const { deviceMemory } = (globalThis.navigator ?? {}) as { deviceMemory?: number };
  return { total: (deviceMemory ?? USUAL_GIGABYTES) * 2 ** 30, buffer: Infinity };
}

/** Why a run cannot be computed on a backend: too little memory; null where it can. */
export function memoryObstacle(
  name: BackendName,
  { processorBytes, passBytes, bufferBytes }: Workload,
  limits: MemoryLimits,
): string | null {
  const passes = passBytes[name === "float64" ? "float64" : "float32"];
  const isOnDevice = name === "webgpu" || name === "webgl";
  const total = processorBytes + (isOnDevice ? 0 : passes);
  if (total > limits.total) return tooMuch(total, limits.total, "for this run");
  if (name === "wasm" && passes > WASM_BYTES) return tooMuch(passes, WASM_BYTES, "for its passes");
  if (isOnDevice && bufferBytes > limits.buffer) {
    return tooMuch(bufferBytes, limits.buffer, "in one buffer");
  }
  return null;
}

/**
 * @throws TooLargeError with a sentence and a way out when the run fits no backend of `names`.
 */
export function assertFits(
  names: readonly BackendName[],
  workload: Workload,
  limits: MemoryLimits,
): void {
  const obstacles = names.map((name) => memoryObstacle(name, workload, limits));
  if (obstacles.includes(null)) return;
  throw new TooLargeError(`This run does not fit here: ${names[0]} ${obstacles[0]}. ${WAY_OUT}`);
}

function tooMuch(needed: number, limit: number, what: string): string {
  return `would need about ${gigabytes(needed)} ${what} and can have ${gigabytes(limit)}`;
}

function gigabytes(bytes: number): string {
  return `${Number((bytes / 1e9).toPrecision(2))} GB`;
}
