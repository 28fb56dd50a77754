import type { Preset } from "./preset.ts";

export const rounding: Preset = {
  id: "rounding",
  title: "Seeded by rounding",
  question: "Why does precision change a spike?",
  watch:
    "Nothing is nudged: at the edge |x| is a few millionths of δ at most, sharpness overshoots the line by more than a quarter, and the spike that follows is the tallest of the run.",
  answers:
    "The first oscillation grows out of rounding noise, so float32 and float64 give first spikes of another height at another step.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16, 16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 2 },
    learningRate: 0.11,
    learningRateChanges: [],
    nudge: 0,
    steps: 330,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Make visible that a spike can start in the last digits.",
    minutes: 10,
    questions: [
      {
        question: "Switch the backend to float64. What changes, and what does not?",
        answer:
          "The run up to the edge stays; the first spike comes later and is taller, because its seed is smaller.",
      },
      {
        question: "Why is a spike from a much smaller seed only a little taller?",
        answer:
          "Height grows with the logarithm of the seed: the oscillation grows exponentially until it is felt.",
      },
    ],
  },
};
