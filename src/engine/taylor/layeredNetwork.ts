/**
 * The training loss of a network of any kind as a TaylorModel, for any arithmetic: a chain of layers,
 * each with its rule for power series (`layers/`). What `mlp.ts` does for a multilayer perceptron in
 * fewer operations.
 */
import type { Dataset } from "../../model/dataset.ts";
import type { Activation } from "../../model/experiment.ts";
import { countParameters, parameterLayouts, type NetworkLayer } from "../../model/networkLayers.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { activationLayer } from "./layers/activation.ts";
import { chain } from "./layers/chain.ts";
import { channelsLast } from "./layers/channelOrder.ts";
import { convolutionLayer, patchProduct } from "./layers/convolution.ts";
import { denseLayer } from "./layers/dense.ts";
import { flatteningLayer } from "./layers/flattening.ts";
import { patchMap } from "./layers/imageMaps.ts";
import type { GradientPiece, Layer, LayerPass } from "./layers/layer.ts";
import { normalisationLayer } from "./layers/normalisation.ts";
import { poolingLayer } from "./layers/pooling.ts";
import { residualLayer } from "./layers/residual.ts";
import type { LossExpansion, LossFunction } from "./losses/lossSeries.ts";
import { LOSS_FUNCTIONS } from "./losses/lossFunctions.ts";
import type { LayeredDescription } from "./networkDescription.ts";
import type { ExpansionPoint, TaylorModel } from "./taylorModel.ts";

interface Context<M> {
  ops: Arithmetic<M>;
  network: Layer<M>;
  loss: LossFunction;
  inputs: M;
  targets: M;
  samples: number;
  /** d */
  parameterCount: number;
}

/** Build the network once from its description; the data are uploaded once. */
export function createLayeredNetwork<M>(
  ops: Arithmetic<M>,
  description: LayeredDescription,
  dataset: Dataset,
): TaylorModel {
  const { samples } = dataset;
  const context: Context<M> = {
    ops,
    network: networkOf(ops, description.layers, description.activation, samples),
    loss: LOSS_FUNCTIONS[description.loss],
    inputs: inputsOf(ops, description.layers[0]!, dataset),
    targets: ops.matrix(dataset.targets, samples, dataset.outputSize),
    samples,
    parameterCount: countParameters(parameterLayouts(description.layers)),
  };
  return {
    parameterCount: context.parameterCount,
    precision: ops.precision,
    directionsPerPass: 1,
    async expandAt(parameters) {
      if (parameters.length !== context.parameterCount) {
        const counts = `${parameters.length} parameters, the network has ${context.parameterCount}`;
        throw new RangeError(`got ${counts}`);
      }
      return expand(context, parameters);
    },
    dispose() {
      ops.free([context.inputs, context.targets]);
      context.network.free();
    },
  };
}

/** The data as the first layer takes them: patches for a convolution, which so never change. */
function inputsOf<M>(ops: Arithmetic<M>, first: NetworkLayer, dataset: Dataset): M {
  const { inputs, samples, inputSize } = dataset;
  if (first.kind !== "convolution") return ops.matrix(inputs, samples, inputSize);
  const { channels, height, width } = first.image;
  const pixels = height * width;
  const gather = ops.blockGather(patchMap(first.image).forward, samples);
  const [patches] = ops.scope(() => [
    gather.beside(ops.matrix(channelsLast(inputs, channels, pixels), samples * pixels, channels)),
  ]);
  gather.free();
  return patches!;
}

function networkOf<M>(
  ops: Arithmetic<M>,
  layers: readonly NetworkLayer[],
  activation: Activation,
  samples: number,
): Layer<M> {
  return chain(
    layers.map((layer, l) =>
      l === 0 && layer.kind === "convolution"
        ? patchProduct(ops, layer)
        : layerOf(ops, layer, activation, samples),
    ),
  );
}

