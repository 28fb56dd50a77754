import { defaultView } from "../charts/view.ts";
import type { Preset } from "./preset.ts";

export const fourNumbers: Preset = {
  id: "four-numbers",
  title: "Four numbers",
  question: "What is the least that has an edge?",
  watch:
    "One sample, four weights in a row: the loss at every second step draws a smooth curve, and sharpness comes down to a little under the line.",
  answers:
    "The gap that is left, about 0.07, is much the same from other starts; nothing raises sharpness again here, so there is no cycle.",
  experiment: {
    version: 1,
    data: { kind: "inline", inputs: [[1]], targets: [[1]] },
    model: { kind: "mlp", hidden: [1, 1, 1], activation: "identity", bias: false },
    loss: "half-mse",
    init: { parameters: [2.287, 0.459, 2.287, 0.459] },
    learningRate: 0.2,
    learningRateChanges: [],
    nudge: 0,
    steps: 800,
    eigenvalues: 2,
    overlays: [],
  },
  view: { yScale: { ...defaultView().yScale, loss: "log" } },
  teaching: {
    goal: "Show the smallest model with an edge, and what it lacks.",
    minutes: 8,
    questions: [
      {
        question: "From which side does sharpness reach the line?",
        answer: "From above: the start is sharper than 2/η, and the oscillation brings it down.",
      },
      {
        question: "What does this model lack that the opening preset has?",
        answer:
          "Progressive sharpening: nothing raises sharpness again, so there is one descent and no cycle.",
      },
    ],
  },
};
