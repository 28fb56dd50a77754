import type { Preset } from "./preset.ts";

export const classic: Preset = {
  id: "classic",
  title: "The classic",
  question: "Why does the loss keep falling at a step size that should make it explode?",
  watch:
    "Sharpness climbs to 2/η and keeps coming back to it, while the loss spikes and still ends below where it met the line.",
  answers:
    "Each spike flattens the ground it stands on; nothing is nudged here, so the first one grows out of rounding noise and its step differs between backends.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 5, samples: 20 },
    model: { kind: "mlp", hidden: [32, 32], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 0 },
    learningRate: 0.16,
    learningRateChanges: [],
    nudge: 0,
    steps: 700,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "See that training goes on at a step size at which a quadratic would explode.",
    minutes: 10,
    questions: [
      {
        question: "What would a quadratic with this sharpness do above the line?",
        answer: "Diverge: each step multiplies the error by a factor below −1.",
      },
      {
        question: "Why is the step of the first spike not the same on every machine?",
        answer: "It grows out of rounding noise, and backends round differently.",
      },
    ],
  },
};
