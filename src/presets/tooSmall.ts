import type { Preset } from "./preset.ts";

export const tooSmall: Preset = {
  id: "too-small",
  title: "Never at the edge",
  question: "What if η is small?",
  watch:
    "Sharpness grows, but the line 2/η lies far above it, and the loss falls at every step until the run pauses.",
  answers:
    "The edge belongs to the step size as much as to the network: a short enough step does not meet it in this run, so no overlay starts.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16, 16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 1 },
    learningRate: 0.02,
    learningRateChanges: [],
    nudge: 0,
    steps: 600,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "See progressive sharpening alone, below the edge.",
    minutes: 4,
    questions: [
      {
        question: "Why is no overlay drawn?",
        answer: "They start where sharpness meets 2/η, and here it does not.",
      },
      {
        question: "What would you change to reach the edge?",
        answer: "A larger η, which lowers the line; or more steps.",
      },
    ],
  },
};
