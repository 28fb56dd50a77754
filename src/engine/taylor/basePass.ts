import type { LayerLayout } from "../../model/network.ts";
import type { ActivationSeries } from "./activations/activationSeries.ts";
import type { Arithmetic } from "./arithmetic.ts";
import type { LossExpansion } from "./losses/lossSeries.ts";
import type { MlpContext } from "./mlp.ts";

/** One layer at the base point. */
export interface BaseLayer<M> {
  /** out × in */
  weight: M;
  /** in × out: both orders are kept, because every pass needs both. */
  weightTransposed: M;
  /** Input of the layer, n × in. */
  input: M;
  /** φ and its derivatives at this layer's output; null for the last, linear layer. */
  activation: ActivationSeries<M> | null;
  /** ∂L/∂z, n × out. */
  adjoint: M;
  /** ∂L/∂input, n × in; null for the first layer, where nobody needs it. */
  inputAdjoint: M | null;
}

/** Forward and backward pass at θ, order 0, with all that higher orders share. */
export interface BasePass<M> {
  layers: BaseLayer<M>[];
  loss: LossExpansion<M>;
  /** ∇L piece by piece, in the order of the flat parameters. */
  gradient: M[];
  /** Every matrix this pass holds. */
  owned: M[];
}

export interface LayerParameters<M> {
  /** W, out × in. */
  weight: M;
  /** Wᵀ, in × out. */
  weightTransposed: M;
  /** b, 1 × out. */
  bias: M | null;
}

/** One layer's part of flat parameters, or of a flat direction. */
export function layerParameters<M>(
  ops: Arithmetic<M>,
  layer: LayerLayout,
  flat: Float64Array,
): LayerParameters<M> {
  const { inputs, outputs, weightOffset, biasOffset } = layer;
  const weights = flat.subarray(weightOffset, weightOffset + outputs * inputs);
  return {
    weight: ops.matrix(weights, outputs, inputs),
    weightTransposed: ops.transposedMatrix(weights, outputs, inputs),
    bias:
      biasOffset === null
        ? null
        : ops.matrix(flat.subarray(biasOffset, biasOffset + outputs), 1, outputs),
  };
}

/** z = h Wᵀ + b, φ(z), …, the loss, and the backward pass, at `parameters` (flat θ). */
export function expandLayers<M>(context: MlpContext<M>, parameters: Float64Array): BasePass<M> {
  const { ops } = context;
  const pass = ops.scope(() => {
    const forward = forwardPass(context, parameters);
    const loss = context.loss.expand(ops, forward.output, context.targets, context.samples);
    return { ...backwardPass(context, forward.layers, loss.gradient), loss };
  });
  const { layers, loss, gradient } = pass;
  const owned = [
    ...layers.flatMap((layer, l) => [
      layer.weight,
      layer.weightTransposed,
      layer.adjoint,
      layer.inputAdjoint,
      // The input of the first layer is the data set, shared by all points.
      l === 0 ? null : layer.input,
      layer.activation?.first ?? null,
      layer.activation?.second ?? null,
      layer.activation?.third ?? null,
    ]),
    loss.value,
    loss.gradient,
    loss.curvature,
    loss.third,
    ...gradient,
  ].filter((matrix): matrix is M => matrix !== null);
  return { layers, loss, gradient, owned: [...new Set(owned)] };
}

interface ForwardLayer<M> {
  weight: M;
  weightTransposed: M;
  input: M;
  activation: ActivationSeries<M> | null;
}

function forwardPass<M>(
  context: MlpContext<M>,
  parameters: Float64Array,
): { layers: ForwardLayer<M>[]; output: M } {
  const { ops } = context;
  const layers: ForwardLayer<M>[] = [];
  let signal = context.inputs;
  for (const [l, layout] of context.layers.entries()) {
    const { weight, weightTransposed, bias } = layerParameters(ops, layout, parameters);
    const product = ops.product(signal, weightTransposed);
    const z = bias === null ? product : ops.add(product, bias);
    const isLast = l === context.layers.length - 1;
    const activation = isLast ? null : context.activation(ops, z);
    layers.push({ weight, weightTransposed, input: signal, activation });
    signal = activation?.value ?? z;
  }
  return { layers, output: signal };
}

function backwardPass<M>(
  context: MlpContext<M>,
  forward: ForwardLayer<M>[],
  outputAdjoint: M,
): { layers: BaseLayer<M>[]; gradient: M[] } {
  const { ops } = context;
  const layers: BaseLayer<M>[] = [];
  const gradient: M[] = [];
  let adjoint = outputAdjoint;
  for (let l = forward.length - 1; l >= 0; l--) {
    const layer = forward[l]!;
    const pieces = [ops.productTransposeLeft(adjoint, layer.input)];
    if (context.layers[l]!.biasOffset !== null) pieces.push(ops.columnSums(adjoint));
    gradient.unshift(...pieces);
    const inputAdjoint = l === 0 ? null : ops.product(adjoint, layer.weight);
    layers.unshift({ ...layer, adjoint, inputAdjoint });
    if (inputAdjoint !== null) {
      const slope = forward[l - 1]!.activation!.first;
      adjoint = slope === null ? inputAdjoint : ops.times(inputAdjoint, slope);
    }
  }
  return { layers, gradient };
}
