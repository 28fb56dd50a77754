import type { Preset } from "./preset.ts";

export const constrainedPath: Preset = {
  id: "constrained-path",
  title: "Against θ†",
  question: "Which path does it follow instead?",
  watch:
    "The distance to θ† rises and falls with each cycle but stays below three δ, while gradient flow from the edge ends more than eight δ away.",
  answers:
    "Gradient descent at the edge circles the constrained trajectory: projected descent that may not leave the region below 2/η.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 3, samples: 20 },
    model: { kind: "mlp", hidden: [16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 1 },
    learningRate: 0.15,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 600,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Introduce θ† as the path that descent at the edge follows on average.",
    minutes: 8,
    questions: [
      {
        question: "What does the dotted curve of the loss at θ† do while the loss itself spikes?",
        answer: "It falls; each spike is a surcharge on top of it that goes away again.",
      },
      {
        question: "What would the distance panel show if θ† were the wrong path?",
        answer: "A distance that grows from cycle to cycle, as that of gradient flow does.",
      },
    ],
  },
};
