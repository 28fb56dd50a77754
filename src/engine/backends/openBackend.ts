/** Start one of the places where derivatives are computed. */
import { LONGEST_PASS } from "../../model/workload/longestPass.ts";
import type { BackendName } from "../../protocol/backend.ts";
import type { Arithmetic } from "../taylor/arithmetic.ts";
import { createLayeredNetwork } from "../taylor/layeredNetwork.ts";
import { createMlp, type MlpDescription } from "../taylor/mlp.ts";
import {
  eitherWay,
  type Create,
  type LayeredDescription,
  type NetworkDescription,
} from "../taylor/networkDescription.ts";
import { configureWebgl, registerWasm, registerWebgpu, tf, webgpuDevice } from "../tf.ts";
import { createFloat64Layered } from "./float64/float64Network.ts";
import { createFloat64Mlp } from "./float64/float64Mlp.ts";
import { inSampleGroups, layersInSampleGroups, separately } from "./sampleGroups.ts";
import { selfTest } from "./selfTest.ts";
import { tensorflowArithmetic } from "./tensorflow.ts";
import { kernelsRunHere } from "./wasm/kernels.ts";
import { wasmArithmetic } from "./wasm/wasmArithmetic.ts";
import { createWasmMlps } from "./wasm/wasmMlp.ts";
import { createFusedMlp, numbersPerSample } from "./webgpu/fusedMlp.ts";
import { requestAdapter } from "./graphicsAdapter.ts";

export interface OpenedBackend {
  name: BackendName;
  precision: "float32" | "float64";
  createModel: Create<NetworkDescription>;
  /** Make it the backend of TensorFlow.js again, after another one was. */
  activate: () => Promise<void>;
  /** Resolves with a reason when the device behind the backend is gone; null when it cannot be. */
  lost: Promise<string> | null;
}

/** Numbers of the largest storage buffer that every device has: 128 MiB. */
const LARGEST_BUFFER = 2 ** 25;
/** Activations of a group of samples that stay near the processor, in its caches. */
const NEAR_ACTIVATIONS = 8e5;

/**
 * Make `name` the backend of TensorFlow.js from here on; float64 leaves that as it is. A graphics
 * backend must pass a self-test against float64.
 * @param wasmFiles addresses of the .wasm files; undefined in Node.
 * @throws Error with the reason when it does not work here.
 */
export async function openBackend(
  name: BackendName,
  wasmFiles: Record<string, string> | undefined,
): Promise<OpenedBackend> {
  // Plain TypeScript needs nothing from the machine.
  if (name === "float64") {
    const activate = () => Promise.resolve();
    const createModel = eitherWay(
      inSampleGroups(separately(createFloat64Mlp), { pass: LONGEST_PASS.float64 }),
      layersInSampleGroups(createFloat64Layered, {
        pass: LONGEST_PASS.float64,
        activations: NEAR_ACTIVATIONS,
      }),
    );
    return { name, precision: "float64", createModel, activate, lost: null };
  }
  if (name === "webgpu") {
    await requestAdapter();
    await registerWebgpu();
  }
  if (name === "wasm") await registerWasm(wasmFiles);
  if (name === "webgl") configureWebgl();
  const activate = async () => {
    if (!(await tf.setBackend(name))) throw new Error("TensorFlow.js could not start it");
    await tf.ready();
  };
  await activate();
  const createModel = modelsOf(name);
  if (name === "webgpu" || name === "webgl") await selfTest(createModel);
  return { name, precision: "float32", createModel, activate, lost: deviceLost() };
}

/** Fused passes where they exist. */
function modelsOf(name: Exclude<BackendName, "float64">): Create<NetworkDescription> {
  return eitherWay(mlpsOf(name), layeredOf(name));
}

function mlpsOf(name: Exclude<BackendName, "float64">): Create<MlpDescription> {
  if (name === "webgpu") {
    return inSampleGroups(
      separately((description: MlpDescription, dataset) => createFusedMlp(description, dataset)),
      {
        pass: LONGEST_PASS.webgpu,
        buffer: { numbers: LARGEST_BUFFER, perSample: numbersPerSample },
      },
    );
  }
  if (name === "wasm" && kernelsRunHere()) {
    return inSampleGroups(createWasmMlps, { pass: LONGEST_PASS.wasm });
  }
  const ops = tensorflowArithmetic(name);
  return (description, dataset) => createMlp(ops, description, dataset);
}

function layeredOf(name: Exclude<BackendName, "float64">): Create<LayeredDescription> {
  if (name === "wasm" && kernelsRunHere()) {
    const limits = { pass: LONGEST_PASS.wasm, activations: NEAR_ACTIVATIONS };
    return layersInSampleGroups(layeredOver(wasmArithmetic()), limits);
  }
  const limits = { pass: LONGEST_PASS.webgpu, activations: LARGEST_BUFFER };
  return layersInSampleGroups(layeredOver(tensorflowArithmetic(name)), limits);
}

function layeredOver<M>(ops: Arithmetic<M>): Create<LayeredDescription> {
  return (description, dataset) => createLayeredNetwork(ops, description, dataset);
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
