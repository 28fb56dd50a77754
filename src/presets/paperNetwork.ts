import type { Preset } from "./preset.ts";

export const paperNetwork: Preset = {
  id: "paper-network",
  title: "The paper's network",
  question: "What does the paper's own network do?",
  watch:
    "The network of the paper, 200–200 swish, learns cats from dogs on 200 of its 5,000 images: sharpness rises to 2/η, and from there the prediction lies on it to the pause.",
  answers:
    "It goes through the stages like a small one, foretold to within 3 %; only the number of images is smaller than in the paper.",
  experiment: {
    version: 1,
    data: {
      kind: "cifar10",
      samples: 200,
      offset: 0,
      classes: [3, 5],
      side: 32,
      targets: "sign",
    },
    model: { kind: "mlp", hidden: [200, 200], activation: "swish", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 0 },
    learningRate: 0.01,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 320,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "See the paper's network at the edge, at a size that a laptop trains within a minute.",
    minutes: 8,
    questions: [
      {
        question: "The network has 655,001 parameters. In how many dimensions does it move?",
        answer:
          "In 80,601: of the first layer only the part in the space of the 200 images moves, and the run is the same to the last digit.",
      },
      {
        question: "What changes when you set the images to 1,000?",
        answer:
          "The loss falls more slowly and the edge comes later; the details say beforehand what memory and time a step takes.",
      },
    ],
  },
};
