import type { Preset } from "./preset.ts";

export const twoModes: Preset = {
  id: "two-modes",
  title: "The second eigenvalue arrives",
  question: "Where does a one-mode theory stop being true?",
  watch:
    "The thin grey line λ₂ follows λ₁ up; when it passes 1.9/η both predictions stop, and the flag above the charts says why.",
  answers:
    "One oscillating direction can be predicted alone, two cannot; the run itself goes on about the line.",
  experiment: {
    version: 1,
    data: { kind: "mnist", samples: 200, offset: 0, side: 7, scale: 1, targets: "one-hot" },
    model: { kind: "mlp", hidden: [32, 32], activation: "swish", bias: true },
    loss: "mse",
    init: { scheme: "lecun", gain: 1, seed: 0 },
    learningRate: 0.2,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 320,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "State where a one-mode theory ends, and see the page say so.",
    minutes: 8,
    questions: [
      {
        question: "Which assumption is broken when λ₂ reaches the line?",
        answer:
          "That a single direction oscillates: two do now, and each changes the sharpness of the other.",
      },
      {
        question: "Does training stop where the theory stops?",
        answer: "No: sharpness goes on about the line.",
      },
    ],
  },
};
