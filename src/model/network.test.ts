import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layerSizes, networkLayout, parameterCount } from "./network.ts";

const anySizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 10 });

describe("network layout", () => {
  it("lists W then b, layer after layer", () => {
    expect(networkLayout([2, 3, 1], true)).toEqual([
      { inputs: 2, outputs: 3, weightOffset: 0, biasOffset: 6 },
      { inputs: 3, outputs: 1, weightOffset: 9, biasOffset: 12 },
    ]);
    expect(networkLayout([2, 3, 1], false)).toEqual([
      { inputs: 2, outputs: 3, weightOffset: 0, biasOffset: null },
      { inputs: 3, outputs: 1, weightOffset: 6, biasOffset: null },
    ]);
  });

  it("has the sizes of the reference networks", () => {
    expect(parameterCount([1, 32, 32, 1], true)).toBe(1153);
    expect(parameterCount([49, 32, 32, 10], true)).toBe(2986);
    expect(parameterCount([5, 8, 8, 1], false)).toBe(112);
  });

  it("covers the parameter vector without gaps", () => {
    fc.assert(
      fc.property(anySizes, fc.boolean(), (sizes, bias) => {
        let next = 0;
        for (const { inputs, outputs, weightOffset, biasOffset } of networkLayout(sizes, bias)) {
          expect(weightOffset).toBe(next);
          next += inputs * outputs;
          expect(biasOffset).toBe(bias ? next : null);
          next += bias ? outputs : 0;
        }
        expect(next).toBe(parameterCount(sizes, bias));
      }),
    );
  });

  it("is a linear model without hidden layers", () => {
    expect(layerSizes([], 4, 2)).toEqual([4, 2]);
  });
});
