import { describe, expect, test } from "vitest";
import { randomStream } from "../math/random.ts";
import type { Experiment } from "../model/experiment.ts";
import { defaultExperiment } from "../model/parseExperiment.ts";
import { workloadOf } from "../model/workload/workload.ts";
import { openBackend } from "./backends/openBackend.ts";
import { readDataFile } from "../cli/dataFiles.ts";
import { bytesOf } from "./checkpoints/checkpoint.ts";
import { beginRun, takeRows } from "./fixtures/rows.ts";
import { assertFits, memoryObstacle } from "./memoryLimits.ts";
import { prepareRun } from "./prepareRun.ts";
import { tf } from "./tf.ts";

const noFiles = () => Promise.reject(new Error("no files here"));

function mlp(hidden: number[]): Experiment["model"] {
  return { kind: "mlp", hidden, activation: "tanh", bias: true };
}

/** Points on a line through a network of these widths. */
function networkOf(samples: number, hidden: number[], change: Partial<Experiment> = {}) {
  return {
    ...defaultExperiment(),
    data: { kind: "chebyshev", degree: 3, samples },
    model: mlp(hidden),
    ...change,
  } satisfies Experiment;
}

/** The paper's network on its 5,000 images. */
const PAPER: Experiment = {
  ...networkOf(1, [200, 200]),
  data: {
    kind: "cifar10",
    samples: 5000,
    offset: 0,
    classes: null,
    side: 32,
    targets: "one-hot",
  },
};

describe("what is estimated is what is taken", () => {
  test.each([
    { samples: 500, hidden: [100, 100] },
    { samples: 40, hidden: [300, 300] },
    { samples: 5000, hidden: [30, 20, 20] },
  ])("on wasm, $samples samples through $hidden", async ({ samples, hidden }) => {
    const experiment = networkOf(samples, hidden);
    const backend = await openBackend("wasm", undefined);
    const before = tf.memory().numBytes;
    const { model, parameters } = await prepareRun(experiment, backend, noFiles);
    const at = await model.expandAt(parameters);
    const { normal } = randomStream(1);
    await at.thirdDerivative(parameters.map(normal));
    const taken = tf.memory().numBytes - before;
    const estimate = workloadOf(experiment).passBytes.float32;
    expect(estimate / taken).toBeGreaterThan(0.8);
    expect(estimate / taken).toBeLessThan(1.6);
    at.dispose();
    model.dispose();
  });

  test.each([
    { samples: 60, side: 28, channels: [8, 8] },
    { samples: 200, side: 14, channels: [8, 8] },
  ] as const)("of a run of convolutions on $samples images of $side × $side", async (shape) => {
    const { samples, side, channels } = shape;
    const experiment: Experiment = {
      ...defaultExperiment(),
      data: { kind: "mnist", samples, offset: 0, side, scale: 1, targets: "parity" },
      model: { kind: "cnn", channels: [...channels], activation: "swish" },
      learningRate: 1,
      overlays: ["constrained", "prediction"],
    };
    const backend = await openBackend("wasm", undefined);
    const before = tf.memory().numBytes;
    const { model, parameters } = await prepareRun(experiment, backend, readDataFile);
    const run = await beginRun(model, parameters, experiment, { startAt: parameters });
    await takeRows(run, 2);
    const taken = tf.memory().numBytes - before;
    const estimate = workloadOf(experiment).passBytes.float32;
    expect(estimate / taken).toBeGreaterThan(0.8);
    expect(estimate / taken).toBeLessThan(1.6);
    model.dispose();
  });

  test.each([
    { eigenvalues: 2, overlays: [] },
    { eigenvalues: 6, overlays: [] },
    { eigenvalues: 2, overlays: ["constrained", "prediction"] },
    { eigenvalues: 2, overlays: ["constrained", "prediction", "flow"] },
    { eigenvalues: 6, overlays: ["constrained", "prediction", "flow"] },
    { eigenvalues: 2, overlays: ["constrained", "prediction", "flow", "flowFromStart", "frozen"] },
  ] as const)("vectors of $eigenvalues eigenvalues and $overlays", async (setting) => {
    const overlays = [...setting.overlays];
    const experiment = networkOf(8, [60, 60], { ...setting, overlays });
    const backend = await openBackend("float64", undefined);
    const { model, parameters } = await prepareRun(experiment, backend, noFiles);
    const probe = await beginRun(model, parameters, experiment);
    const learningRate = 2.05 / probe.sharpness;
    const options = { startAt: parameters };
    const run = await beginRun(model, parameters, { ...experiment, learningRate }, options);
    await takeRows(run, 12);
    const held = bytesOf(await run.checkpoint());
    const estimate = workloadOf(experiment).processorBytes;
    // The estimate has two checkpoints more, and what is not yet freed.
    expect(estimate / held).toBeGreaterThan(3);
    expect(estimate / held).toBeLessThan(5.5);
  });

  test("the paper's network on 5,000 images takes a gigabyte or two, on any backend", () => {
    const { parameters, moving, processorBytes, passBytes } = workloadOf(PAPER);
    expect([parameters, moving]).toEqual([656_810, 656_810]);
    expect(processorBytes + passBytes.float32).toBeGreaterThan(1e9);
    expect(processorBytes + passBytes.float32).toBeLessThan(2e9);
    const limits = { total: 4e9, buffer: 2 ** 27 };
    for (const name of ["webgpu", "wasm", "float64"] as const) {
      expect(memoryObstacle(name, workloadOf(PAPER), limits)).toBeNull();
    }
  });
});

describe("what does not fit", () => {
  const large = networkOf(1000, [4000, 3000]);

  test("is refused in a sentence with a way out, before any data are read", async () => {
    const limits = { total: 8e9, buffer: Infinity };
    expect(() => assertFits(["webgpu", "wasm", "float64"], workloadOf(large), limits)).toThrow(
      /^This run does not fit here: webgpu would need about \d+ GB for this run and can have 8 GB\. Fewer/,
    );
    const backend = await openBackend("wasm", undefined);
    let hasRead = false;
    const images: Experiment = {
      ...PAPER,
      model: mlp([4000]),
      data: { ...PAPER.data, samples: 100_000 } as Experiment["data"],
    };
    const read = () => {
      hasRead = true;
      return noFiles();
    };
    await expect(prepareRun(images, backend, read)).rejects.toThrow(
      /^This run does not fit here: wasm would need about \d+ GB for its passes and can have 4\.3 GB\./,
    );
    expect(hasRead).toBe(false);
  });

  test("on one backend may fit another", () => {
    const wide = workloadOf({ ...PAPER, model: mlp([2000, 2000]) });
    const limits = { total: 64e9, buffer: 2 ** 24 };
    expect(memoryObstacle("webgpu", wide, limits)).toMatch(
      / in one buffer and can have 0\.017 GB$/,
    );
    expect(memoryObstacle("wasm", wide, limits)).toBeNull();
    expect(() => assertFits(["webgpu", "wasm"], wide, limits)).not.toThrow();
  });
});
