import type { Preset } from "./preset.ts";

export const gradientFlow: Preset = {
  id: "gradient-flow",
  title: "Against gradient flow",
  question: "Is gradient descent a discretized ODE?",
  watch:
    "Against the time ηt, gradient flow from the same start is within 0.03 of the run at the edge; then it leaves, and its sharpness goes on rising past 2/η.",
  answers:
    "Below the edge descent follows the flow; at the edge it takes another path, and smaller steps would only move the place where they part.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 3, samples: 20 },
    model: { kind: "mlp", hidden: [16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 0 },
    learningRate: 0.15,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 600,
    eigenvalues: 2,
    overlays: ["constrained", "flowFromStart"],
  },
  view: { xAxis: "time" },
  teaching: {
    goal: "Say where gradient descent and gradient flow agree and where they part.",
    minutes: 8,
    questions: [
      {
        question: "How far apart are the two at the edge, and at the end?",
        answer: "A few hundredths at the edge; more than ten times that at the end.",
      },
      {
        question: "Which of the two has the lower loss at the end, and which the lower sharpness?",
        answer:
          "The flow has the lower loss; descent has the lower sharpness, which the line holds down.",
      },
    ],
  },
};
