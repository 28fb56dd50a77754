import { expect, test } from "vitest";
import type { Model } from "../experiment.ts";
import { networkLayers, type DataShape } from "../networkLayers.ts";
import { networkSize } from "./networkSize.ts";

const sizeOf = (model: Model, data: DataShape) => networkSize(networkLayers(model, data));

test("the size of the paper's convolutional network follows from its layers", () => {
  const image = { channels: 3, height: 32, width: 32 };
  const data = { inputSize: 3072, outputSize: 10, image };
  expect(sizeOf({ kind: "cnn", channels: [32, 32], activation: "swish" }, data)).toEqual({
    parameters: 32 * 28 + 32 * 289 + 10 * 2049,
    // Patches and outputs of both convolutions, what is pooled of them, and the last layer.
    activations: 1024 * (27 + 32) + 256 * 32 + 256 * (288 + 32) + 64 * 32 + 10,
    products: { first: 1024 * 27 * 32, others: 256 * 288 * 32 + 64 * 32 * 10 },
  });
});

test("residual and normalised layers count as what they add", () => {
  const data = { inputSize: 5, outputSize: 2 };
  const hidden = [4, 4];
  const model = { hidden, activation: "tanh", bias: true } as const;
  const plain = sizeOf({ kind: "mlp", ...model }, data);
  expect(plain).toEqual({
    parameters: 24 + 20 + 10,
    activations: 4 + 4 + 2,
    products: { first: 20, others: 16 + 8 },
  });
  expect(sizeOf({ kind: "residual-mlp", ...model }, data)).toEqual(plain);
  expect(sizeOf({ kind: "layernorm-mlp", ...model }, data)).toEqual({
    ...plain,
    parameters: plain.parameters + 16,
    activations: plain.activations + 8,
  });
});
