/**
 * A multilayer perceptron's training loss as a TaylorModel, for any arithmetic.
 *
 * Instead of differentiating a gradient again (nested automatic differentiation in TensorFlow.js is
 * silently wrong), parameters are truncated power series θ(ε) = θ + εv, and both the forward and the
 * backward pass are carried out on series. The coefficients of the resulting gradient series are
 *   ε⁰: ∇L,   ε¹: ∇²L v,   ε²: ½ ∇³L(v, v).
 */
import type { Activation, Loss } from "../../model/experiment.ts";
import type { Dataset } from "../../model/dataset.ts";
import { networkLayout, parameterCount, type LayerLayout } from "../../model/network.ts";
import { ACTIVATION_FUNCTIONS } from "./activations/activationFunctions.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { expandLayers, type BasePass } from "./basePass.ts";
import { LOSS_FUNCTIONS } from "./losses/lossFunctions.ts";
import { tangentPass } from "./tangentPass.ts";
import type { ExpansionPoint, TaylorModel } from "./taylorModel.ts";

export interface MlpDescription {
  /** [inputs, …hidden, outputs] */
  sizes: number[];
  bias: boolean;
  activation: Activation;
  loss: Loss;
}

/** What every pass needs and no pass changes. */
export interface MlpContext<M> {
  ops: Arithmetic<M>;
  layers: LayerLayout[];
  activation: (typeof ACTIVATION_FUNCTIONS)[Activation];
  loss: (typeof LOSS_FUNCTIONS)[Loss];
  /** n × inputSize */
  inputs: M;
  /** n × outputSize */
  targets: M;
  samples: number;
}

/** Build the network once from its description; the data are uploaded once. */
export function createMlp<M>(
  ops: Arithmetic<M>,
  description: MlpDescription,
  dataset: Dataset,
): TaylorModel {
  const d = parameterCount(description.sizes, description.bias);
  const context: MlpContext<M> = {
    ops,
    layers: networkLayout(description.sizes, description.bias),
    activation: ACTIVATION_FUNCTIONS[description.activation],
    loss: LOSS_FUNCTIONS[description.loss],
    inputs: ops.matrix(dataset.inputs, dataset.samples, dataset.inputSize),
    targets: ops.matrix(dataset.targets, dataset.samples, dataset.outputSize),
    samples: dataset.samples,
  };
  return {
    parameterCount: d,
    precision: ops.precision,
    async expandAt(parameters) {
      if (parameters.length !== d) {
        throw new RangeError(`got ${parameters.length} parameters, the network has ${d}`);
      }
      const base = expandLayers(context, parameters);
      const values = await ops.read([base.loss.value, ...base.gradient]);
      return expansionPoint(context, base, parameters, values[0]!, values.slice(1));
    },
    dispose() {
      ops.free([context.inputs, context.targets]);
    },
  };
}

function expansionPoint<M>(
  context: MlpContext<M>,
  base: BasePass<M>,
  parameters: Float64Array,
  loss: number,
  gradient: Float64Array,
): ExpansionPoint {
  const { ops } = context;
  return {
    parameters,
    loss,
    gradient,
    async hessianProducts(directions) {
      const passes = directions.map((v) => ops.scope(() => tangentPass(context, base, v, 1)));
      const values = await ops.read(passes.flat());
      for (const pass of passes) ops.free(pass);
      return directions.map((v, i) => values.slice(i * v.length, (i + 1) * v.length));
    },
    async thirdDerivative(direction) {
      const pass = ops.scope(() => tangentPass(context, base, direction, 2));
      const coefficient = await ops.read(pass);
      ops.free(pass);
      // The ε² coefficient of the gradient is half of ∇³L(v, v).
      return coefficient.map((value) => 2 * value);
    },
    dispose() {
      ops.free(base.owned);
    },
  };
}
