import type { Preset } from "./preset.ts";
import { defaultView } from "../charts/view.ts";

export const tooLarge: Preset = {
  id: "too-large",
  title: "Too far",
  question: "What if η is too large?",
  watch:
    "Sharpness starts above the line 2/η and the loss grows until the run stops at its last finite step.",
  answers:
    "Self-stabilization has a limit: from too far above the line it cannot turn the run, and training diverges.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16, 16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 1 },
    learningRate: 0.3,
    learningRateChanges: [],
    nudge: 0,
    steps: 200,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  view: { yScale: { ...defaultView().yScale, loss: "log", sharpness: "log" } },
  teaching: {
    goal: "Mark the limit of self-stabilization.",
    minutes: 4,
    questions: [
      {
        question: "Why is this spike not turned back?",
        answer:
          "The run starts so far above the line that the oscillation outgrows the region where sharpness falls with it.",
      },
      {
        question: "How could a large η be reached all the same?",
        answer: "By raising it in steps: see the preset on warm-up.",
      },
    ],
  },
};
