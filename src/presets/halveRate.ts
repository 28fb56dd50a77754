import type { Preset } from "./preset.ts";

export const halveRate: Preset = {
  id: "halve-rate",
  title: "Halve η mid-run",
  question: "Was the flat line a property of the loss, or of η?",
  watch:
    "At step 150 the line 2/η jumps to twice its height: the oscillation dies out within twenty steps and sharpness climbs again until it meets the new line.",
  answers:
    "The loss has no memory of the old line; sharpness was held there by the step size alone.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16, 16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 1 },
    learningRate: 0.11,
    learningRateChanges: [{ step: 150, learningRate: 0.055 }],
    nudge: 0.3,
    steps: 660,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Tell apart what the loss prescribes from what the step size prescribes.",
    minutes: 8,
    questions: [
      {
        question: "Before step 150: where will sharpness go when η is halved?",
        answer:
          "Up. Nothing holds it below the new line, so progressive sharpening resumes until 2/η is met again.",
      },
      {
        question: "Why is the first spike after the new edge the tallest of the run?",
        answer:
          "By then the oscillation has shrunk to rounding noise, and a smaller seed means a longer climb above the line before it is felt.",
      },
    ],
  },
};