function layerOf<M>(
  ops: Arithmetic<M>,
  layer: NetworkLayer,
  activation: Activation,
  samples: number,
): Layer<M> {
  switch (layer.kind) {
    case "dense": {
      if (layer.image === null) return denseLayer(ops, layer, 1);
      const pixels = layer.image.height * layer.image.width;
      return chain([flatteningLayer(ops, layer.image, samples), denseLayer(ops, layer, pixels)]);
    }
    case "convolution":
      return convolutionLayer(ops, layer, samples);
    case "pooling":
      return poolingLayer(ops, layer, samples);
    case "activation":
      return activationLayer(ops, activation);
    case "normalisation":
      return normalisationLayer(ops, layer);
    case "residual":
      return residualLayer(ops, networkOf(ops, layer.layers, activation, samples));
  }
}

/** The ε⁰ pass at θ, and what it keeps for directions. */
async function expand<M>(context: Context<M>, parameters: Float64Array): Promise<ExpansionPoint> {
  const { ops, network, loss, inputs, targets, samples } = context;
  let pass: LayerPass<M>;
  let at: LossExpansion<M>;
  let pieces: GradientPiece<M>[] = [];
  const owned = ops.scope(() => {
    pass = network.at(parameters);
    at = loss.expand(ops, pass.forward(inputs)!, targets, samples);
    pass.receive(at.gradient);
    pieces = pass.gradient();
    const kept = [...pass.held(), at.value, at.gradient, at.curvature, at.third];
    const all = new Set([...kept, ...pieces.map(({ values }) => values)]);
    all.delete(inputs);
    return [...all].filter((matrix) => matrix !== null);
  });
  const { value, vector } = await readGradient(context, pieces, at!.value);
  return {
    parameters,
    loss: value,
    gradient: vector,
    async hessianProducts(directions) {
      const products: Float64Array[] = [];
      for (const direction of directions)
        products.push(await along(context, pass, at, direction, 1));
      return products;
    },
    async thirdDerivative(direction) {
      const coefficient = await along(context, pass, at, direction, 2);
      // The ε² coefficient of the gradient is half of ∇³L(v, v).
      return coefficient.map((entry) => 2 * entry);
    },
    dispose() {
      ops.free(owned);
    },
  };
}

/** The ε^order coefficient of ∇L(θ + εv): ∇²L v for order 1, ½∇³L(v, v) for order 2. */
async function along<M>(
  context: Context<M>,
  base: LayerPass<M>,
  at: LossExpansion<M>,
  direction: Float64Array,
  order: 1 | 2,
): Promise<Float64Array> {
  const { ops, loss, samples } = context;
  let pieces: GradientPiece<M>[] = [];
  const made = ops.scope(() => {
    const pass = base.along(direction);
    // The data do not move: their higher coefficients are zero.
    const first = pass.forward(null)!;
    const second = order === 2 ? (pass.forward(null) ?? ops.scale(first, 0)) : null;
    pass.receive(loss.first(ops, at, first, samples));
    if (second !== null) pass.receive(loss.second(ops, at, first, second, samples));
    pieces = pass.gradient();
    return pieces.map(({ values }) => values);
  });
  const { vector } = await readGradient(context, pieces, null);
  ops.free(made);
  return vector;
}

/** Pieces in one read-back, put into their places; a value before them. */
async function readGradient<M>(
  { ops, parameterCount }: Context<M>,
  pieces: readonly GradientPiece<M>[],
  value: M | null,
): Promise<{ value: number; vector: Float64Array }> {
  const matrices = pieces.map(({ values }) => values);
  const parts = await ops.read(value === null ? matrices : [value, ...matrices]);
  const vector = new Float64Array(parameterCount);
  let from = value === null ? 0 : 1;
  for (const { place, length } of pieces) {
    place(parts.subarray(from, from + length), vector);
    from += length;
  }
  return { value: parts[0]!, vector };
}
