/**
 * Forward and backward through the whole network for a few samples, in one program: until the
 * gradients are summed, samples know nothing of each other. A workgroup carries its samples through
 * all layers; what it writes to the state in between only itself reads, so barriers within it do.
 */
import type { Activation, Loss } from "../../../model/experiment.ts";
import { activationCode } from "./activations.ts";
import { BASE_MATRICES, LANES, LAYER_STRIDE, MATRIX, TANGENT_MATRICES } from "./fusedNetwork.ts";
import { LOSS_CODE } from "./losses.ts";
import { fusedProgram, type FusedProgram } from "./program.ts";

/** Fours of samples of one workgroup. */
const FOURS = 2;
export const SAMPLES_PER_GROUP = FOURS * LANES;
const THREADS = 128;

type Coefficient = 0 | 1 | 2;
type Matrix = keyof typeof MATRIX;

/**
 * Order 0: the base state, from inputs, targets and parameters.
 * Order 1 or 2: coefficients ε¹ to ε^order along each direction, from the base state and directions.
 */
export function samplePass(order: 0 | 1 | 2, activation: Activation, loss: Loss): FusedProgram {
  const stateMatrices = order === 0 ? 0 : order * TANGENT_MATRICES;
  const code = `
${activationCode(activation)}
fn part(matrix : i32, start : i32, width : i32, four : i32) -> i32 {
  return (matrix * uniforms.width + start) * uniforms.fours + four * width;
}
fn main() {
  let group = i32(workgroupId.x) % uniforms.across;
  let direction = i32(workgroupId.x) / uniforms.across;
  let firstFour = group * ${FOURS};
  let slice = direction * ${stateMatrices} * uniforms.width * uniforms.fours;
  let along = uniforms.directionsAt + direction * uniforms.parameterCount;
  let thread = i32(localIndex);
  for (var l = 0; l < uniforms.layerCount; l++) {
    ${READ_LAYER}
    ${forward(order)}
    storageBarrier();
  }
  ${atOutput(order, loss)}
  storageBarrier();
  for (var l = uniforms.layerCount - 1; l > 0; l--) {
    ${READ_LAYER}
    ${backward(order)}
    storageBarrier();
  }
}`;
  return fusedProgram({
    key: `brink_pass${order}_${activation}_${loss}`,
    threads: THREADS,
    resultComponents: LANES,
    buffers: {
      layers: 1,
      inputs: LANES,
      targets: LANES,
      parameters: 1,
      directions: 1,
      base: LANES,
    },
    code,
  });
}

const READ_LAYER = `
    let row = ${LAYER_STRIDE} * l;
    let ins = layers[row];
    let outs = layers[row + 1];
    let weights = layers[row + 2];
    let biases = layers[row + 3];
    let start = layers[row + 4];`;

/** The coefficients this program computes. */
function computedBy(order: 0 | 1 | 2): Coefficient[] {
  return order === 0 ? [0] : order === 1 ? [1] : [1, 2];
}

/** Where a matrix's columns for four samples begin; `start` and `width` are those of its layer. */
function place(c: Coefficient, matrix: Matrix, start: string, width: string): string {
  const index = MATRIX[matrix] + (c === 0 ? 0 : (c - 1) * TANGENT_MATRICES);
  return `${c === 0 ? "" : "slice + "}part(${index}, ${start}, ${width}, four)`;
}

/** The buffer in which the program of this order finds coefficient c. */
function bufferOf(order: 0 | 1 | 2, c: Coefficient): string {
  return order > 0 && c === 0 ? "base" : "result";
}

/** z = Wh + b as a series, by Cauchy's rule with W = W₀ + εW₁; then φ(z). */
function forward(order: 0 | 1 | 2): string {
  const computed = computedBy(order);
  const own = (c: Coefficient, matrix: Matrix) =>
    `${bufferOf(order, c)}[${place(c, matrix, "start", "outs")} + column]`;
  const activated = [
    "phi.value",
    "phi.first * sum1",
    "phi.first * sum2 + 0.5 * phi.second * sum1 * sum1",
  ];
  // θ = θ₀ + εv, and the data do not depend on ε.
  const [first, parameter] =
    order === 0 ? ["sum0", "parameters[uniforms.pointAt + "] : ["sum1", "directions[along + "];
  return eachColumn(
    "outs",
    `
      ${computed.map((c) => `var sum${c} = vec4<f32>(0.0);`).join(" ")}
      let weightAt = weights + column * ins;
      if (biases >= 0) {
        ${first} += ${parameter}biases + column];
      }
      if (l == 0) {
        let inputAt = four * ins;
        for (var k = 0; k < ins; k++) {
          ${first} += ${parameter}weightAt + k] * inputs[inputAt + k];
        }
      } else {
        ${
          // The layer before this one ends where this one starts, and its outputs are the inputs here.
          sumOver("ins", "weightAt + k", order, (c) => place(c, "value", "start - ins", "ins"))
        }
      }
      ${computed.map((c) => `${own(c, "z")} = sum${c};`).join("\n")}
      if (l < uniforms.layerCount - 1) {
        let phi = activation(${order === 0 ? "sum0" : own(0, "z")});
        ${computed.map((c) => `${own(c, "value")} = ${activated[c]};`).join("\n")}
      }`,
  );
}

