import type { Preset } from "./preset.ts";

export const smallest: Preset = {
  id: "smallest",
  title: "Thirteen parameters",
  question: "How large must a network be?",
  watch:
    "Four tanh units, thirteen parameters in all, sharpen up to the line and pass through each of the four stages.",
  answers:
    "Nothing here needs many parameters; one direction of high curvature and a gradient of sharpness are enough.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 3, samples: 20 },
    model: { kind: "mlp", hidden: [4], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 1 },
    learningRate: 0.2,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 700,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Show that the edge of stability is not an effect of size.",
    minutes: 5,
    questions: [
      {
        question: "What does a larger network add?",
        answer:
          "More eigenvalues that can reach the line, which is where the one-mode theory ends.",
      },
      {
        question: "What does this run need before it reaches the edge?",
        answer: "Over three hundred steps of progressive sharpening, from under half the line.",
      },
    ],
  },
};
