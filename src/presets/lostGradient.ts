import type { Preset } from "./preset.ts";

export const lostGradient: Preset = {
  id: "lost-gradient",
  title: "Where did my gradient go?",
  question: "What price does the constraint charge?",
  watch:
    "The gauge 1 − γ² falls from over nine tenths at the edge to under a half, while gradient flow from the same point gets to a lower loss.",
  answers:
    "What the gauge lacks is the part of the downhill direction that would raise sharpness; the oscillation spends it.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 3, samples: 20 },
    model: { kind: "mlp", hidden: [16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 2 },
    learningRate: 0.2,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 440,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Read 1 − γ² as the share of downhill progress that the edge leaves.",
    minutes: 8,
    questions: [
      {
        question: "Where on the page is the price paid?",
        answer:
          "In the distance between the loss at θ† and the loss of gradient flow: it widens as the gauge falls.",
      },
      {
        question: "What would a gauge of one mean?",
        answer: "Downhill and uphill-in-sharpness are orthogonal: the constraint costs nothing.",
      },
    ],
  },
};
