/**
 * An experiment: one JSON object that determines a run completely (contract, version 1).
 * Everything here is data; `parseExperiment.ts` validates it, the engine runs it.
 */

/** Elementwise nonlinearity φ between layers. `gelu` is the tanh approximation. */
export type Activation = "tanh" | "swish" | "gelu" | "relu" | "identity";
export const ACTIVATIONS: readonly Activation[] = ["tanh", "swish", "gelu", "relu", "identity"];

/**
 * Training loss over n samples, f the network output, y the target:
 * `mse` (1/n) Σᵢ Σₖ (f−y)²; `half-mse` half of it; `cross-entropy` mean softmax cross-entropy on
 * one-hot targets; `logistic` mean log(1+e^(−yf)), y = ±1, one output.
 */
export type Loss = "mse" | "half-mse" | "cross-entropy" | "logistic";
export const LOSSES: readonly Loss[] = ["mse", "half-mse", "cross-entropy", "logistic"];

export interface ChebyshevData {
  kind: "chebyshev";
  /** Degree of the target polynomial T_degree, 0..20. */
  degree: number;
  /** Inputs evenly spaced on [-1, 1]. */
  samples: number;
}

export interface ImageData {
  kind: "mnist" | "fashion-mnist";
  samples: number;
  /** Index of the first image. */
  offset: number;
  /** Side in pixels after average pooling. */
  side: 7 | 14 | 28;
  /** Input = pixel / 255 · scale. */
  scale: number;
  targets: "one-hot" | "parity";
}

export interface InlineData {
  kind: "inline";
  /** One row per sample; a row may be nested [channel][row][column]. */
  inputs: NestedNumbers[];
  /** One row per sample. */
  targets: number[][];
}

export type NestedNumbers = number | NestedNumbers[];
export type DataSource = ChebyshevData | ImageData | InlineData;

export interface MlpModel {
  kind: "mlp";
  /** Hidden widths, 0 to 8 layers; [] is a linear model. */
  hidden: number[];
  activation: Activation;
  bias: boolean;
}

/** `lecun`: W ~ N(0, gain²/n_in), b = 0. `torch`: W, b ~ U(±gain/√n_in). */
export type Initialisation =
  { scheme: "lecun" | "torch"; gain: number; seed: number } | { parameters: number[] };

export interface LearningRateChange {
  /** Applied before the update of this step. */
  step: number;
  learningRate: number;
}

export type Overlay =
  "constrained" | "prediction" | "modes" | "centralFlow" | "flow" | "flowFromStart" | "frozen";
export const OVERLAYS: readonly Overlay[] = [
  "constrained",
  "prediction",
  "flow",
  "flowFromStart",
  "frozen",
  "modes",
  "centralFlow",
];

export interface Experiment {
  version: 1;
  data: DataSource;
  model: MlpModel;
  loss: Loss;
  init: Initialisation;
  /** η > 0, in param²/loss. */
  learningRate: number;
  learningRateChanges: LearningRateChange[];
  /** k: at the first edge step θ ← θ + k·δ·u. 0 = none. */
  nudge: number;
  /** Where the run pauses, in updates; 0 = no limit. */
  steps: number;
  /** How many leading Hessian eigenvalues, 1..6. */
  eigenvalues: number;
  overlays: Overlay[];
}
