import type { Preset } from "./preset.ts";

export const halfLoss: Preset = {
  id: "half-loss",
  title: "Half the loss",
  question: "What does the convention ½ change?",
  watch:
    "The line stays, loss and sharpness start at half of the opening preset's, and the edge that was met at step 40 is met after step 500.",
  answers:
    "Double η as well and it is the opening run again, step for step: only the product of η and the loss matters.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16, 16], activation: "tanh", bias: true },
    loss: "half-mse",
    init: { scheme: "torch", gain: 1.5, seed: 1 },
    learningRate: 0.11,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 800,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Avoid the factor of two that makes papers hard to compare.",
    minutes: 5,
    questions: [
      {
        question: "Two papers report η = 0.1. What must you know to compare them?",
        answer:
          "Whether their squared error carries ½ and how it is averaged: both rescale sharpness against 2/η.",
      },
      {
        question: "Which curves change when the loss is halved and η doubled?",
        answer:
          "Loss, sharpness and the line are halved; x, distances and stages stay as they were.",
      },
    ],
  },
};
