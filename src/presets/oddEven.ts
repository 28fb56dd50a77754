import type { Preset } from "./preset.ts";

export const oddEven: Preset = {
  id: "odd-even",
  title: "Odd or even digits",
  question: "Can a run leave the edge?",
  watch:
    "With logistic loss the run oscillates at the line for more than two hundred steps; then α turns negative and sharpness sinks to less than half of 2/η.",
  answers:
    "A margin that grows makes every sample flatter, so the loss itself ends the edge; no change of η was needed.",
  experiment: {
    version: 1,
    data: { kind: "mnist", samples: 100, offset: 0, side: 7, scale: 1, targets: "parity" },
    model: { kind: "mlp", hidden: [16], activation: "tanh", bias: true },
    loss: "logistic",
    init: { scheme: "lecun", gain: 1, seed: 0 },
    learningRate: 1,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 800,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Follow a classifier from the edge into its late phase.",
    minutes: 8,
    questions: [
      {
        question: "Why could not even a prediction started anew follow the end of the run?",
        answer:
          "α ≤ 0 there: without progressive sharpening there is no δ and no cycle to predict.",
      },
      {
        question: "What would bring the run back to the edge?",
        answer: "A larger η: it lowers the line to where sharpness is.",
      },
    ],
  },
};
