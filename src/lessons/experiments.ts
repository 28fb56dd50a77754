/** The experiments of the lessons. Numbers that several lessons share are chosen once. */
import type { Experiment } from "../model/experiment.ts";
import { nudged } from "../presets/nudged.ts";
import { secondMode } from "../presets/secondMode.ts";
import { tooSmall } from "../presets/tooSmall.ts";
import { twoModes } from "../presets/twoModes.ts";

/** By turns of the small arc and of the large one. */
const ARCS: readonly (readonly [number, number])[] = [
  [0.5, 0],
  [0.95, 0.3],
  [0.41, 0.29],
  [0.61, 0.79],
  [0.17, 0.47],
  [0.04, 1],
  [-0.13, 0.48],
  [-0.54, 0.84],
  [-0.39, 0.32],
  [-0.93, 0.38],
  [-0.5, 0.04],
  [-0.97, -0.23],
  [-0.43, -0.25],
  [-0.67, -0.74],
  [-0.21, -0.46],
  [-0.12, -0.99],
  [0.09, -0.49],
  [0.47, -0.88],
  [0.36, -0.35],
  [0.89, -0.45],
];

/** The network of the opening preset, η = 0.11: 2/η = 18.18, the edge at step 40. */
export const atEdge: Experiment = nudged.experiment;

/** The same with η = 0.02: the line is never reached. */
export const farBelow: Experiment = tooSmall.experiment;

export const manyModes: Experiment = twoModes.experiment;

/** Two modes that go round for long, and are predicted: 2/η = 8, the edge at step 47, λ₂ there at 160. */
export const twoOscillations: Experiment = secondMode.experiment;

/**
 * Two weights on two points: L = ½·(4 (w − 2)² + (b − 1)²), a bowl four times as curved along w as
 * along b. Nothing about it changes during training but the position.
 */
export function bowl(learningRate: number): Experiment {
  return {
    version: 1,
    data: { kind: "inline", inputs: [[2], [-2]], targets: [[5], [-3]] },
    model: { kind: "mlp", hidden: [], activation: "identity", bias: true },
    loss: "half-mse",
    init: { parameters: [0, 0] },
    learningRate,
    learningRateChanges: [],
    nudge: 0,
    steps: 40,
    eigenvalues: 2,
    overlays: [],
  };
}

/** No nudge: the run meets the edge with what oscillation it happens to have. */
export const unnudged: Experiment = { ...atEdge, nudge: 0, steps: 160 };

/** At step 201 η is halved. */
export const halved: Experiment = {
  ...atEdge,
  learningRateChanges: [{ step: 201, learningRate: 0.055 }],
  steps: 520,
};

/** Half the η from the start … */
export const slow: Experiment = { ...atEdge, learningRate: 0.055, steps: 520 };

/** … and doubled at step 321. */
export const doubled: Experiment = {
  ...slow,
  learningRateChanges: [{ step: 321, learningRate: 0.11 }],
};

/** With gradient flow from step 0 beside it. */
export const besideFlow: Experiment = {
  ...atEdge,
  overlays: ["constrained", "prediction", "flow", "flowFromStart"],
};

export const slowBesideFlow: Experiment = { ...farBelow, overlays: ["flowFromStart"], steps: 300 };

/** Points of two arcs, a small and a large one, which a network is to tell apart. */
export const classifier: Experiment = {
  version: 1,
  data: {
    kind: "inline",
    inputs: ARCS.map(([x, y]) => [x, y]),
    targets: ARCS.map((_, i) => (i % 2 === 0 ? [1, 0] : [0, 1])),
  },
  model: { kind: "mlp", hidden: [16], activation: "tanh", bias: true },
  loss: "cross-entropy",
  init: { scheme: "lecun", gain: 1, seed: 0 },
  learningRate: 1.35,
  learningRateChanges: [],
  nudge: 0.3,
  steps: 300,
  eigenvalues: 2,
  overlays: ["constrained", "prediction", "flow"],
};
