import type { Preset } from "./preset.ts";

export const fourStages: Preset = {
  id: "four-stages",
  title: "The four stages, slowed down",
  question: "What comes next?",
  watch:
    "At ten steps a second, the coloured bands after the edge pass through stages 2, 3, 4 and 1, and then begin again with 2.",
  answers:
    "Sharpness above the line makes the oscillation grow, a wide oscillation pushes sharpness down, and neither waits for the other: that makes a cycle.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 3, samples: 20 },
    model: { kind: "mlp", hidden: [16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 0 },
    learningRate: 0.2,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 240,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  speed: 10,
  teaching: {
    goal: "Name the four stages of a cycle and say what drives each into the next.",
    minutes: 8,
    questions: [
      {
        question: "Pause in stage 2. Which quantity changes first, sharpness or the amplitude |x|?",
        answer:
          "The amplitude: while it is below δ sharpness still rises, and it grows as long as sharpness is above the line.",
      },
      {
        question: "Why does sharpness turn down before the oscillation has stopped growing?",
        answer:
          "The push on sharpness changes sign at |x| = δ, but |x| shrinks only once sharpness is below the line: that lag is stage 3.",
      },
    ],
  },
};
