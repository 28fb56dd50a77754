/** Matrix arithmetic in float32 on whichever TensorFlow.js backend is set. */
import type { Arithmetic } from "../taylor/arithmetic.ts";
import { tf, type Tensor2D, type TensorContainer } from "../tf.ts";

/**
 * @param transposeFirst on wasm only the plain matrix product reaches the fast XNNPACK kernel
 * (ten times the transposed one), so operands are transposed by a kernel of their own.
 */
export function tensorflowArithmetic(transposeFirst: boolean): Arithmetic<Tensor2D> {
  const product = (a: Tensor2D, b: Tensor2D): Tensor2D => tf.matMul(a, b);
  return {
    precision: "float32",
    matrix: (values, rows, columns) =>
      tf.tensor2d(Float32Array.from(values), [rows, columns], "float32"),
    product,
    productTransposeRight: (a, b) =>
      transposeFirst ? product(a, tf.transpose(b)) : tf.matMul(a, b, false, true),
    productTransposeLeft: (a, b) =>
      transposeFirst ? product(tf.transpose(a), b) : tf.matMul(a, b, true, false),
    add: (a, b) => tf.add(a, b),
    subtract: (a, b) => tf.sub(a, b),
    times: (a, b) => tf.mul(a, b),
    divide: (a, b) => tf.div(a, b),
    scale: (a, factor) => tf.mul(a, factor),
    shift: (a, c) => tf.add(a, c),
    // Some GPU drivers return NaN for tanh of a large argument; tanh(15) is 1 in float32.
    tanh: (a) => tf.tanh(tf.clipByValue(a, -15, 15)),
    sigmoid: (a) => tf.sigmoid(a),
    exp: (a) => tf.exp(a),
    log: (a) => tf.log(a),
    abs: (a) => tf.abs(a),
    positivePart: (a) => tf.relu(a),
    step: (a) => tf.step(a),
    rowSums: (a) => tf.sum(a, 1, true),
    rowMaxima: (a) => tf.max(a, 1, true),
    columnSums: (a) => tf.sum(a, 0, true),
    total: (a) => tf.sum(a, undefined, true),
    scope: <T>(compute: () => T) => tf.tidy(compute as () => TensorContainer) as T,
    free(matrices) {
      for (const matrix of matrices) matrix.dispose();
    },
    async read(matrices) {
      const packed = tf.tidy(() =>
        matrices.length === 1
          ? tf.reshape(matrices[0]!, [-1])
          : tf.concat(matrices.map((matrix) => tf.reshape(matrix, [-1]))),
      );
      try {
        return Float64Array.from(await packed.data());
      } finally {
        packed.dispose();
      }
    },
  };
}
