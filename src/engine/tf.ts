/** The only importer of TensorFlow.js. Backends beyond the umbrella's own load when they are tried. */
import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend, WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu";

export { tf };
export type Tensor1D = tf.Tensor1D;
export type Tensor2D = tf.Tensor2D;
export type TensorContainer = tf.TensorContainer;

/**
 * Register the wasm backend.
 * @param files folder URL or path of the .wasm files, or the address of each; undefined in Node,
 * where the package finds its own.
 */
export async function registerWasm(files: Record<string, string> | undefined): Promise<void> {
  const wasm = await import("@tensorflow/tfjs-backend-wasm");
  // The threaded build breaks when minified (tfjs#4107) and needs cross-origin isolation.
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  if (files !== undefined) wasm.setWasmPaths(files);
}

export async function registerWebgpu(): Promise<void> {
  await import("@tensorflow/tfjs-backend-webgpu");
  // Otherwise small tensors silently run on the CPU.
  tf.env().set("WEBGPU_CPU_FORWARD", false);
}

/**
 * Two values a texel is the default, and wrong: measured, a Hessian product of the self-test is off
 * by 14 % with it and right to five digits without.
 */
export function configureWebgl(): void {
  tf.env().set("WEBGL_PACK", false);
}

/** What the fused passes use of TensorFlow.js's wasm backend. */
export interface WasmBackend {
  wasm: {
    /** All of wasm's memory; another array once the memory has grown. */
    HEAPU8: Uint8Array<ArrayBuffer>;
    /** What the module exports. */
    asm: { memory: WebAssembly.Memory };
  };
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  /** A tensor in fresh memory. */
  makeOutput(shape: number[], type: "float32"): tf.TensorInfo;
}

/** @throws Error when the wasm backend has not been set before. */
export function wasmBackend(): WasmBackend {
  const backend: unknown = tf.findBackend("wasm");
  if (typeof backend !== "object" || backend === null || !("wasm" in backend)) {
    throw new Error("TensorFlow.js's wasm backend has not started");
  }
  return backend as WasmBackend;
}

/** A float32 tensor with undefined content in wasm's memory; counted by `tf.memory`. */
export function allocateTensor(backend: WasmBackend, length: number): tf.Tensor {
  const info = backend.makeOutput([length], "float32");
  return tf.engine().makeTensorFromTensorInfo(info, backend as unknown as tf.KernelBackend);
}

export type WebgpuProgram = WebGPUProgram;
export type WebgpuUniforms = { type: "int32"; data: number[] }[];

/**
 * Run a program on the webgpu backend, which must be set.
 * @param program an object of its own for each call: TensorFlow.js writes into it.
 * @returns a new vector, as long as the program's output shape says.
 */
export function runWebgpuProgram(
  program: WebgpuProgram,
  inputs: Tensor1D[],
  uniforms: WebgpuUniforms,
): Tensor1D {
  const backend = tf.backend() as WebGPUBackend;
  const output = backend.runWebGPUProgram(program, inputs, "float32", uniforms);
  return tf.engine().makeTensorFromTensorInfo(output) as Tensor1D;
}

/** One dispatch as TensorFlow.js issued it, ready to be issued again. */
export interface RecordedDispatch {
  pipeline: GPUComputePipeline;
  bindGroup: GPUBindGroup;
  workgroups: readonly [number, number, number];
}

/**
 * Run a program like `runWebgpuProgram`, but into a vector that is there already, and note what was
 * issued. The note holds as long as none of the vectors is disposed; its uniforms are a copy, because
 * TensorFlow.js gives its own to the next program.
 */
export function recordWebgpuProgram(
  program: WebgpuProgram,
  inputs: Tensor1D[],
  uniforms: WebgpuUniforms,
  result: Tensor1D,
): RecordedDispatch {
  const backend = tf.backend() as WebGPUBackend;
  const { device, queue } = backend;
  let bound: GPUBindGroupDescriptor | null = null;
  let written: ArrayBuffer | null = null;
  device.createBindGroup = (descriptor) => {
    bound = descriptor;
    return GPUDevice.prototype.createBindGroup.call(device, descriptor);
  };
  queue.writeBuffer = (buffer, offset, data: ArrayBuffer, from, size) => {
    written = data.slice(0);
    GPUQueue.prototype.writeBuffer.call(queue, buffer, offset, data, from, size);
  };
  try {
    backend.runWebGPUProgram(program, inputs, "float32", uniforms, result);
  } finally {
    Reflect.deleteProperty(device, "createBindGroup");
    Reflect.deleteProperty(queue, "writeBuffer");
  }
  return { ...copyOfBindings(device, bound, written), ...issuedBy(program) };
}

/** The same buffers, with uniforms of their own: the last entry. */
function copyOfBindings(
  device: GPUDevice,
  bound: GPUBindGroupDescriptor | null,
  written: ArrayBuffer | null,
): Pick<RecordedDispatch, "bindGroup"> {
  if (bound === null || written === null) throw new Error("TensorFlow.js issued no dispatch");
  const entries = [...bound.entries];
  const last = entries.pop()!;
  const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size: written.byteLength, usage });
  device.queue.writeBuffer(buffer, 0, written);
  entries.push({ binding: last.binding, resource: { buffer } });
  return { bindGroup: device.createBindGroup({ layout: bound.layout, entries }) };
}

function issuedBy({ pipeline, dispatch }: WebgpuProgram) {
  if (pipeline === undefined || pipeline instanceof Promise) {
    throw new Error("TensorFlow.js has not compiled the program");
  }
  return { pipeline, workgroups: dispatch };
}

/** The webgpu backend's device. What TensorFlow.js has issued so far comes before what follows. */
export function webgpuQueueInOrder(): GPUDevice {
  const backend = tf.backend() as WebGPUBackend;
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  return backend.device;
}

/** The buffer of a vector that is on the GPU. */
export function webgpuBuffer(vector: Tensor1D): GPUBuffer {
  const backend = tf.backend() as WebGPUBackend;
  backend.uploadToGPU(vector.dataId);
  return backend.tensorMap.get(vector.dataId).resource as GPUBuffer;
}

/** The GPU device of the webgpu backend, to watch for its loss. Null on other backends. */
export function webgpuDevice(): WatchedDevice | null {
  const backend = tf.backend() as { device?: unknown };
  const device = backend.device;
  return typeof device === "object" && device !== null && "lost" in device
    ? (device as WatchedDevice)
    : null;
}

export interface WatchedDevice {
  lost: Promise<{ reason: string; message: string }>;
  addEventListener(type: "uncapturederror", listener: (event: UncapturedError) => void): void;
}

export interface UncapturedError {
  error: { message: string };
}
