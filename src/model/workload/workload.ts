/**
 * What a run needs, from sizes alone and before anything is read or allocated: memory, and arithmetic
 * per step. Estimates, meant to be right within a factor of about 1.5.
 */
import { datasetSizes } from "../datasets/datasetSizes.ts";
import type { Experiment, Overlay } from "../experiment.ts";
import { isReduced } from "./isReduced.ts";
import { networkSize, type NetworkSize } from "./networkSize.ts";

export interface Workload {
  parameters: number;
  /** Dimension of the space in which they move, at most. */
  moving: number;
  samples: number;
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
  const whole = networkSize(model, shape);
  const isSmaller = isReduced(experiment, whole.sizes, samples);
  const size = isSmaller ? networkSize(model, { inputSize: samples, outputSize }) : whole;
  const moving = size.parameters;
  const dataNumbers = samples * (inputSize + outputSize);
  // What was read; in the basis of its row space; and that basis.
  const copies = isSmaller ? 3 : 1;
  const curves = curvesOf(experiment);
  return {
    parameters: whole.parameters,
    moving,
    samples,
    processorBytes: 8 * (copies * dataNumbers + vectorsOf(experiment, curves) * moving),
    passBytes: {
      float32: 4 * passNumbers(size, samples, dataNumbers, 13),
      float64: 8 * passNumbers(size, samples, dataNumbers, 17),
    },
    bufferBytes: 4 * Math.max(moving, SAMPLES_TOGETHER * Math.max(inputSize, 6 * size.activations)),
    flops: {
      before: 2 * samples * productsOf(size, BEFORE_EDGE),
      atEdge: 2 * samples * productsOf(size, curves > 1 ? AT_EDGE : BEFORE_EDGE),
    },
  };
}

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

/** @param perActivation matrices of a pass as large as the outputs of all layers, an open point's too. */
function passNumbers(
  { activations, parameters }: NetworkSize,
  samples: number,
  dataNumbers: number,
  perActivation: number,
): number {
  // θ twice, a direction, and what comes in and goes out in float64.
  return dataNumbers + perActivation * samples * activations + 9 * parameters;
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
 * is followed, and θ†'s own. As many again in the last checkpoint, and half for what is not yet freed.
 */
function vectorsOf({ eigenvalues }: Experiment, curves: number): number {
  const held = curves * (9 + 4 * Math.max(2, eigenvalues)) + (curves > 1 ? 16 : 0);
  return 2.5 * held + 20;
}
