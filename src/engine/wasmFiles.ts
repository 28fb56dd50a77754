/** Addresses of TensorFlow.js's wasm modules, served by the app itself. */
import plain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

const absolute = (path: string) => new URL(path, import.meta.url).href;

/** The threaded build is never used, but the package asks for its address. */
export const WASM_FILES: Record<string, string> = {
  "tfjs-backend-wasm.wasm": absolute(plain),
  "tfjs-backend-wasm-simd.wasm": absolute(simd),
  "tfjs-backend-wasm-threaded-simd.wasm": absolute(simd),
};
