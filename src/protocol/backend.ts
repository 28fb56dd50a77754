/** Where derivatives are computed. `float64` is plain TypeScript, the others TensorFlow.js. */
export type BackendName = "webgpu" | "wasm" | "webgl" | "cpu" | "float64";
export const BACKEND_NAMES: readonly BackendName[] = ["webgpu", "wasm", "webgl", "cpu", "float64"];
export type BackendChoice = "auto" | BackendName;

export interface BackendReport {
  name: BackendName;
  precision: "float32" | "float64";
  /** One sentence: why this one runs and what was tried before it. */
  reason: string;
}
