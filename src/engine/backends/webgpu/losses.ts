import type { Loss } from "../../../model/experiment.ts";

/** WGSL expressions for the four samples at hand. */
export interface LossOperands {
  /** Coefficient `c` of the network output in column `k`. */
  output: (c: 0 | 1 | 2, k: string) => string;
  target: (k: string) => string;
  /** Coefficient `c` of ∂L/∂output, to be assigned. */
  adjoint: (c: 0 | 1 | 2, k: string) => string;
}

/**
 * One training loss at four samples, in WGSL. The formulas are those of `taylor/losses/`; `outs` is
 * the number of columns, `samples` is n as a float.
 */
export interface LossCode {
  /** Adds the samples' shares to `loss`, and stores coefficient 0. */
  base: (at: LossOperands) => string;
  /** Stores coefficients 1 to `order`. */
  tangent: (at: LossOperands, order: 1 | 2) => string;
}

const overOutputs = (body: string) => `for (var k = 0; k < outs; k++) {${body}}`;

function squaredLoss(c: number): LossCode {
  const slope = (at: LossOperands, i: 1 | 2) =>
    `${at.adjoint(i, "k")} = ${2 * c} * ${at.output(i, "k")} / samples;`;
  return {
    base: (at) =>
      overOutputs(`
    let error = ${at.output(0, "k")} - ${at.target("k")};
    loss += ${c} * error * error / samples;
    ${at.adjoint(0, "k")} = ${2 * c} * error / samples;`),
    tangent: (at, order) => overOutputs(slope(at, 1) + (order === 2 ? slope(at, 2) : "")),
  };
}

/** What `probability` needs. */
const softmax = ({ output }: LossOperands) => `
  var largest = ${output(0, "0")};
  ${overOutputs(`largest = max(largest, ${output(0, "k")});`)}
  var normaliser = vec4<f32>(0.0);
  ${overOutputs(`normaliser += exp(${output(0, "k")} - largest);`)}`;
const probability = ({ output }: LossOperands) =>
  `let p = exp(${output(0, "k")} - largest) / normaliser;`;

const crossEntropyLoss: LossCode = {
  base: (at) => `
  ${softmax(at)}
  loss = log(normaliser) / samples;
  ${overOutputs(`
    ${probability(at)}
    let y = ${at.target("k")};
    loss -= y * (${at.output(0, "k")} - largest) / samples;
    ${at.adjoint(0, "k")} = (p - y) / samples;`)}`,
  tangent(at, order) {
    const f1 = at.output(1, "k");
    const twiceF2 = `2.0 * ${at.output(2, "k")}`;
    const centred = `let centred = ${f1} - s0;`;
    const first = `
  ${softmax(at)}
  var s0 = vec4<f32>(0.0);
  ${overOutputs(`${probability(at)} s0 += p * ${f1};`)}
  ${overOutputs(`${probability(at)} ${at.adjoint(1, "k")} = p * (${f1} - s0) / samples;`)}`;
    if (order === 1) return first;
    return `${first}
  var s1 = vec4<f32>(0.0);
  ${overOutputs(`${probability(at)} ${centred} s1 += p * (centred * ${f1} + ${twiceF2});`)}
  ${overOutputs(`
    ${probability(at)} ${centred}
    ${at.adjoint(2, "k")} = 0.5 * p * (centred * centred + ${twiceF2} - s1) / samples;`)}`;
  },
};

const margin = ({ output, target }: LossOperands) => `
    let y = ${target("k")};
    let negativeMargin = -y * ${output(0, "k")};
    let q = 1.0 / (1.0 + exp(-bounded(negativeMargin, 80.0)));`;

const logisticLoss: LossCode = {
  // log(1 + e^m) = max(m, 0) + log(1 + e^(−|m|)) does not overflow; max itself may lose a NaN.
  base: (at) =>
    overOutputs(`${margin(at)}
    let size = abs(negativeMargin);
    loss += (0.5 * (negativeMargin + size) + log(1.0 + exp(-size))) / samples;
    ${at.adjoint(0, "k")} = -y * q / samples;`),
  tangent: (at, order) =>
    overOutputs(`${margin(at)}
    let curvature = (q - q * q) / samples;
    let f1 = ${at.output(1, "k")};
    ${at.adjoint(1, "k")} = curvature * f1;
    ${
      order === 1
        ? ""
        : `${at.adjoint(2, "k")} =
      curvature * (${at.output(2, "k")} - 0.5 * y * (1.0 - 2.0 * q) * f1 * f1);`
    }`),
};

export const LOSS_CODE: Record<Loss, LossCode> = {
  mse: squaredLoss(1),
  "half-mse": squaredLoss(0.5),
  "cross-entropy": crossEntropyLoss,
  logistic: logisticLoss,
};
