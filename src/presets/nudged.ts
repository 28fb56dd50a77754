import type { Preset } from "./preset.ts";

export const nudged: Preset = {
  id: "nudged",
  title: "Spikes, foretold",
  question: "Can the spikes be predicted?",
  watch:
    "From the edge on, the dashed prediction lies on the run for four cycles: sharpness swings about 2/η, and each swing is a spike in the loss.",
  answers:
    "With this seed the cycles follow from the state at the edge alone; a small nudge there sets their timing, and the prediction never looks at the run again.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16, 16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 1 },
    learningRate: 0.11,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 320,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Tell the story of one cycle: climb, spike, relief, and that it can be predicted.",
    minutes: 10,
    questions: [
      {
        question: "What does the loss do while sharpness is above the line?",
        answer:
          "It spikes: the oscillation along the sharpest direction grows while 2/η is exceeded.",
      },
      {
        question: "What does the prediction know of the run?",
        answer: "Its state at the edge step; from there it never looks at the run again.",
      },
    ],
  },
};
