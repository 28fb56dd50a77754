/**
 * Asked before TensorFlow.js is, which throws a TypeError on a null adapter (tfjs#8094).
 * @throws Error with the reason when WebGPU cannot run here at all.
 */
export async function requestAdapter(): Promise<GPUAdapter> {
  const gpu = typeof navigator === "undefined" ? undefined : (navigator as { gpu?: GPU }).gpu;
  if (gpu === undefined) throw new Error("this browser has no WebGPU");
  const adapter = await gpu.requestAdapter();
  if (adapter === null) throw new Error("no graphics adapter is available");
  return adapter;
}

/** Why WebGPU is no automatic choice here; null where it runs on a graphics card. */
export async function webgpuObstacle(): Promise<string | null> {
  try {
    const { info } = await requestAdapter();
    const isSoftware = info.isFallbackAdapter || info.architecture === "swiftshader";
    return isSoftware ? "the only adapter is a software one, slower than wasm" : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
