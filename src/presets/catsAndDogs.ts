import type { Preset } from "./preset.ts";

export const catsAndDogs: Preset = {
  id: "cats-and-dogs",
  title: "Cats and dogs",
  question: "Does the theory hold on the paper's own images?",
  watch:
    "A network sharpens twentyfold on 200 photographs from CIFAR-10; at the edge the prediction foretells how its sharpness swings about 2/η.",
  answers:
    "On photographs as on a polynomial: with each of three seeds the prediction lasts for more than 200 steps.",
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
    model: { kind: "mlp", hidden: [32, 32], activation: "swish", bias: true },
    loss: "mse",
    init: { scheme: "torch", gain: 1, seed: 0 },
    learningRate: 0.01,
    learningRateChanges: [],
    nudge: 0.3,
    steps: 400,
    eigenvalues: 2,
    overlays: ["constrained", "prediction", "flow"],
  },
  teaching: {
    goal: "Meet the data of the paper at a size that a laptop trains in seconds.",
    minutes: 6,
    questions: [
      {
        question: "The first layer has 3,072 inputs. Why does it train as if there were 200?",
        answer:
          "Its gradient is a sum over the 200 images, so it never leaves the space they span; what lies outside it does not move.",
      },
      {
        question: "Why is 2/η = 200 here, so much more than with the polynomial?",
        answer:
          "Images with 3,072 standardized values are long vectors, and sharpness grows with the square of their length; so a stable step is smaller.",
      },
    ],
  },
};
