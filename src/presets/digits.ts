import type { Preset } from "./preset.ts";

export const digits: Preset = {
  id: "digits",
  title: "Digits, one mode",
  question: "Does the theory hold on real images?",
  watch:
    "A swish network learns to tell odd digits from even ones, and the prediction stays on its sharpness from the edge to the pause.",
  answers:
    "With one direction at the edge the theory holds on handwritten digits as it does on a polynomial; this is one seed, and others drift sooner.",
  experiment: {
    version: 1,
    data: { kind: "mnist", samples: 200, offset: 0, side: 7, scale: 2, targets: "parity" },
    model: { kind: "mlp", hidden: [16], activation: "swish", bias: true },
    loss: "mse",
    init: { scheme: "lecun", gain: 1, seed: 0 },
    learningRate: 0.1,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 400,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Carry the theory from a polynomial to images.",
    minutes: 6,
    questions: [
      {
        question: "Which part of the page shows that one direction is enough here?",
        answer: "The second eigenvalue: it stays well below the line.",
      },
      {
        question: "What does another seed change?",
        answer: "How long the prediction lasts; on some it drifts off after a few cycles.",
      },
    ],
  },
};
