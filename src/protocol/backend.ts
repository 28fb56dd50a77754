import type { Calibration } from "./calibration.ts";

/** Where derivatives are computed. `float64` is plain TypeScript, the others TensorFlow.js. */
export type BackendName = "webgpu" | "wasm" | "webgl" | "cpu" | "float64";
export const BACKEND_NAMES: readonly BackendName[] = ["webgpu", "wasm", "webgl", "cpu", "float64"];
export type BackendChoice = "auto" | BackendName;

export interface BackendReport {
  name: BackendName;
  precision: "float32" | "float64";
  /** Sentences: why this one runs and why others do not. */
  reason: string;
  /** How fast each candidate is on this network, as far as that is known. */
  calibration: Calibration | null;
}
