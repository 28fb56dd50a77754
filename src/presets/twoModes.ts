import { defaultView } from "../charts/view.ts";
import type { Preset } from "./preset.ts";

export const twoModes: Preset = {
  id: "two-modes",
  title: "The second eigenvalue arrives",
  question: "Where does a one-mode theory stop being true?",
  watch:
    "The thin grey line λ₂ follows λ₁ up; when it passes 1.9/η the one-mode prediction stops, and the one that takes in both directions goes on through two spikes.",
  answers:
    "One oscillating direction can be predicted alone until a second oscillates with it; from there on a theory has to hold both, and the run itself goes on about the line.",
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
  view: { visible: { ...defaultView().visible, oneMode: true } },
  teaching: {
    goal: "State where a one-mode theory ends, and see a second direction taken in.",
    minutes: 8,
    questions: [
      {
        question: "Which assumption is broken when λ₂ reaches the line?",
        answer:
          "That a single direction oscillates: two do now, and each changes the sharpness of the other.",
      },
      {
        question: "How much longer does the prediction with both directions hold?",
        answer:
          "To step 222, within 4 % of sharpness until then; the one-mode prediction ended at 148. At 253 a third direction joins.",
      },
      {
        question: "Does training stop where the theory stops?",
        answer: "No: sharpness goes on about the line.",
      },
    ],
  },
};
