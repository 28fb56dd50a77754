import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultExperiment, parseExperiment } from "./parseExperiment.ts";

function errorOf(value: unknown): string | null {
  const parsed = parseExperiment(value);
  return parsed.ok ? null : parsed.error;
}

describe("parseExperiment", () => {
  it("fills in every default", () => {
    const expected = {
      version: 1,
      data: { kind: "chebyshev", degree: 5, samples: 20 },
      model: { kind: "mlp", hidden: [32, 32], activation: "tanh", bias: true },
      loss: "mse",
      init: { scheme: "torch", gain: 1, seed: 0 },
      learningRate: 0.1,
      learningRateChanges: [],
      nudge: 0,
      steps: 1200,
      eigenvalues: 2,
      overlays: ["constrained", "prediction", "flow"],
    };
    expect(parseExperiment({})).toEqual({ ok: true, experiment: expected });
    expect(defaultExperiment()).toEqual(expected);
    const mnist = parseExperiment({ data: { kind: "mnist" } });
    expect(mnist).toMatchObject({
      experiment: { data: { samples: 200, offset: 0, side: 7, scale: 1, targets: "one-hot" } },
    });
  });

  it("fills in the numbers of a step rule; gradient descent is the absence of one", () => {
    const parsed = (optimizer: unknown) => {
      const result = parseExperiment({ optimizer });
      return result.ok ? result.experiment : result.error;
    };
    expect(parsed({ kind: "gd" })).not.toHaveProperty("optimizer");
    expect(parsed({ kind: "gd" })).toEqual(defaultExperiment());
    const filled = {
      "heavy-ball": { momentum: 0.9 },
      nesterov: { momentum: 0.9 },
      rmsprop: { beta2: 0.99, epsilon: 1e-8 },
      adam: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    };
    for (const [kind, numbers] of Object.entries(filled)) {
      expect(parsed({ kind })).toMatchObject({ optimizer: { kind, ...numbers } });
    }
    expect(parsed({ kind: "heavy-ball", momentum: 0 })).toMatchObject({
      optimizer: { momentum: 0 },
    });
  });

  it("shares no defaults between experiments", () => {
    const { model } = defaultExperiment();
    expect(model).toMatchObject({ kind: "mlp" });
    if (model.kind === "mlp") model.hidden.push(1);
    defaultExperiment().overlays.pop();
    expect(defaultExperiment()).toMatchObject({ model: { hidden: [32, 32] } });
    expect(defaultExperiment().overlays).toHaveLength(3);
  });

  it("keeps unknown keys at every level", () => {
    const value = {
      note: { by: "someone" },
      data: { kind: "inline", inputs: [[1]], targets: [[2]], source: "lab" },
      model: { dropout: 0 },
      init: { seed: 3, why: "a lucky one" },
      learningRateChanges: [{ step: 5, learningRate: 0.2, label: "decay" }],
    };
    const parsed = parseExperiment(value);
    expect(parsed).toMatchObject({ ok: true, experiment: value });
  });

  it("sorts changes of the learning rate by step", () => {
    const learningRateChanges = [
      { step: 900, learningRate: 0.1 },
      { step: 0, learningRate: 0.3 },
      { step: 500, learningRate: 0.05 },
    ];
    const parsed = parseExperiment({ learningRateChanges });
    expect(parsed.ok && parsed.experiment.learningRateChanges.map(({ step }) => step)).toEqual([
      0, 500, 900,
    ]);
  });

  it("accepts the widest and the narrowest experiment", () => {
    const accepted: object[] = [
      { model: { hidden: [] }, data: { kind: "chebyshev", samples: 1, degree: 0 } },
      { model: { hidden: [4096, 4096] }, steps: 1e7, learningRate: 1000, nudge: -10 },
      { model: { hidden: [1, 1, 1, 1, 1, 1, 1, 1] }, steps: 0, eigenvalues: 6, overlays: [] },
      { data: { kind: "mnist", samples: 1, offset: 1999 } },
      { data: { kind: "mnist", samples: 2000, side: 28 }, loss: "cross-entropy" },
      { data: { kind: "fashion-mnist", targets: "parity" }, loss: "logistic" },
      { data: { kind: "inline", inputs: [[0], [1]], targets: [[1], [-1]] }, loss: "logistic" },
      {
        data: {
          kind: "inline",
          inputs: [[0], [1]],
          targets: [
            [1, 0],
            [0, 1],
          ],
        },
        loss: "cross-entropy",
      },
      { data: { kind: "inline", inputs: [[[[1, 2]]]], targets: [[0]] } },
      { data: { kind: "chebyshev", samples: 2, degree: 3 }, loss: "logistic" },
      { model: { hidden: [], bias: false }, init: { parameters: [0.5] } },
    ];
    expect(accepted.map(errorOf)).toEqual(accepted.map(() => null));
  });

  it("quotes long and many-lined values on one short line", () => {
    const error = errorOf({ loss: "x\n\u2028\u0085".repeat(1000) });
    expect(error).not.toMatch(/[\n\u2028\u0085]/);
    expect(error!.length).toBeLessThan(250);
  });

  it("never throws, and accepts what it returned", () => {
    const keys = Object.keys(defaultExperiment());
    const nearMiss = fc.dictionary(fc.constantFrom(...keys), fc.anything(), { maxKeys: 4 });
    fc.assert(
      fc.property(fc.oneof(fc.anything({ maxDepth: 4 }), nearMiss), (value) => {
        const parsed = parseExperiment(value);
        const again = parsed.ok ? parseExperiment(parsed.experiment) : parsed;
        expect(again).toEqual(parsed);
        const isSentence = parsed.ok || /^\S+: (got .+|missing), .+\.$/.test(parsed.error);
        expect(isSentence).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("survives junk nested a hundred thousand deep", () => {
    let junk: unknown = [];
    for (let depth = 0; depth < 100_001; depth++) {
      junk = depth % 2 === 0 ? [junk] : { inputs: junk };
    }
    const places = [
      junk,
      { data: junk },
      { data: { kind: "inline", inputs: junk, targets: junk } },
    ];
    for (const value of [...places, { init: { parameters: junk } }, { overlays: [junk] }]) {
      expect(errorOf(value)).toMatch(/^\S+: .+\.$/);
    }
  });
});
