import { defaultView } from "../charts/view.ts";
import type { Preset } from "./preset.ts";

export const quadraticDiverges: Preset = {
  id: "quadratic-diverges",
  title: "Which term saves it",
  question: "The quadratic model diverges, so why does the network not?",
  watch:
    "The run starts 6 % above the line: the frozen quadratic grows for ever, while the frozen cubic turns down together with the network, within two steps of it.",
  answers:
    "A parabola has one sharpness everywhere, but the third derivative lowers it as the oscillation grows; frozen at one point even the cubic leaves after the first spike, which the network survives.",
  experiment: {
    version: 1,
    data: { kind: "chebyshev", degree: 4, samples: 20 },
    model: { kind: "mlp", hidden: [16], activation: "tanh", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 2, seed: 1 },
    learningRate: 0.1,
    learningRateChanges: [],
    nudge: 0,
    steps: 110,
    eigenvalues: 2,
    overlays: ["constrained", "frozen"],
  },
  view: {
    visible: { ...defaultView().visible, pred: false, average: false, flow: false, l2: false },
  },
  teaching: {
    goal: "Say which term of the Taylor expansion keeps gradient descent at the edge from diverging.",
    minutes: 8,
    questions: [
      {
        question: "Before Play: the loss is replaced by its parabola at step 0. What happens?",
        answer:
          "Along u each step multiplies the distance from the valley by 1 − ηS, here −1.12: the oscillation doubles about every six steps and nothing ever stops it.",
      },
      {
        question: "What does the cubic add that the parabola lacks?",
        answer:
          "A sharpness that changes with position: −½ηx²∇S pushes it down whichever side of the valley the iterate is on, more than enough once |x| passes δ.",
      },
      {
        question: "Why does the cubic leave after the spike?",
        answer:
          "Its derivatives are those of step 0; the network has moved on, and a cubic has no floor.",
      },
    ],
  },
};
