import { describe, expect, it } from "vitest";
import { parseExperiment } from "./parseExperiment.ts";

describe("errors of parseExperiment", () => {
  const refused: [value: unknown, error: string][] = [
    [null, "experiment: got null, must be an object."],
    [[], "experiment: got [], must be an object."],
    ["{}", 'experiment: got "{}", must be an object.'],
    [{ version: 2 }, "version: got 2, must be 1, the version this app reads."],
    [{ learningRate: -1 }, "learningRate: got -1, must be a number above 0 and at most 1000."],
    [{ learningRate: 0 }, "learningRate: got 0, must be a number above 0 and at most 1000."],
    [{ learningRate: NaN }, "learningRate: got NaN, must be a number above 0 and at most 1000."],
    [
      { learningRate: "0.1" },
      'learningRate: got "0.1", must be a number above 0 and at most 1000.',
    ],
    [{ nudge: 11 }, "nudge: got 11, must be a number from -10 to 10."],
    [{ steps: 1e7 + 1 }, "steps: got 10000001, must be a whole number from 0 to 10000000."],
    [{ eigenvalues: 1.5 }, "eigenvalues: got 1.5, must be a whole number from 1 to 6."],
    [{ loss: "mae" }, 'loss: got "mae", must be "mse", "half-mse", "cross-entropy" or "logistic".'],
    [
      { overlays: ["flow", 3] },
      'overlays[1]: got 3, must be "constrained", "prediction", "flow", "flowFromStart", "frozen", "modes" or "centralFlow".',
    ],
    [
      { optimizer: { kind: "sgd" } },
      'optimizer.kind: got "sgd", must be "gd", "heavy-ball", "nesterov", "rmsprop" or "adam".',
    ],
    [{ optimizer: "adam" }, 'optimizer: got "adam", must be an object.'],
    [
      { optimizer: { kind: "nesterov", momentum: 1 } },
      "optimizer.momentum: got 1, must be a number from 0 to below 1.",
    ],
    [
      { optimizer: { kind: "adam", epsilon: 0 } },
      "optimizer.epsilon: got 0, must be a number above 0 and at most 1.",
    ],
    [{ model: null }, "model: got null, must be an object."],
    [{ model: [] }, "model: got [], must be an object."],
    [
      { model: { kind: "cnn" } },
      'model.kind: got "cnn", which needs images, but data.kind is "chebyshev"; must be "mlp", "residual-mlp" or "layernorm-mlp" here, or data must be images.',
    ],
    [
      { model: { kind: "cnn" }, data: { kind: "inline", inputs: [[1, 2]], targets: [[1]] } },
      'model.kind: got "cnn", which needs images, but the rows of data.inputs are not nested [channel][row][column]; must be "mlp", "residual-mlp" or "layernorm-mlp" here, or data must be images.',
    ],
    [
      { model: { kind: "transformer" } },
      'model.kind: got "transformer", must be "mlp", "residual-mlp", "layernorm-mlp" or "cnn".',
    ],
    [
      { model: { kind: "cnn", channels: [] }, data: { kind: "mnist" } },
      "model.channels: got [], must be a list of 1 to 6 numbers of channels.",
    ],
    [
      { model: { kind: "cnn", channels: [8, 0] }, data: { kind: "mnist" } },
      "model.channels[1]: got 0, must be a whole number from 1 to 512.",
    ],
    [
      { model: { kind: "cnn", channels: [8, 8, 8] }, data: { kind: "mnist", side: 7 } },
      "model.channels: got [8, 8, 8], must have at most 2 entries, because each halves the images of 7×7.",
    ],
    [
      {
        model: { kind: "cnn", channels: [2] },
        data: { kind: "inline", inputs: [[[[1, 2]]]], targets: [[0]] },
      },
      "model.channels: got [2], must be empty, because images of 1×2 cannot be pooled.",
    ],
    [
      { model: { kind: "residual-mlp", hidden: [8, 9] } },
      "model.hidden: got [8, 9], must be widths that are all the same, because each layer is added to its input.",
    ],
    [
      {
        model: { kind: "cnn", channels: [2] },
        data: { kind: "mnist" },
        init: { parameters: [1] },
      },
      "init.parameters: got [1], must be a list of length 210, the number of parameters of the network with 2 channels.",
    ],
    [
      { model: { hidden: [8, 0] } },
      "model.hidden[1]: got 0, must be a whole number from 1 to 4096.",
    ],
    [
      { model: { hidden: Array(9).fill(2) } },
      "model.hidden: got a list of length 9, must be a list of 0 to 8 widths.",
    ],
    [
      { model: { hidden: [4096, 4096, 4096] } },
      "model.hidden: got [4096, 4096, 4096], must give a network of at most 20,000,000 parameters, this one has 33,574,913.",
    ],
    [
      { model: { activation: "elu" } },
      'model.activation: got "elu", must be "tanh", "swish", "gelu", "relu" or "identity".',
    ],
    [{ model: { bias: 1 } }, "model.bias: got 1, must be true or false."],
    [
      { data: {} },
      'data.kind: missing, must be "chebyshev", "mnist", "fashion-mnist", "cifar10", "file" or "inline".',
    ],
    [
      { data: { kind: "cifar10", classes: [3, 3] } },
      "data.classes: got [3, 3], must be null for all 10 classes, or a list of 2 to 10 different ones from 0 to 9.",
    ],
    [
      { data: { kind: "cifar10", targets: "sign" } },
      'data.classes: got null, must be a list of two classes, because data.targets is "sign".',
    ],
    [
      { data: { kind: "cifar10", classes: [3, 5], samples: 974, offset: 1 } },
      "data.samples: got 974, must be at most 973 with data.offset 1, because 974 images of these classes ship with the app.",
    ],
    [
      { data: { kind: "cifar10", offset: 5000, samples: 1 } },
      "data.offset: got 5000, must be below 5000, the number of images of these classes that ship with the app.",
    ],
    [{ data: { kind: "cifar10", side: 7 } }, "data.side: got 7, must be 8, 16 or 32."],
    [
      { data: { kind: "cifar10" }, loss: "logistic" },
      'loss: got "logistic", which needs one output with targets 1 and -1, but data.targets is "one-hot"; must be "mse" or "half-mse", or data.targets must be "sign".',
    ],
    [
      { data: { kind: "chebyshev", samples: 0 } },
      "data.samples: got 0, must be a whole number from 1 to 100000.",
    ],
    [
      { data: { kind: "chebyshev", degree: 21 } },
      "data.degree: got 21, must be a whole number from 0 to 20.",
    ],
    [{ data: { kind: "mnist", side: 10 } }, "data.side: got 10, must be 7, 14 or 28."],
    [
      { data: { kind: "mnist", offset: 2000 } },
      "data.offset: got 2000, must be a whole number from 0 to 1999, because the first 2000 images ship with the app.",
    ],
    [
      { data: { kind: "mnist", samples: 200, offset: 1900 } },
      "data.samples: got 200, must be at most 100 with data.offset 1900, because the first 2000 images ship with the app.",
    ],
    [{ data: { kind: "inline", inputs: [[1]] } }, "data.targets: missing, must be given."],
    [
      { data: { kind: "inline", inputs: [], targets: [] } },
      "data.inputs: got [], must be a list of 1 to 100000 rows, one per sample.",
    ],
    [
      { data: { kind: "inline", inputs: [[1], [2, 3]], targets: [[1], [1]] } },
      "data.inputs[1]: got [2, 3], must be a list of length 1, as in the first row.",
    ],
    [
      { data: { kind: "inline", inputs: [1, 2], targets: [[1], [1]] } },
      "data.inputs[0]: got 1, must be a list of length 1, as in the first row.",
    ],
    [
      { data: { kind: "inline", inputs: [[[1]], [[null]]], targets: [[1], [1]] } },
      "data.inputs[1][0][0]: got null, must be a finite number.",
    ],
    [
      { data: { kind: "inline", inputs: [[[[[1]]]]], targets: [[1]] } },
      "data.inputs[0][0][0][0]: got [1], must be a finite number.",
    ],
    [
      { data: { kind: "inline", inputs: [[1], [2]], targets: [[1]] } },
      "data.targets: got a list of length 1, must be a list of length 2, one row per row of data.inputs.",
    ],
    [
      { data: { kind: "inline", inputs: [[1]], targets: [[Infinity]] } },
      "data.targets[0][0]: got Infinity, must be a finite number.",
    ],
    [{ init: { seed: -1 } }, "init.seed: got -1, must be a whole number from 0 to 4294967295."],
    [{ init: { scheme: "he" } }, 'init.scheme: got "he", must be "lecun" or "torch".'],
    [
      { init: { parameters: [1, 2] } },
      "init.parameters: got [1, 2], must be a list of length 1153, the number of parameters of the network 1-32-32-1 with bias.",
    ],
    [{ init: { parameters: [1, null] } }, "init.parameters[1]: got null, must be a finite number."],
    [{ init: { parameters: "none" } }, 'init.parameters: got "none", must be a list of numbers.'],
    [
      { learningRateChanges: [{ step: 1.5, learningRate: 1 }] },
      "learningRateChanges[0].step: got 1.5, must be a whole number from 0 to 10000000.",
    ],
    [
      { learningRateChanges: [{ step: 1 }] },
      "learningRateChanges[0].learningRate: missing, must be given.",
    ],
    [
      {
        learningRateChanges: [
          { step: 7, learningRate: 1 },
          { step: 7, learningRate: 2 },
        ],
      },
      "learningRateChanges[1].step: got 7, must be a step not listed before.",
    ],
    [
      { loss: "logistic" },
      'loss: got "logistic", which needs one output with targets 1 and -1, but the targets are values of a Chebyshev polynomial; must be "mse" or "half-mse" here.',
    ],
    [
      { loss: "cross-entropy" },
      'loss: got "cross-entropy", which needs one-hot targets, but the targets are values of a Chebyshev polynomial; must be "mse" or "half-mse" here.',
    ],
    [
      { loss: "logistic", data: { kind: "mnist" } },
      'loss: got "logistic", which needs one output with targets 1 and -1, but data.targets is "one-hot"; must be "mse" or "half-mse", or data.targets must be "parity".',
    ],
    [
      { loss: "cross-entropy", data: { kind: "mnist", targets: "parity" } },
      'loss: got "cross-entropy", which needs one-hot targets, but data.targets is "parity"; must be "mse" or "half-mse", or data.targets must be "one-hot".',
    ],
    [
      { loss: "logistic", data: { kind: "inline", inputs: [[1], [2]], targets: [[1], [0]] } },
      'loss: got "logistic", which needs one output with targets 1 and -1, but data.targets[1] is [0]; must be "mse" or "half-mse" here.',
    ],
    [
      { loss: "cross-entropy", data: { kind: "inline", inputs: [[1]], targets: [[1, 1]] } },
      'loss: got "cross-entropy", which needs one-hot targets, but data.targets[0] is [1, 1]; must be "mse" or "half-mse" here.',
    ],
  ];
  it.each(refused)("refuses %j", (value, error) => {
    const path = error.slice(0, error.indexOf(":"));
    expect(parseExperiment(value)).toEqual({ ok: false, path, error });
  });
});
