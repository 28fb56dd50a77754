/** The experiments of the lessons. Numbers that several lessons share are chosen once. */
import type { Experiment } from "../model/experiment.ts";
import { nudged } from "../presets/nudged.ts";
import { tooSmall } from "../presets/tooSmall.ts";
import { twoModes } from "../presets/twoModes.ts";

/** The network of the opening preset, η = 0.11: 2/η = 18.18, the edge at step 40. */
export const atEdge: Experiment = nudged.experiment;

/** The same with η = 0.02: the line is never reached. */
export const farBelow: Experiment = tooSmall.experiment;

export const manyModes: Experiment = twoModes.experiment;

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
