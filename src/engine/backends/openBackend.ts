/** Choose where derivatives are computed, and say why. */
import type { BackendChoice, BackendName, BackendReport } from "../../protocol/backend.ts";
import type { Arithmetic } from "../taylor/arithmetic.ts";
import { createMlp } from "../taylor/mlp.ts";
import { configureWebgl, registerWasm, registerWebgpu, tf, webgpuDevice } from "../tf.ts";
import { createFloat64Mlp } from "./float64/float64Mlp.ts";
import { selfTest, type CreateModel } from "./selfTest.ts";
import { tensorflowArithmetic } from "./tensorflow.ts";
import { kernelsRunHere } from "./wasm/kernels.ts";
import { createWasmMlp } from "./wasm/wasmMlp.ts";
import { createFusedMlp } from "./webgpu/fusedMlp.ts";

export interface OpenedBackend {
  report: BackendReport;
  createModel: CreateModel;
  /** Resolves with a reason when the device behind the backend is gone; null when it cannot be. */
  lost: Promise<string> | null;
}

/** Tried in this order; each failure leaves a sentence. */
const PREFERENCE: readonly BackendName[] = ["webgpu", "wasm", "webgl", "cpu"];

/**
 * @param choice a backend by name, or "auto" for the first of webgpu (on a hardware adapter), wasm,
 * webgl and cpu that works. A named one that does not work falls back to auto, and the report says so.
 * @param wasmFiles addresses of the .wasm files; undefined in Node.
 */
export async function openBackend(
  choice: BackendChoice,
  wasmFiles: Record<string, string> | undefined,
): Promise<OpenedBackend> {
  const failures: string[] = [];
  const forced = choice === "auto" ? [] : [choice];
  for (const name of [...forced, ...PREFERENCE.filter((name) => name !== choice)]) {
    const isForced = name === choice;
    try {
      return await tryBackend(name, isForced, wasmFiles, failures);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      failures.push(`${name}: ${message.replace(/[.\s]+$/, "")}`);
    }
  }
  // Plain TypeScript needs nothing from the machine.
  return tryBackend("float64", false, wasmFiles, failures);
}

async function tryBackend(
  name: BackendName,
  isForced: boolean,
  wasmFiles: Record<string, string> | undefined,
  failures: readonly string[],
): Promise<OpenedBackend> {
  const because = isForced ? "chosen by hand" : "the first that works here";
  const reason = [`${name} is ${because}.`, ...failures.map((failure) => `Not ${failure}.`)].join(
    " ",
  );
  if (name === "float64") {
    return {
      report: { name, precision: "float64", reason },
      createModel: createFloat64Mlp,
      lost: null,
    };
  }
  if (name === "webgpu") await openWebgpu(isForced);
  if (name === "wasm") await registerWasm(wasmFiles);
  if (name === "webgl") configureWebgl();
  if (!(await tf.setBackend(name))) throw new Error("TensorFlow.js could not start it");
  await tf.ready();
  const createModel = modelsOf(name);
  if (name === "webgpu" || name === "webgl") await selfTest(createModel);
  return {
    report: { name, precision: "float32", reason },
    createModel,
    lost: deviceLost(),
  };
}

/** Fused passes where they exist. */
function modelsOf(name: Exclude<BackendName, "float64">): CreateModel {
  if (name === "webgpu") return createFusedMlp;
  if (name === "wasm" && kernelsRunHere()) return createWasmMlp;
  return composedOver(tensorflowArithmetic(name));
}

/** The pass written over matrix operations. */
function composedOver<M>(ops: Arithmetic<M>): CreateModel {
  return (description, dataset) => createMlp(ops, description, dataset);
}

/** Asked before TensorFlow.js is, which throws a TypeError on a null adapter (tfjs#8094). */
async function openWebgpu(acceptSoftware: boolean): Promise<void> {
  const gpu = typeof navigator === "undefined" ? undefined : (navigator as Navigator).gpu;
  if (gpu === undefined) throw new Error("this browser has no WebGPU");
  const adapter = await gpu.requestAdapter();
  if (adapter === null) throw new Error("no graphics adapter is available");
  if (!acceptSoftware && isSoftware(adapter)) {
    throw new Error("the only adapter is a software one, slower than wasm");
  }
  await registerWebgpu();
}

function isSoftware(adapter: GPUAdapter): boolean {
  return adapter.info.isFallbackAdapter || adapter.info.architecture === "swiftshader";
}

function deviceLost(): Promise<string> | null {
  const device = webgpuDevice();
  if (device === null) return null;
  return Promise.race([
    device.lost.then(({ message }) => message),
    // A validation error means wrong numbers: as bad as a lost device.
    new Promise<string>((resolve) => {
      device.addEventListener("uncapturederror", ({ error }) => resolve(error.message));
    }),
  ]);
}
