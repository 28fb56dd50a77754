import { defaultView } from "../charts/view.ts";
import type { Preset } from "./preset.ts";

export const x0Zero: Preset = {
  id: "x0-zero",
  title: "Without a seed",
  question: "Is self-stabilization automatic?",
  watch:
    "The reduced map starts at x₀ = 0: its sharpness passes the line, rises by ηα at every step and never returns, while the nudged run turns back below the line again and again.",
  answers:
    "Only an oscillation pushes sharpness down, and 0 times anything stays 0: the mechanism needs a seed, which a nudge gives or rounding does.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16, 16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1.5, seed: 1 },
    learningRate: 0.11,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 280,
    eigenvalues: 2,
    overlays: ["constrained", "prediction"],
  },
  view: {
    visible: { ...defaultView().visible, average: false, flow: false, l2: false },
    reducedMap: 0,
  },
  teaching: {
    goal: "Say what self-stabilization needs before it can start.",
    minutes: 6,
    questions: [
      {
        question: "Where is the map in the portrait?",
        answer:
          "On the left border: |x| stays 0 and y rises, through stage 2 and out of the picture.",
      },
      {
        question: "Set x₀ to 0.000001. What changes?",
        answer:
          "Everything: the map turns back, from between 5 and 6 √α, because growth is exponential and any seed is enough.",
      },
      {
        question: "Why does an un-nudged run in the browser stabilize all the same?",
        answer: "Rounding leaves some component along u, and that is the seed.",
      },
    ],
  },
};
