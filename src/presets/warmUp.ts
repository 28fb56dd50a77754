import type { Preset } from "./preset.ts";

export const warmUp: Preset = {
  id: "warm-up",
  title: "Warm-up",
  question: "Why raise η slowly?",
  watch:
    "The run starts at η = 0.1 and is raised to 0.3 in four steps; each one throws the loss up, lowers sharpness, and is survived.",
  answers:
    "Started at 0.3 the same network diverges within ten steps: each small catapult makes room for the next.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16, 16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 0 },
    learningRate: 0.1,
    learningRateChanges: [
      { step: 60, learningRate: 0.15 },
      { step: 120, learningRate: 0.2 },
      { step: 180, learningRate: 0.25 },
      { step: 240, learningRate: 0.3 },
    ],
    nudge: 0,
    steps: 400,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Explain learning-rate warm-up by the sharpness it leaves behind.",
    minutes: 10,
    questions: [
      {
        question: "What does each raise of η do to sharpness?",
        answer:
          "It puts the line below the run, which answers with a short spike that brings sharpness down to the new line or under it.",
      },
      {
        question: "Set η to 0.3 from the start. What happens?",
        answer:
          "Sharpness begins at more than twice the line and training diverges within ten steps.",
      },
    ],
  },
};