/** ∂L/∂h = Wᵀ ∂L/∂z as a series; then through the activation that made h. */
function backward(order: 0 | 1 | 2): string {
  const computed = computedBy(order);
  const before = (c: Coefficient, matrix: Matrix) =>
    `${bufferOf(order, c)}[${place(c, matrix, "start - ins", "ins")} + column]`;
  // The series of φ'(z) times that of ∂L/∂h.
  const adjoint = [
    "phi.first * sum0",
    "phi.first * sum1 + upstream * phi.second * z1",
    `phi.first * sum2 + sum1 * phi.second * z1
          + upstream * (phi.second * ${before(2, "z")} + 0.5 * phi.third * z1 * z1)`,
  ];
  return eachColumn(
    "ins",
    `
      ${computed.map((c) => `var sum${c} = vec4<f32>(0.0);`).join(" ")}
      let weightAt = weights + column;
      ${sumOver("outs", "weightAt + k * ins", order, (c) => place(c, "adjoint", "start", "outs"))}
      let phi = activation(${before(0, "z")});
      ${
        order === 0
          ? `${before(0, "upstream")} = sum0;`
          : `let upstream = ${before(0, "upstream")};
      let z1 = ${before(1, "z")};`
      }
      ${computed.map((c) => `${before(c, "adjoint")} = ${adjoint[c]};`).join("\n")}`,
  );
}

/** Share out four samples by one column to a thread. */
function eachColumn(width: string, body: string): string {
  return `
    for (var e = thread; e < ${FOURS} * ${width}; e += ${THREADS}) {
      let column = e % ${width};
      let four = firstFour + e / ${width};
      ${body}
    }`;
}

/** Adds Σₖ x_c W₀ + x_{c−1} W₁ to sum_c, where `x` says where the x_c begin. */
function sumOver(
  count: string,
  weight: string,
  order: 0 | 1 | 2,
  x: (c: Coefficient) => string,
): string {
  const all = ([0, 1, 2] as const).slice(0, order + 1);
  const lines = [
    ["sum0 += w * x0;"],
    [`let v = directions[along + ${weight}];`, "sum1 += w * x1 + v * x0;"],
    [
      `let v = directions[along + ${weight}];`,
      "sum1 += w * x1 + v * x0;",
      "sum2 += w * x2 + v * x1;",
    ],
  ][order]!;
  return `${all.map((c) => `let at${c} = ${x(c)};`).join(" ")}
        for (var k = 0; k < ${count}; k++) {
          let w = parameters[uniforms.pointAt + ${weight}];
          ${all.map((c) => `let x${c} = ${bufferOf(order, c)}[at${c} + k];`).join(" ")}
          ${lines.join("\n")}
        }`;
}

/** The loss and ∂L/∂output: one thread for four samples, since a softmax couples columns. */
function atOutput(order: 0 | 1 | 2, loss: Loss): string {
  const at = (c: Coefficient, matrix: Matrix, k: string) =>
    `${bufferOf(order, c)}[${place(c, matrix, "start", "outs")} + ${k}]`;
  const operands = {
    output: (c: Coefficient, k: string) => at(c, "z", k),
    target: (k: string) => `targets[four * outs + ${k}]`,
    adjoint: (c: Coefficient, k: string) => at(c, "adjoint", k),
  };
  const code = LOSS_CODE[loss];
  return `
  if (thread < ${FOURS}) {
    let four = firstFour + thread;
    let outs = layers[${LAYER_STRIDE} * (uniforms.layerCount - 1) + 1];
    let start = layers[${LAYER_STRIDE} * (uniforms.layerCount - 1) + 4];
    let samples = f32(uniforms.samples);
    ${
      order === 0
        ? `var loss = vec4<f32>(0.0);
    ${code.base(operands)}
    result[part(${BASE_MATRICES}, 0, 1, four)] = loss;`
        : code.tangent(operands, order)
    }
  }`;
}
