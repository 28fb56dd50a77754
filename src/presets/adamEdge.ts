import type { Preset } from "./preset.ts";

export const adamEdge: Preset = {
  id: "adam-edge",
  title: "Adam at its edge",
  question: "Does Adam have an edge of stability, and where?",
  watch:
    "The preconditioned sharpness climbs to (2+2β₁)/((1−β₁)η) = 19,000 and goes up and down about it, with a small spike of the loss at each turn.",
  answers:
    "Adam’s line is that of its momentum in the units of its preconditioner: both stretch it, and raw sharpness says nothing of it.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 5, samples: 20 },
    model: { kind: "mlp", hidden: [32, 32], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 0 },
    optimizer: { kind: "adam", beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
    learningRate: 0.002,
    learningRateChanges: [],
    nudge: 0,
    steps: 600,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  view: { yScale: { loss: "log", sharpness: "log", distance: "linear" } },
  teaching: {
    goal: "Read Adam’s line off β₁ and η, and recognise the run’s turns about it.",
    minutes: 8,
    questions: [
      {
        question: "How does the line move when β₁ goes from 0.9 to 0.8?",
        answer: "From 38/η to 18/η: less momentum, a lower line.",
      },
      {
        question: "Why are the first steps far below the line, whatever η is?",
        answer:
          "With few gradients taken in, each entry’s step is as long as η, and the preconditioner is as large as the gradient itself.",
      },
    ],
  },
};
