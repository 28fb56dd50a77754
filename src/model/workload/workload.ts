/**
 * What a run needs, from sizes alone and before anything is read or allocated: memory, and arithmetic
 * per step. Estimates, meant to be right within a factor of about 1.5.
 */
import { datasetSizes } from "../datasets/datasetSizes.ts";
import type { Experiment, Overlay } from "../experiment.ts";
import { isReduced } from "./isReduced.ts";
import { KERNEL_PIXELS, networkLayers } from "../networkLayers.ts";
import { LONGEST_PASS } from "./longestPass.ts";
import { KEPT_ACTIVATIONS, networkSize, type NetworkSize } from "./networkSize.ts";

export interface Workload {
  parameters: number;
  /** Dimension of the space in which they move, at most. */
  moving: number;
  samples: number;
  /** Passes with memory of their own, or composed of matrix operations, ten times as slow. */
  passes: "fused" | "composed";
  /** Of data and vectors, on the processor in float64. */
  processorBytes: number;
  /** Of data and passes where derivatives are computed, in either precision. */
  passBytes: { float32: number; float64: number };
  /** Of the largest buffer that cannot be divided. */
  bufferBytes: number;
  /** FLOPs of a step: loss, two eigenvalues and update; and with all curves from the edge on. */
  flops: { before: number; atEdge: number };
}

export function workloadOf(experiment: Experiment): Workload {
  const { model, data } = experiment;
  const shape = datasetSizes(data);
  const { samples, inputSize, outputSize } = shape;
  const whole = networkSize(networkLayers(model, shape));
  const isSmaller = isReduced(experiment, shape);
  const size = isSmaller
    ? networkSize(networkLayers(model, { inputSize: samples, outputSize }))
    : whole;
  const moving = size.parameters;
  const dataNumbers = samples * (inputSize + outputSize);
  // A convolution keeps the patches of its data.
  const passData = model.kind === "cnn" ? KERNEL_PIXELS * dataNumbers : dataNumbers;
  // What was read; in the basis of its row space; and that basis.
  const copies = isSmaller ? 3 : 1;
  const curves = curvesOf(experiment);
  const passes = model.kind === "mlp" ? "fused" : "composed";
  const numbersOf = (precision: "float32" | "float64", longest: number) =>
    passNumbers(size, samples, passes, precision, longest);
  return {
    parameters: whole.parameters,
    moving,
    samples,
    passes,
    processorBytes: 8 * (copies * dataNumbers + vectorsOf(experiment, curves) * moving),
    passBytes: {
      float32: 4 * (passData + numbersOf("float32", LONGEST_PASS.wasm)),
      float64: 8 * (passData + numbersOf("float64", LONGEST_PASS.float64)),
    },
    bufferBytes: 4 * Math.max(moving, SAMPLES_TOGETHER * Math.max(inputSize, 6 * size.activations)),
    flops: {
      before: 2 * samples * productsOf(size, BEFORE_EDGE),
      atEdge: 2 * samples * productsOf(size, curves > 1 ? AT_EDGE : BEFORE_EDGE),
    },
  };
}

interface PassMatrices {
  /** As large as the outputs of all layers together: what an open point holds of all samples. */
  held: number;
  /** The same of a pass: of one group of samples. */
  passing: number;
  /** As large as θ: once, and once more for each group. */
  parameters: number;
  parametersOfGroup: number;
}

/** Of passes with memory of their own, and of those composed layer by layer, whose groups are small; measured. */
const MATRICES: Record<"fused" | "composed", Record<"float32" | "float64", PassMatrices>> = {
  fused: {
    float32: { held: 6, passing: 7, parameters: 9, parametersOfGroup: 0 },
    float64: { held: 9, passing: 8, parameters: 0, parametersOfGroup: 0 },
  },
  composed: {
    float32: { held: 7, passing: 0, parameters: 9, parametersOfGroup: 2 },
    float64: { held: 10, passing: 0, parameters: 9, parametersOfGroup: 2 },
  },
};
/** Numbers that an open point holds of all samples, at most: beyond, derivatives compute them again. */
const MOST_HELD = { fused: Infinity, composed: KEPT_ACTIVATIONS };

/** Samples that WebGPU's programs carry together. */
const SAMPLES_TOGETHER = 8;

/**
 * Products with each weight in a step, by what it asks of a backend (docs/engine.md): a gradient and two
 * Hessian products; and a frame F(2).
 */
const BEFORE_EDGE = { first: 6, others: 15 };
const AT_EDGE = { first: 39, others: 116 };

function productsOf({ products }: NetworkSize, times: typeof BEFORE_EDGE): number {
  return times.first * products.first + times.others * products.others;
}

function passNumbers(
  { activations, parameters, products }: NetworkSize,
  samples: number,
  passes: Workload["passes"],
  precision: "float32" | "float64",
  longest: number,
): number {
  const matrices = MATRICES[passes][precision];
  const groups = Math.max(1, Math.ceil((samples * (products.first + products.others)) / longest));
  const together = Math.ceil(samples / groups);
  const held = Math.min(samples * activations, MOST_HELD[passes]);
  return (
    matrices.held * held +
    matrices.passing * together * activations +
    (matrices.parameters + matrices.parametersOfGroup * groups) * parameters
  );
}

/** Points that are followed with eigenvectors of their own: the iterate, θ†, and what runs beside. */
function curvesOf({ overlays }: Experiment): number {
  const has = (...names: Overlay[]) => names.some((name) => overlays.includes(name));
  const followed = [
    has("constrained", "prediction", "flow", "frozen"),
    has("flow"),
    has("flowFromStart"),
    has("frozen"),
  ];
  return 1 + followed.filter(Boolean).length;
}

/**
 * Vectors of length d that a run holds, measured: nine and four for each eigenvalue at each point that
 * is followed, and θ†'s own. As many again in the last checkpoint and in the page's, and half for what is
 * not yet freed.
 */
function vectorsOf({ eigenvalues }: Experiment, curves: number): number {
  const held = curves * (9 + 4 * Math.max(2, eigenvalues)) + (curves > 1 ? 16 : 0);
  return 3.5 * held + 20;
}
