import type { Preset } from "./preset.ts";

export const doubleRate: Preset = {
  id: "double-rate",
  title: "Double η mid-run",
  question: "Is a loss spike a bug?",
  watch:
    "At step 250 the line drops below the sharpness: the loss jumps to more than five times its value, sharpness falls under the new line, and within fifty steps the loss is lower than before.",
  answers:
    "One catapult moves the run to flatter ground; from there sharpness climbs back to the new line.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16, 16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 0 },
    learningRate: 0.08,
    learningRateChanges: [{ step: 250, learningRate: 0.16 }],
    nudge: 0.3,
    steps: 400,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "See a catapult and tell it from a cycle at the edge.",
    minutes: 8,
    questions: [
      {
        question: "Why does the spike not end the run?",
        answer:
          "The wide oscillation pushes sharpness down until it is below the new line, and from there it dies out.",
      },
      {
        question: "What distinguishes this spike from those at the edge?",
        answer:
          "It starts far above the line, happens once, and leaves sharpness well below 2/η instead of circling it.",
      },
    ],
  },
};
