/**
 * The multilayer perceptron of `taylor/mlp.ts` as two WebGPU programs for each evaluation, whatever
 * its depth: one carries samples forward and backward through all layers, one sums over them.
 */
import type { Dataset } from "../../../model/dataset.ts";
import type { MlpDescription } from "../../taylor/mlp.ts";
import type { ExpansionPoint, TaylorModel } from "../../taylor/taylorModel.ts";
import { runWebgpuProgram, tf, type Tensor1D } from "../../tf.ts";
import {
  createFusedContext,
  gradientPassCall,
  samplePassCall,
  type FusedContext,
} from "./fusedContext.ts";
import { fusedNetwork, stateWidth } from "./fusedNetwork.ts";
import { prepareRun, type FusedCall } from "./program.ts";
import { accelerateRun } from "./replay/acceleratedRun.ts";

/** Numbers in a state of several directions: half the least that WebGPU promises of a buffer. */
const LARGEST_STATE = 2 ** 24;

/** Numbers that one sample takes in the largest buffer of an evaluation along one direction. */
export function numbersPerSample({ sizes, bias }: MlpDescription): number {
  const network = fusedNetwork(sizes, bias);
  return Math.max(sizes[0]!, stateWidth(network, 0), stateWidth(network, 2));
}

/** What a point holds on the GPU. */
type PointState = Record<"parameters" | "base", Tensor1D>;

/**
 * Write the network's programs and upload its data. TensorFlow.js must be on webgpu.
 * @param largestState numbers in a state: more directions than fit are evaluated in turns.
 */
export function createFusedMlp(
  description: MlpDescription,
  dataset: Dataset,
  largestState = LARGEST_STATE,
): TaylorModel {
  const context = createFusedContext(description, dataset, largestState);
  const d = context.network.parameterCount;
  return {
    parameterCount: d,
    precision: "float32",
    async expandAt(parameters) {
      if (parameters.length !== d) {
        throw new RangeError(`got ${parameters.length} parameters, the network has ${d}`);
      }
      const { packed, ...state } = tf.tidy(() => expand(context, parameters));
      try {
        const values = await download(packed);
        return expansionPoint(context, state, parameters, values);
      } catch (error) {
        tf.dispose(state);
        throw error;
      }
    },
    accelerate: (plan) => accelerateRun(context, plan),
    dispose() {
      tf.dispose(context.shared);
    },
  };
}

/** @param values ∇L and, behind it, L. */
function expansionPoint(
  context: FusedContext,
  state: PointState,
  parameters: Float64Array,
  values: Float64Array,
): ExpansionPoint {
  const thirdDerivatives = async (directions: readonly Float64Array[]) => {
    const coefficients = await gradientCoefficients(context, state, directions, 2);
    // The ε² coefficient of the gradient is half of ∇³L(v, v).
    return coefficients.map((coefficient) => coefficient.map((value) => 2 * value));
  };
  return {
    parameters,
    loss: values[context.network.parameterCount]!,
    gradient: values.slice(0, context.network.parameterCount),
    hessianProducts: (directions) => gradientCoefficients(context, state, directions, 1),
    thirdDerivative: async (direction) => (await thirdDerivatives([direction]))[0]!,
    thirdDerivatives,
    dispose() {
      tf.dispose(state);
    },
  };
}

/** The ε^order coefficient of ∇L(θ + εv) for each v: one read-back for as many as fit a buffer. */
async function gradientCoefficients(
  context: FusedContext,
  state: PointState,
  directions: readonly Float64Array[],
  order: 1 | 2,
): Promise<Float64Array[]> {
  const d = context.network.parameterCount;
  const numbers = stateWidth(context.network, order) * context.padded;
  // Directions themselves, and what is read back, are d numbers each.
  const together = Math.max(1, Math.floor(context.largestState / Math.max(numbers, d)));
  const coefficients: Float64Array[] = [];
  for (let i = 0; i < directions.length; i += together) {
    const batch = directions.slice(i, i + together);
    const values = await download(tf.tidy(() => expandAlong(context, state, batch, order)));
    coefficients.push(...batch.map((_, j) => values.slice(j * d, (j + 1) * d)));
  }
  return coefficients;
}

/** The base state at θ; ∇L and L. */
function expand(
  context: FusedContext,
  theta: Float64Array,
): Record<keyof PointState | "packed", Tensor1D> {
  const parameters = tf.tensor1d(new Float32Array(theta), "float32");
  const base = run(samplePassCall(context, { parameters }, 0, 1));
  return { parameters, base, packed: run(gradientPassCall(context, { base }, 0, 1)) };
}

function expandAlong(
  context: FusedContext,
  { parameters, base }: PointState,
  along: readonly Float64Array[],
  order: 1 | 2,
): Tensor1D {
  const packed = new Float32Array(along.length * context.network.parameterCount);
  for (const [i, v] of along.entries()) packed.set(v, i * context.network.parameterCount);
  const directions = tf.tensor1d(packed, "float32");
  const tangent = run(
    samplePassCall(context, { parameters, directions, base }, order, along.length),
  );
  return run(gradientPassCall(context, { base, tangent }, order, along.length));
}

function run(call: FusedCall): Tensor1D {
  const { program, inputs, uniforms } = prepareRun(call);
  return runWebgpuProgram(program, inputs, uniforms);
}

/** Read a vector back, and free it. */
async function download(vector: Tensor1D): Promise<Float64Array> {
  try {
    return new Float64Array(await vector.data());
  } finally {
    vector.dispose();
  }
}
