import type { Preset } from "./preset.ts";

export const rmspropEdge: Preset = {
  id: "rmsprop-edge",
  title: "RMSProp: the scale that moves",
  question: "Raw sharpness rises and rises: where is the edge of an adaptive rule?",
  watch:
    "The preconditioned sharpness meets 2/η = 2000 within the first hundred steps and stays with it, while raw sharpness goes on rising.",
  answers:
    "The line is for curvature as the rule itself measures it, each parameter by the size of its own steps; as those shrink with the gradient, the same scale holds ever sharper valleys.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 5, samples: 20 },
    model: { kind: "mlp", hidden: [32, 32], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 0 },
    optimizer: { kind: "rmsprop", beta2: 0.99, epsilon: 1e-8 },
    learningRate: 0.001,
    learningRateChanges: [],
    nudge: 0,
    steps: 1000,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  view: { yScale: { loss: "linear", sharpness: "log", distance: "linear" } },
  teaching: {
    goal: "Tell raw from preconditioned sharpness, and say which of them an adaptive rule keeps.",
    minutes: 10,
    questions: [
      {
        question: "What is adapting to what?",
        answer:
          "The preconditioner follows the gradients, and the valley’s sharpness in its units follows the line.",
      },
      {
        question: "What would Adam with β₁ = 0.9 do at the same η?",
        answer: "The same against a line 19 times as high: (2+2β₁)/((1−β₁)η) = 38/η.",
      },
    ],
  },
};
