import { defaultView } from "../charts/view.ts";
import type { Preset } from "./preset.ts";

export const secondMode: Preset = {
  id: "second-mode",
  title: "A second mode arrives",
  question: "What do two oscillations do that one does not?",
  watch:
    "Rounds about 2/η get smaller until λ₂ joins at step 144; then they grow again and stay irregular, in the run and in the prediction, which takes λ₂ in, while the one-mode prediction ends.",
  answers:
    "One oscillation can settle where it just balances its own sharpening, two as a rule cannot; on average they do, and the central flow draws that.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [10, 10], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "lecun", gain: 1, seed: 1 },
    learningRate: 0.25,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 300,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "modes", "centralFlow"],
  },
  view: { visible: { ...defaultView().visible, oneMode: true, average: false, dagger: false } },
  speed: 40,
  teaching: {
    goal: "Tell what changes at the edge when a second direction oscillates, and what can still be predicted.",
    minutes: 10,
    questions: [
      {
        question: "Before step 144: will the rounds go on shrinking when λ₂ reaches the line?",
        answer:
          "No: sharpness swung 6 % above the line, then 3 %; with two modes it swings 5 to 8 % again and keeps no regular beat.",
      },
      {
        question: "Why can two oscillations not simply settle together?",
        answer:
          "To hold still, the pushes have to cancel the sharpening along both directions and the mixture of them, three numbers, and a swing has two.",
      },
      {
        question: "What does the central flow get right, knowing no oscillation at all?",
        answer: "Averages: its L + tr Σ/η is the mean of the run's loss to 3 %.",
      },
    ],
  },
};
