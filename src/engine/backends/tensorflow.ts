/** Matrix arithmetic in float32 on whichever TensorFlow.js backend is set. */
import type { Arithmetic, BlockGather, BlockMap } from "../taylor/arithmetic.ts";
import type { BackendName } from "../../protocol/backend.ts";
import { transposed } from "./transposed.ts";
import { tf, type Tensor2D, type TensorContainer } from "../tf.ts";

export type TensorflowBackend = Exclude<BackendName, "float64">;

/** @param backend the one that is set: what is fast differs between them, what is right does not. */
export function tensorflowArithmetic(backend: TensorflowBackend): Arithmetic<Tensor2D> {
  const isGpu = backend === "webgl" || backend === "webgpu";
  const product = (a: Tensor2D, b: Tensor2D): Tensor2D => tf.matMul(a, b);
  return {
    precision: "float32",
    matrix: (values, rows, columns) =>
      tf.tensor2d(new Float32Array(values), [rows, columns], "float32"),
    transposedMatrix: (values, rows, columns) =>
      tf.tensor2d(
        transposed(values, new Float32Array(values.length), rows, columns),
        [columns, rows],
        "float32",
      ),
    product,
    // On wasm only the plain product reaches the fast XNNPACK kernel, ten times the transposed one.
    productTransposeLeft: (a, b) =>
      backend === "wasm" ? product(tf.transpose(a), b) : tf.matMul(a, b, true, false),
    add: (a, b) => tf.add(a, b),
    subtract: (a, b) => tf.sub(a, b),
    times: (a, b) => tf.mul(a, b),
    divide: (a, b) => tf.div(a, b),
    scale: (a, factor) => tf.mul(a, factor),
    shift: (a, c) => tf.add(a, c),
    // Some GPU drivers return NaN for tanh of a large argument; tanh(15) is 1 in float32.
    tanh: (a) => tf.tanh(isGpu ? tf.clipByValue(a, -15, 15) : a),
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
    reshape: (a, rows, columns) => tf.reshape(a, [rows, columns]),
    blockGather,
    scope: <T>(compute: () => T) => tf.tidy(compute as () => TensorContainer) as T,
    free(matrices) {
      for (const matrix of matrices) matrix.dispose();
    },
    async read(matrices) {
      if (!isGpu) {
        // Memory is at hand: packing would cost more than it saves.
        const parts = await Promise.all(matrices.map((matrix) => matrix.data()));
        return concatenate(parts);
      }
      const packed = tf.tidy(() =>
        matrices.length === 1
          ? tf.reshape(matrices[0]!, [-1])
          : tf.concat(matrices.map((matrix) => tf.reshape(matrix, [-1]))),
      );
      try {
        return new Float64Array(await packed.data());
      } finally {
        packed.dispose();
      }
    },
  };
}

/** Blocks are rows of one matrix with a row of zeros behind the last; the map is a list of rows. */
function blockGather(
  { columns, given, width, blocks }: BlockMap,
  images: number,
): BlockGather<Tensor2D> {
  const zeros = images * given;
  const rows = Int32Array.from({ length: images * blocks.length }, (_, i) => {
    const block = blocks[i % blocks.length]!;
    return block < 0 ? zeros : Math.floor(i / blocks.length) * given + block;
  });
  const index = tf.tensor1d(rows, "int32");
  const gathered = (a: Tensor2D) => {
    const all = tf.concat([tf.reshape(a, [zeros, columns]), tf.zeros([1, columns])]);
    return tf.gather(all, index);
  };
  const count = rows.length / width;
  return {
    beside: (a) => tf.tidy(() => tf.reshape(gathered(a), [count, width * columns])),
    summed: (a) => tf.tidy(() => tf.sum(tf.reshape(gathered(a), [count, width, columns]), 1)),
    free: () => index.dispose(),
  };
}

function concatenate(parts: readonly ArrayLike<number>[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
