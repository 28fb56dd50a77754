/**
 * The peer: derivatives by `tf.grads` nested in itself, as one writes them by hand in
 * TensorFlow.js. Only for the benchmark, and only once its gradients are repaired.
 */
import { tf, type Tensor2D } from "../../engine/tf.ts";
import type { MlpDescription } from "../../engine/taylor/mlp.ts";
import type { ExpansionPoint, TaylorModel } from "../../engine/taylor/taylorModel.ts";
import type { Dataset } from "../../model/dataset.ts";
import { networkLayout, parameterCount, type LayerLayout } from "../../model/network.ts";

type Tensors = tf.Tensor[];

/**
 * TensorFlow.js 4.22 differentiates tanh from its saved output, which loses a path of the second
 * derivative: nested gradients of a tanh net are wrong without a word (tfjs#3252). Saving the input
 * instead makes them right.
 */
export function repairTanhGradient(): void {
  tf.unregisterGradient("Tanh");
  tf.registerGradient({
    kernelName: "Tanh",
    inputsToSave: ["x"],
    gradFunc: (dy, [x]) => ({
      x: () => tf.mul(dy as tf.Tensor, tf.sub(1, tf.square(tf.tanh(x!)))),
    }),
  });
}

/**
 * @throws RangeError for anything but tanh with mse: only what the benchmark needs is repaired.
 */
export function createNestedGradModel(description: MlpDescription, dataset: Dataset): TaylorModel {
  if (description.activation !== "tanh" || description.loss !== "mse") {
    throw new RangeError("nested gradients are repaired for tanh and mse only");
  }
  repairTanhGradient();
  const layers = networkLayout(description.sizes, description.bias);
  const d = parameterCount(description.sizes, description.bias);
  const inputs = tensor2d(dataset.inputs, dataset.samples, dataset.inputSize);
  const targets = tensor2d(dataset.targets, dataset.samples, dataset.outputSize);
  const loss = (...parameters: Tensors) => {
    const output = network(inputs, parameters, description.bias);
    return tf.div(tf.sum(tf.square(tf.sub(output, targets))), dataset.samples) as tf.Scalar;
  };
  return {
    parameterCount: d,
    precision: "float32",
    async expandAt(parameters) {
      if (parameters.length !== d) {
        throw new RangeError(`got ${parameters.length} parameters, the network has ${d}`);
      }
      const at = tf.tidy(() => unpack(layers, parameters));
      const [value, gradient] = tf.tidy(() => {
        const both = tf.valueAndGrads(loss)(at);
        return [both.value, flatten(both.grads)];
      });
      const values = [await value.data(), await gradient.data()] as const;
      tf.dispose([value, gradient]);
      return nestedPoint(loss, layers, at, parameters, values[0][0]!, values[1]);
    },
    dispose() {
      tf.dispose([inputs, targets]);
    },
  };
}

function nestedPoint(
  loss: (...parameters: Tensors) => tf.Scalar,
  layers: LayerLayout[],
  at: Tensors,
  parameters: Float64Array,
  value: number,
  gradient: ArrayLike<number>,
): ExpansionPoint {
  const gradients = tf.grads(loss);
  /** Derivative along v of a gradient field, from the gradients of its product with v. */
  const along =
    (field: (at: Tensors) => Tensors, v: Tensors) =>
    (point: Tensors): Tensors =>
      tf.grads((...p: Tensors) => innerProduct(field(p), v))(point);
  const evaluate = async (
    direction: Float64Array,
    derivative: (v: Tensors) => (point: Tensors) => Tensors,
  ) => {
    const result = tf.tidy(() => flatten(derivative(unpack(layers, direction))(at)));
    const values = Float64Array.from(await result.data());
    result.dispose();
    return values;
  };
  return {
    parameters,
    loss: value,
    gradient: Float64Array.from(gradient),
    async hessianProducts(directions) {
      const products: Float64Array[] = [];
      for (const direction of directions) {
        products.push(await evaluate(direction, (v) => along(gradients, v)));
      }
      return products;
    },
    thirdDerivative: (direction) => evaluate(direction, (v) => along(along(gradients, v), v)),
    dispose() {
      tf.dispose(at);
    },
  };
}

function network(inputs: Tensor2D, parameters: Tensors, hasBias: boolean): tf.Tensor {
  const stride = hasBias ? 2 : 1;
  let signal: tf.Tensor = inputs;
  for (let i = 0; i < parameters.length; i += stride) {
    signal = tf.matMul(signal, parameters[i]!);
    if (hasBias) signal = tf.add(signal, parameters[i + 1]!);
    if (i + stride < parameters.length) signal = tf.tanh(signal);
  }
  return signal;
}

/**
 * Wᵀ (in × out) and b (out) of each layer: the layout of TensorFlow.js's own dense layers, whose
 * forward product needs no transposition.
 */
function unpack(layers: readonly LayerLayout[], flat: Float64Array): Tensors {
  return layers.flatMap(({ inputs, outputs, weightOffset, biasOffset }) => {
    const end = weightOffset + outputs * inputs;
    const weight = tf.transpose(tensor2d(flat.subarray(weightOffset, end), outputs, inputs));
    if (biasOffset === null) return [weight];
    return [
      weight,
      tf.tensor1d(Float32Array.from(flat.subarray(biasOffset, biasOffset + outputs))),
    ];
  });
}

/** The inverse of `unpack`, as one tensor. */
function flatten(tensors: Tensors): tf.Tensor {
  return tf.concat(
    tensors.map((tensor) => tf.reshape(tensor.rank === 2 ? tf.transpose(tensor) : tensor, [-1])),
  );
}

function innerProduct(a: Tensors, b: Tensors): tf.Scalar {
  return tf.addN(a.map((tensor, i) => tf.sum(tf.mul(tensor, b[i]!)))) as tf.Scalar;
}

function tensor2d(values: Float64Array, rows: number, columns: number): Tensor2D {
  return tf.tensor2d(Float32Array.from(values), [rows, columns]);
}
