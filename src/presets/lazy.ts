import type { Preset } from "./preset.ts";

export const lazy: Preset = {
  id: "lazy",
  title: "Lazy",
  question: "Does everything reach the edge?",
  watch:
    "A wide network with large weights fits the data while its sharpness stays constant to three digits, and no overlay starts.",
  answers:
    "Where the weights hardly move relative to their size the network is nearly linear in them: a quadratic loss has one sharpness for ever.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 3, samples: 20 },
    model: { kind: "mlp", hidden: [256], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 4, seed: 0 },
    learningRate: 0.005,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 600,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Give a counterexample: training without progressive sharpening.",
    minutes: 6,
    questions: [
      {
        question: "The loss falls by a factor of thirty. Why does sharpness not move?",
        answer:
          "The weights move too little, relative to their size, to change the derivatives of the network.",
      },
      {
        question: "How would you get this network to an edge?",
        answer:
          "Raise η until the line is below its sharpness: nearly every such η diverges instead of circling the line.",
      },
    ],
  },
};
