import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chebyshevDataset, chebyshevPolynomial, evenlySpaced } from "./chebyshev.ts";
import reference from "./fixtures/chebyshev5.json" with { type: "json" };

describe("Chebyshev data", () => {
  it("agrees with an independent computation of T₅ at 20 points", () => {
    const { inputs, targets } = chebyshevDataset({ kind: "chebyshev", degree: 5, samples: 20 });
    expect(inputs).toHaveLength(20);
    inputs.forEach((x, i) => {
      expect(Math.abs(x - reference.inputs[i]!)).toBeLessThanOrEqual(1e-15);
      expect(Math.abs(targets[i]! - reference.targets[i]!)).toBeLessThanOrEqual(1e-15);
    });
  });

  it("is cos(n arccos x)", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.double({ min: -1, max: 1, noNaN: true }), (degree, x) => {
        const expected = Math.cos(degree * Math.acos(x));
        expect(Math.abs(chebyshevPolynomial(degree, x) - expected)).toBeLessThan(1e-12);
      }),
    );
  });

  it("spaces points evenly with both ends included", () => {
    expect([...evenlySpaced(5)]).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect([...evenlySpaced(1)]).toEqual([-1]);
  });
});
