import { defaultView } from "../charts/view.ts";
import type { Preset } from "./preset.ts";

export const smallX0: Preset = {
  id: "small-x0",
  title: "Small seed, tall spike",
  question: "How tall is a spike that starts a hundred times smaller?",
  watch:
    "From an oscillation of 0.01 δ at the edge sharpness overshoots the line by about 14 %, twice as far as from 0.3 δ, and the reduced map beside it by about two percent more.",
  answers:
    "The oscillation grows exponentially until it is felt, so each decade less at the start adds a step to the height instead of multiplying it.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16, 16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 3 },
    learningRate: 0.1,
    learningRateChanges: [],
    nudge: 0.01,
    steps: 130,
    eigenvalues: 2,
    overlays: ["constrained", "prediction"],
  },
  view: {
    visible: { ...defaultView().visible, average: false, flow: false, l2: false },
    reducedMap: 0.01,
  },
  teaching: {
    goal: "Predict how the height of a spike depends on the oscillation that it starts from.",
    minutes: 10,
    questions: [
      {
        question: "Set the nudge and the map to 0.1, then to 0.001. How does the height change?",
        answer:
          "From 0.1 sharpness overshoots the line by 10 %, from 0.01 by 14 %, from 0.001 by 17 %: a step more for each decade.",
      },
      {
        question: "Why is the map a little taller than the run?",
        answer:
          "It gains energy at every step, and it keeps α and β as they were at the edge; the network loses energy and moves on.",
      },
      {
        question: "What would a start of exactly 0 give?",
        answer: "In the map, no spike at all: type 0 and see. In a run, rounding starts one.",
      },
    ],
  },
};
