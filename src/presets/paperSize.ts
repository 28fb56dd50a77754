import type { Preset } from "./preset.ts";

export const paperSize: Preset = {
  id: "paper-size",
  title: "At the paper's size",
  question: "How is the paper's figure itself run?",
  watch:
    "All 5,000 images in ten classes, 656,810 parameters and 2/η = 100, where the paper saw its instability after some 2,200 steps.",
  answers:
    "The whole setting runs here too: on a graphics card, or for hours on a processor, with its progress said inside every step.",
  experiment: {
    version: 1,
    data: {
      kind: "cifar10",
      samples: 5000,
      offset: 0,
      classes: null,
      side: 32,
      targets: "one-hot",
    },
    model: { kind: "mlp", hidden: [200, 200], activation: "swish", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 0 },
    learningRate: 0.02,
    learningRateChanges: [],
    nudge: 0,
    steps: 3000,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  isPaperSize: true,
  teaching: {
    goal: "Run the paper's experiment where there is a graphics card, overnight where there is none.",
    minutes: 5,
    questions: [
      {
        question: "Why does this preset wait for Play, and show no recorded run?",
        answer:
          "What cannot be computed in float64 within minutes was not recorded. Its network on 200 images was: the preset before.",
      },
      {
        question: "Where does the page say what such a run needs?",
        answer:
          "In the details of the experiment, under “needs”, before anything is started; what does not fit is refused with a way out.",
      },
    ],
  },
};
