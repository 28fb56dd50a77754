import type { Preset } from "./preset.ts";

export const crossEntropy: Preset = {
  id: "cross-entropy",
  title: "Cross-entropy endgame",
  question: "Why does the edge of stability end?",
  watch:
    "Sharpness passes the line near step 30, then leaves it and falls below a third of it; α turns negative and the prediction retires.",
  answers:
    "Confident predictions shrink the Hessian: once loss and sharpness fall together nothing pushes the run back to the edge.",
  experiment: {
    version: 1,
    data: { kind: "mnist", samples: 100, offset: 0, side: 7, scale: 2, targets: "one-hot" },
    model: { kind: "mlp", hidden: [16], activation: "swish", bias: true },
    loss: "cross-entropy",
    init: { scheme: "lecun", gain: 1, seed: 0 },
    learningRate: 0.5,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 400,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Show how training with cross-entropy leaves the edge for good.",
    minutes: 10,
    questions: [
      {
        question: "Which number says that progressive sharpening is over?",
        answer: "α: it is negative once descent along θ† lowers sharpness instead of raising it.",
      },
      {
        question: "Does the loss stop falling when the run leaves the edge?",
        answer: "No, it falls to less than a tenth of its value at that step.",
      },
    ],
  },
};
