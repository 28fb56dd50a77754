import type { Preset } from "./preset.ts";

export const heavyBall: Preset = {
  id: "heavy-ball",
  title: "Heavy ball: a higher line",
  question: "Does momentum take the edge away, or move it?",
  watch:
    "Sharpness passes 2/η = 40 without a tremor, climbs on, and is turned back where heavy ball has its own line, (2+2μ)/η = 76.",
  answers:
    "Momentum moves the edge: on a parabola the step is stable up to 1 + μ times 2/η, so here the valley may become almost twice as sharp before the oscillation begins.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 5, samples: 20 },
    model: { kind: "mlp", hidden: [32, 32], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 0 },
    optimizer: { kind: "heavy-ball", momentum: 0.9 },
    learningRate: 0.05,
    learningRateChanges: [],
    nudge: 0,
    steps: 1000,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Know that each step rule has a line of its own, and find it from the rule on a parabola.",
    minutes: 8,
    questions: [
      {
        question: "Where would the line be with Nesterov’s momentum, at the same μ and η?",
        answer: "At (2+2μ)/((1+2μ)η) = 1.36/η, below 2/η: looking ahead makes the step longer.",
      },
      {
        question: "Why is nothing to be seen when sharpness passes 2/η?",
        answer:
          "That line is gradient descent’s; here the momentum takes half of every overshoot back.",
      },
    ],
  },
};
