import type { Preset } from "./preset.ts";

export const kinks: Preset = {
  id: "kinks",
  title: "ReLU, with kinks",
  question: "What if the loss is not smooth?",
  watch:
    "Sharpness is held about the line as before, but the prediction has left the run within fifty steps of the edge.",
  answers:
    "Between kinks the theory's derivatives exist, and across them they jump: the edge is more general than the theory that explains it here.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [32, 32], activation: "relu", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 1 },
    learningRate: 0.08,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 500,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "See an assumption of the theory fail without the effect failing.",
    minutes: 6,
    questions: [
      {
        question: "Which part of the page still works with ReLU, and which does not?",
        answer:
          "The line still holds the run; θ† and the prediction rely on third derivatives that jump at kinks.",
      },
      {
        question: "What does the page say about it?",
        answer:
          "A warning that derivatives jump across kinks, and a stop flag where the prediction ends.",
      },
    ],
  },
};
