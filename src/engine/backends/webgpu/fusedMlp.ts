/**
 * The multilayer perceptron of `taylor/mlp.ts` as two WebGPU programs for each evaluation, whatever
 * its depth: one carries samples forward and backward through all layers, one sums over them.
 */
import type { Dataset } from "../../../model/dataset.ts";
import type { MlpDescription } from "../../taylor/mlp.ts";
import type { ExpansionPoint, TaylorModel } from "../../taylor/taylorModel.ts";
import { runWebgpuProgram, tf, type Tensor1D } from "../../tf.ts";
import {
  fusedNetwork,
  interleaved,
  LANES,
  layerTable,
  stateWidth,
  type FusedNetwork,
} from "./fusedNetwork.ts";
import { gradientPass, gradientPieces } from "./gradientPass.ts";
import { prepareRun, type FusedProgram } from "./program.ts";
import { SAMPLES_PER_GROUP, samplePass } from "./samplePass.ts";

/** Numbers in a state of several directions: half the least that WebGPU promises of a buffer. */
const LARGEST_STATE = 2 ** 24;

type Order = 0 | 1 | 2;

interface FusedContext {
  network: FusedNetwork;
  samplePass: (order: Order) => FusedProgram;
  /** Buffers every evaluation reads: the data and the tables. */
  shared: Record<"inputs" | "targets" | "layers" | "pieces", Tensor1D>;
  largestState: number;
  samples: number;
  /** n, up to whole workgroups. */
  padded: number;
  /** Workgroups of the gradient: without the loss, and with it. */
  tiles: { gradient: number; withLoss: number };
}

/** What a point holds on the GPU. */
type PointState = Record<"parameters" | "base", Tensor1D>;

const GRADIENT_PASSES = [gradientPass(0), gradientPass(1), gradientPass(2)] as const;

/**
 * Write the network's programs and upload its data. TensorFlow.js must be on webgpu.
 * @param largestState numbers in a state: more directions than fit are evaluated in turns.
 */
export function createFusedMlp(
  description: MlpDescription,
  dataset: Dataset,
  largestState = LARGEST_STATE,
): TaylorModel {
  const { sizes, bias, activation, loss } = description;
  const { samples, inputSize, outputSize } = dataset;
  const network = fusedNetwork(sizes, bias);
  const d = network.parameterCount;
  const padded = Math.ceil(samples / SAMPLES_PER_GROUP) * SAMPLES_PER_GROUP;
  const passes = [0, 1, 2].map((order) => samplePass(order as Order, activation, loss));
  // The loss is the last piece: leaving out its tile leaves it out.
  const pieces = gradientPieces(network);
  const context: FusedContext = {
    network,
    samplePass: (order) => passes[order]!,
    shared: {
      inputs: tf.tensor1d(interleaved(dataset.inputs, inputSize, padded), "float32"),
      targets: tf.tensor1d(interleaved(dataset.targets, outputSize, padded), "float32"),
      layers: tf.tensor1d(layerTable(network), "int32"),
      pieces: tf.tensor1d(pieces.table, "int32"),
    },
    largestState,
    samples,
    padded,
    tiles: { gradient: pieces.tiles - 1, withLoss: pieces.tiles },
  };
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
  return {
    parameters,
    loss: values[context.network.parameterCount]!,
    gradient: values.slice(0, context.network.parameterCount),
    hessianProducts: (directions) => gradientCoefficients(context, state, directions, 1),
    async thirdDerivative(direction) {
      const [coefficient] = await gradientCoefficients(context, state, [direction], 2);
      // The ε² coefficient of the gradient is half of ∇³L(v, v).
      return coefficient!.map((value) => 2 * value);
    },
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
  const together = Math.max(1, Math.floor(context.largestState / numbers));
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
  const base = runSamplePass(context, { parameters }, 0, 1);
  return { parameters, base, packed: runGradientPass(context, { base }, 0, 1) };
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
  const tangent = runSamplePass(context, { parameters, directions, base }, order, along.length);
  return runGradientPass(context, { base, tangent }, order, along.length);
}

function runSamplePass(
  context: FusedContext,
  buffers: Record<string, Tensor1D>,
  order: Order,
  directions: number,
): Tensor1D {
  const length = directions * stateWidth(context.network, order) * context.padded;
  const across = context.padded / SAMPLES_PER_GROUP;
  return run(context, context.samplePass(order), buffers, { length, across, directions });
}

function runGradientPass(
  context: FusedContext,
  buffers: Record<string, Tensor1D>,
  order: Order,
  directions: number,
): Tensor1D {
  const { network, tiles } = context;
  const d = network.parameterCount;
  const size =
    order === 0
      ? { length: d + 1, across: tiles.withLoss, directions }
      : { length: directions * d, across: tiles.gradient, directions };
  return run(context, GRADIENT_PASSES[order], buffers, size);
}

function run(
  { network, shared, samples, padded }: FusedContext,
  program: FusedProgram,
  buffers: Record<string, Tensor1D>,
  size: { length: number; across: number; directions: number },
): Tensor1D {
  const prepared = prepareRun(
    program,
    { ...shared, ...buffers },
    {
      samples,
      fours: padded / LANES,
      layerCount: network.layers.length,
      width: network.width,
      parameterCount: network.parameterCount,
      across: size.across,
    },
    size.length,
    size.directions,
  );
  return runWebgpuProgram(prepared.program, prepared.inputs, prepared.uniforms);
}

/** Read a vector back, and free it. */
async function download(vector: Tensor1D): Promise<Float64Array> {
  try {
    return new Float64Array(await vector.data());
  } finally {
    vector.dispose();
  }
}
