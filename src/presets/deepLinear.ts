import type { Preset } from "./preset.ts";

export const deepLinear: Preset = {
  id: "deep-linear",
  title: "No activation at all",
  question: "Does the edge need a nonlinear network?",
  watch:
    "Three weight matrices without activation sharpen, meet the line, and settle into a steady oscillation within three percent of it.",
  answers:
    "Depth alone makes the loss a polynomial of the weights, and that is enough for sharpening, an edge, and a cycle that damps out.",
  experiment: {
    version: 1,
    data: { kind: "mnist", samples: 100, offset: 0, side: 7, scale: 1, targets: "parity" },
    model: { kind: "mlp", hidden: [16, 16], activation: "identity", bias: true },
    loss: "mse",
    init: { scheme: "lecun", gain: 1, seed: 0 },
    learningRate: 0.06,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 500,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Separate what depth contributes from what activations contribute.",
    minutes: 6,
    questions: [
      {
        question:
          "The network computes a linear function. Why is its loss not quadratic in its weights?",
        answer:
          "The weights enter as a product of three matrices; the loss is a polynomial of degree six in them.",
      },
      {
        question: "What becomes of the cycles?",
        answer:
          "They shrink: the run ends hopping between two points either side of θ†, about δ from it.",
      },
    ],
  },
};
