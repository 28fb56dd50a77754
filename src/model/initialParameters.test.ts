import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialParameters } from "./initialParameters.ts";
import { networkLayout } from "./network.ts";
import { networkLayers, parameterLayouts } from "./networkLayers.ts";

const anyInit = fc.record({
  scheme: fc.constantFrom("lecun" as const, "torch" as const),
  gain: fc.double({ min: 0, max: 100, noNaN: true }),
  seed: fc.nat(2 ** 32 - 1),
});

describe("initialParameters", () => {
  it("gives the same parameters for a seed for ever", () => {
    expect([
      ...initialParameters({ scheme: "torch", gain: 1, seed: 0 }, networkLayout([2, 2, 1], true)),
    ]).toEqual([
      0.5470944046974182, -0.6894644498825073, -0.661113440990448, -0.6725888252258301,
      0.1588336080312729, 0.6435783505439758, -0.09972551465034485, 0.31043681502342224,
      -0.09003982692956924,
    ]);
    expect([
      ...initialParameters({ scheme: "lecun", gain: 1, seed: 3 }, networkLayout([2, 2, 1], true)),
    ]).toEqual([
      1.043771743774414, -0.5567011833190918, 0.18669098615646362, -0.7832415103912354, 0, 0,
      0.21373240649700165, 0.6174944639205933, 0,
    ]);
  });

  it("takes explicit parameters as they are", () => {
    const parameters = [0.1, -2.5, 1e-9];
    expect([...initialParameters({ parameters }, networkLayout([2, 1], true))]).toEqual(parameters);
  });

  it("is exact in float32", () => {
    fc.assert(
      fc.property(anyInit, fc.boolean(), (init, bias) => {
        const theta = initialParameters(init, networkLayout([3, 5, 2], bias));
        expect(theta.every((value) => Math.fround(value) === value)).toBe(true);
      }),
    );
  });

  it("keeps torch weights and biases within gain/√n_in and spreads them over it", () => {
    const gain = 0.7;
    const sizes = [49, 60, 1];
    const theta = initialParameters({ scheme: "torch", gain, seed: 5 }, networkLayout(sizes, true));
    for (const { inputs, outputs, weightOffset, biasOffset } of networkLayout(sizes, true)) {
      const bound = gain / Math.sqrt(inputs);
      const layer = theta.subarray(weightOffset, biasOffset! + outputs);
      expect(Math.max(...layer)).toBeLessThanOrEqual(Math.fround(bound));
      expect(Math.min(...layer)).toBeGreaterThanOrEqual(-Math.fround(bound));
      expect(Math.max(...layer)).toBeGreaterThan(0.9 * bound);
      expect(Math.min(...layer)).toBeLessThan(-0.9 * bound);
    }
  });

  it("gives lecun weights variance gain²/n_in and zero bias", () => {
    const gain = 1.5;
    const sizes = [64, 256, 1];
    const theta = initialParameters(
      { scheme: "lecun", gain, seed: 11 },
      networkLayout(sizes, true),
    );
    const [first] = networkLayout(sizes, true);
    const weights = theta.subarray(0, first!.biasOffset!);
    const variance = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
    const relativeError = (variance * 64) / gain ** 2 - 1;
    expect(Math.abs(relativeError)).toBeLessThan(5 * Math.sqrt(2 / weights.length));
    const biases = theta.subarray(first!.biasOffset!, first!.biasOffset! + first!.outputs);
    expect(biases.every((b) => b === 0)).toBe(true);
  });

  it("spreads a convolution over its fan-in, and starts layer normalisation at 1 and 0", () => {
    const init = { scheme: "torch", gain: 1, seed: 2 } as const;
    const image = { channels: 4, height: 4, width: 4 };
    const data = { inputSize: 64, outputSize: 3, image };
    const layers = networkLayers({ kind: "cnn", channels: [40], activation: "tanh" }, data);
    const theta = initialParameters(init, parameterLayouts(layers));
    // 40 × 4 × 9 weights and 40 biases within 1/√36, then 3 × 40 · 4 and 3 within 1/√160.
    expect(theta).toHaveLength(1440 + 40 + 480 + 3);
    const largest = (from: number, to: number) =>
      Math.max(...theta.subarray(from, to).map(Math.abs));
    expect(largest(0, 1480)).toBeLessThanOrEqual(1 / 6);
    expect(largest(0, 1480)).toBeGreaterThan(0.99 / 6);
    expect(largest(1480, 1963)).toBeLessThanOrEqual(1 / Math.sqrt(160));
    expect(largest(1480, 1963)).toBeGreaterThan(0.98 / Math.sqrt(160));

    const normalised = networkLayers(
      { kind: "layernorm-mlp", hidden: [3], activation: "tanh", bias: false },
      { inputSize: 2, outputSize: 1 },
    );
    const start = initialParameters(init, parameterLayouts(normalised));
    expect([...start.subarray(6, 12)]).toEqual([1, 1, 1, 0, 0, 0]);
    expect(start).toHaveLength(6 + 6 + 3);
  });

  it("keeps the resolution of small gains", () => {
    const small = initialParameters(
      { scheme: "lecun", gain: 1e-6, seed: 1 },
      networkLayout([4, 4], false),
    );
    const one = initialParameters(
      { scheme: "lecun", gain: 1, seed: 1 },
      networkLayout([4, 4], false),
    );
    small.forEach((value, i) => {
      expect(Math.abs((value * 1e6) / one[i]! - 1)).toBeLessThan(1e-6);
    });
  });
});
