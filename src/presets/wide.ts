import type { Preset } from "./preset.ts";

export const wide: Preset = {
  id: "wide",
  title: "One hundred wide",
  question: "What does width change?",
  watch:
    "Sharpness rises by less than a tenth before it meets the line, swings by under two percent about it, and the prediction stays within 0.1 % of it.",
  answers:
    "The wider the layer, the less its features move: less sharpening, smaller cycles, and a theory that fits better.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 3, samples: 20 },
    model: { kind: "mlp", hidden: [100], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 2 },
    learningRate: 0.0435,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 600,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Approach the lazy regime from the side where the edge still exists.",
    minutes: 6,
    questions: [
      {
        question: "How much does sharpness rise before the edge, here and in the opening preset?",
        answer:
          "Here by a few percent over hundreds of steps; there the run begins near the line and swings by seven percent.",
      },
      {
        question: "Why are the cycles smaller?",
        answer:
          "A wide layer lowers the gradient of sharpness against sharpness itself: it takes a relatively small swing to balance.",
      },
    ],
  },
};
