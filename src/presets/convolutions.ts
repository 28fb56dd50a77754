import type { Preset } from "./preset.ts";

export const convolutions: Preset = {
  id: "convolutions",
  title: "Convolutions",
  question: "Does a convolutional network behave alike?",
  watch:
    "Two convolutions sharpen twenty-five-fold on 200 photographs, meet 2/η and stay about it; the prediction follows for eighty steps.",
  answers:
    "Nothing in the theory asks what the network is made of: a convolution sharpens, meets the line and is turned back as well.",
  experiment: {
    version: 1,
    data: {
      kind: "cifar10",
      samples: 200,
      offset: 0,
      classes: [3, 5],
      side: 16,
      targets: "sign",
    },
    model: { kind: "cnn", channels: [8, 8], activation: "swish" },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 0 },
    learningRate: 0.03,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 360,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "See that the edge of stability is not a matter of fully connected layers.",
    minutes: 6,
    questions: [
      {
        question: "What is the paper's convolutional network, and what is smaller here?",
        answer:
          "Two 3×3 convolutions with 32 channels each, pooled by 2, on 5,000 images of 32×32 in ten classes; here they have 8 channels and 200 images of 16×16 in two.",
      },
      {
        question: "Why does the prediction end before the run does?",
        answer:
          "It starts from the state at the edge and never looks at the run again; after eighty steps it had drifted half an oscillation away.",
      },
    ],
  },
};
