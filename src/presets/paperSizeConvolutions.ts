import type { Preset } from "./preset.ts";

export const paperSizeConvolutions: Preset = {
  id: "paper-size-cnn",
  title: "Convolutions, paper's size",
  question: "And the paper's convolutional network?",
  watch:
    "Two convolutions with 32 channels and one linear layer on 5,000 images of 32×32 in ten classes: 30,634 parameters.",
  answers:
    "Few parameters are not little work: each step multiplies some ten times as much as one of the dense network.",
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
    model: { kind: "cnn", channels: [32, 32], activation: "swish" },
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
    goal: "Know what the paper's convolutional run asks of a machine.",
    minutes: 3,
    questions: [
      {
        question: "Does it fit into the memory of a laptop?",
        answer:
          "Yes: derivatives are made group by group of images, and what all of them together would hold is computed again.",
      },
      {
        question: "Where does all the work come from?",
        answer:
          "Each weight of a convolution is used at every pixel: 884,736 products an image in the first, 2,359,296 in the second.",
      },
    ],
  },
};
