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

export interface CifarData {
  kind: "cifar10";
  samples: number;
  /** Index of the first image, among those of the chosen classes. */
  offset: number;
  /** Labels 0..9; output k of one-hot targets stands for the k-th. null = all ten, in order. */
  classes: number[] | null;
  /** Side in pixels after average pooling. */
  side: 8 | 16 | 32;
  /** `sign`: −1 for the first and +1 for the second of two classes. */
  targets: "one-hot" | "sign";
}

/** A file on the viewer's machine, known by what is in it. */
export interface FileIdentity {
  name: string;
  /** In bytes, as it is on disk. */
  size: number;
  /** Of its bytes, in lower-case hexadecimal. */
  sha256: string;
}

/** Data of the viewer's own, in files that never leave their machine. */
export interface FileData {
  kind: "file";
  format: "csv" | "idx" | "cifar10";
  /** One; of IDX the images, then the labels. */
  files: FileIdentity[];
  samples: number;
  /** Index of the first row, among those of the chosen classes. */
  offset: number;
  /** Rows one after the other, or spread evenly over all there are from the offset on. */
  subset: "first" | "spread";
  /** Column of the target, from 0; of images null, they have labels. */
  column: number | null;
  /** `values`: the number itself. `sign`: −1 for the first and +1 for the second of two classes. */
  targets: "values" | "one-hot" | "sign";
  /** Labels, numbers or places of words in order of appearance; output k stands for the k-th. */
  classes: number[];
  /**
   * `inputs`: each column, or channel of images, to mean 0 and deviation 1 over the chosen rows; `all`:
   * values to be learned too. `none` leaves columns as they are, and pixels as parts of 255.
   */
  standardise: "none" | "inputs" | "all";
  /** Of one row of inputs, which the file must have: its length, or [channels, height, width]. */
  shape: number[];
}

export interface InlineData {
  kind: "inline";
  /** One row per sample; a row may be nested [channel][row][column]. */
  inputs: NestedNumbers[];
  /** One row per sample. */
  targets: number[][];
}

export type NestedNumbers = number | NestedNumbers[];
export type DataSource = ChebyshevData | ImageData | CifarData | FileData | InlineData;

/**
 * Multilayer perceptrons. `residual-mlp` adds to every hidden layer but the first its input,
 * h + φ(W h + b), so that all hidden widths are equal; `layernorm-mlp` normalises before each
 * activation, φ(LayerNorm(W h + b)). With the activation `identity` an `mlp` is a deep linear network.
 */
export interface MlpModel {
  kind: (typeof MLP_KINDS)[number];
  /** Hidden widths, 0 to 8 layers; [] is a linear model. */
  hidden: number[];
  activation: Activation;
  bias: boolean;
}

/**
 * Per entry of `channels` a 3×3 convolution with bias, stride 1 and zero padding 1; the activation;
 * 2×2 average pooling. Then one linear layer with bias.
 */
export interface CnnModel {
  kind: "cnn";
  /** Channels of each convolution, 1 to 6 of them. */
  channels: number[];
  activation: Activation;
}

export type Model = MlpModel | CnnModel;

export const MLP_KINDS = ["mlp", "residual-mlp", "layernorm-mlp"] as const;
export const MODEL_KINDS: readonly Model["kind"][] = [...MLP_KINDS, "cnn"];

/**
 * `lecun`: W ~ N(0, gain²/n_in), b = 0. `torch`: W, b ~ U(±gain/√n_in). n_in of a convolution is
 * 9 · channels; layer normalisation starts with gain 1 and shift 0.
 */
export type Initialisation =
  { scheme: "lecun" | "torch"; gain: number; seed: number } | { parameters: number[] };

/** Gradient descent with momentum μ, as `torch.optim.SGD` has it, without or with `nesterov`. */
export interface MomentumOptimizer {
  kind: "heavy-ball" | "nesterov";
  /** μ, 0 ≤ μ < 1. */
  momentum: number;
}

/** Steps divided by the root mean square of recent gradients, entry by entry. */
export interface RmspropOptimizer {
  kind: "rmsprop";
  /** β₂, 0 ≤ β₂ < 1: how slowly the mean square forgets. */
  beta2: number;
  /** ε > 0, added to the root. */
  epsilon: number;
}

/** The same with momentum, both averages corrected for their beginning at zero. */
export interface AdamOptimizer extends Omit<RmspropOptimizer, "kind"> {
  kind: "adam";
  /** β₁, 0 ≤ β₁ < 1. */
  beta1: number;
}

/** The rule of a step, where it is not gradient descent. */
export type Optimizer = MomentumOptimizer | RmspropOptimizer | AdamOptimizer;

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
  model: Model;
  loss: Loss;
  init: Initialisation;
  /** Absent for gradient descent. Overlays and nudge are of gradient descent, and rest with another. */
  optimizer?: Optimizer | undefined;
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
