import { defaultView } from "../charts/view.ts";
import type { Preset } from "./preset.ts";

export const twoPredictions: Preset = {
  id: "two-predictions",
  title: "Two predictions",
  question: "How much of the loss must a theory know?",
  watch:
    "The cubic prediction ends within fifteen steps of the edge; the other one, which also knows the loss along the oscillating direction, lasts over a hundred.",
  answers:
    "The logistic loss is far from cubic where the oscillation reaches; one more gradient a step repairs that.",
  experiment: {
    version: 1,
    data: { kind: "mnist", samples: 100, offset: 0, side: 7, scale: 1, targets: "parity" },
    model: { kind: "mlp", hidden: [16], activation: "tanh", bias: true },
    loss: "logistic",
    init: { scheme: "lecun", gain: 1, seed: 0 },
    learningRate: 1,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 220,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  view: { visible: { ...defaultView().visible, cubic: true } },
  teaching: {
    goal: "Compare the cubic model with one that uses the true loss along u.",
    minutes: 10,
    questions: [
      {
        question: "Which spike does the cubic prediction get wrong first?",
        answer: "The first one: it leaves the run while the oscillation grows for the first time.",
      },
      {
        question: "What does the better prediction compute that the cubic one does not?",
        answer:
          "One gradient a step at θ† displaced along u, instead of a Taylor polynomial of the loss there.",
      },
    ],
  },
};
