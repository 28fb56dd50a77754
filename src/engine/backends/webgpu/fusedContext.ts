/** What all evaluations of one network on WebGPU share, and the two programs of each as calls. */
import type { Dataset } from "../../../model/dataset.ts";
import type { MlpDescription } from "../../taylor/mlp.ts";
import { tf, type Tensor1D } from "../../tf.ts";
import {
  fusedNetwork,
  interleaved,
  LANES,
  layerTable,
  stateWidth,
  type FusedNetwork,
} from "./fusedNetwork.ts";
import { gradientPass, gradientPieces } from "./gradientPass.ts";
import type { FusedCall, FusedProgram, FusedUniforms } from "./program.ts";
import { SAMPLES_PER_GROUP, samplePass } from "./samplePass.ts";

export type Order = 0 | 1 | 2;

export interface FusedContext {
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

/** Where θ and the first direction begin in their buffers. */
export type Places = Pick<FusedUniforms, "pointAt" | "directionsAt">;
const AT_THE_BEGINNING: Places = { pointAt: 0, directionsAt: 0 };

const GRADIENT_PASSES = [gradientPass(0), gradientPass(1), gradientPass(2)] as const;

/**
 * Write the network's programs and upload its data. TensorFlow.js must be on webgpu.
 * @param largestState numbers in a state of several directions.
 */
export function createFusedContext(
  { sizes, bias, activation, loss }: MlpDescription,
  { samples, inputSize, outputSize, inputs, targets }: Dataset,
  largestState: number,
): FusedContext {
  const network = fusedNetwork(sizes, bias);
  const padded = Math.ceil(samples / SAMPLES_PER_GROUP) * SAMPLES_PER_GROUP;
  const passes = [0, 1, 2].map((order) => samplePass(order as Order, activation, loss));
  // The loss is the last piece: leaving out its tile leaves it out.
  const pieces = gradientPieces(network);
  return {
    network,
    samplePass: (order) => passes[order]!,
    shared: {
      inputs: tf.tensor1d(interleaved(inputs, inputSize, padded), "float32"),
      targets: tf.tensor1d(interleaved(targets, outputSize, padded), "float32"),
      layers: tf.tensor1d(layerTable(network), "int32"),
      pieces: tf.tensor1d(pieces.table, "int32"),
    },
    largestState,
    samples,
    padded,
    tiles: { gradient: pieces.tiles - 1, withLoss: pieces.tiles },
  };
}

/** Reads `parameters` and, from order 1, `directions` and `base`; gives a state. */
export function samplePassCall(
  context: FusedContext,
  buffers: Record<string, Tensor1D>,
  order: Order,
  directions: number,
  places = AT_THE_BEGINNING,
): FusedCall {
  const length = directions * stateWidth(context.network, order) * context.padded;
  const across = context.padded / SAMPLES_PER_GROUP;
  return callOf(context, context.samplePass(order), buffers, {
    length,
    across,
    directions,
    ...places,
  });
}

/** Reads `base` and, from order 1, `tangent`; gives ∇L and L, or a coefficient of each direction. */
export function gradientPassCall(
  context: FusedContext,
  buffers: Record<string, Tensor1D>,
  order: Order,
  directions: number,
): FusedCall {
  const { network, tiles } = context;
  const d = network.parameterCount;
  const size =
    order === 0
      ? { length: d + 1, across: tiles.withLoss }
      : { length: directions * d, across: tiles.gradient };
  return callOf(context, GRADIENT_PASSES[order], buffers, {
    ...size,
    directions,
    ...AT_THE_BEGINNING,
  });
}

/** Any program over buffers of this network. */
export function callOf(
  { network, shared, samples, padded }: FusedContext,
  program: FusedProgram,
  buffers: Record<string, Tensor1D>,
  size: Pick<FusedCall, "length" | "directions"> & Pick<FusedUniforms, "across"> & Places,
): FusedCall {
  const { length, directions, ...ofDispatch } = size;
  return {
    program,
    buffers: { ...shared, ...buffers },
    uniforms: {
      samples,
      fours: padded / LANES,
      layerCount: network.layers.length,
      width: network.width,
      parameterCount: network.parameterCount,
      ...ofDispatch,
    },
    length,
    directions,
  };
}
