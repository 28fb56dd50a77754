import type { Preset } from "./preset.ts";

export const fashion: Preset = {
  id: "fashion",
  title: "Clothes",
  question: "Is it only digits?",
  watch:
    "On 200 pictures of clothes the cycles damp out, and the prediction stays on the sharpness from the edge to the pause.",
  answers:
    "The data decide when the edge is reached and how strong the cycles are, not whether there are any.",
  experiment: {
    version: 1,
    data: { kind: "fashion-mnist", samples: 200, offset: 0, side: 7, scale: 1, targets: "parity" },
    model: { kind: "mlp", hidden: [16], activation: "swish", bias: true },
    loss: "mse",
    init: { scheme: "lecun", gain: 1, seed: 1 },
    learningRate: 0.1,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 400,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Check that nothing so far was special to digits.",
    minutes: 5,
    questions: [
      {
        question: "What is the same as on digits?",
        answer: "The climb to the line, the order of the stages, and cycles that shrink about 2/η.",
      },
      {
        question: "Another seed reaches the edge ten times later. What does that say?",
        answer:
          "When the edge comes is a matter of the start; that sharpness ends near the line is not.",
      },
    ],
  },
};
