import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findPytorch } from "../../cli/bench/pytorchRows.ts";
import { readDataFile } from "../../cli/dataFiles.ts";
import { experimentFolder, traceCommand } from "../../cli/fixtures/traceRunner.ts";
import nearEdge from "../../../e2e/support/nearEdge.json" with { type: "json" };
import type { Dataset } from "../../model/dataset.ts";
import type { Optimizer } from "../../model/experiment.ts";
import { loadDataset } from "../../model/datasets/loadDataset.ts";
import { defaultExperiment, parseExperiment } from "../../model/parseExperiment.ts";
import { initialParameters } from "../../model/initialParameters.ts";
import { networkLayers, parameterLayouts } from "../../model/networkLayers.ts";
import { readText } from "../openTrace/readFile.ts";
import type { Trace } from "../traceFile.ts";
import { pytorchScript } from "./pytorchScript.ts";

const python = findPytorch();
const folder = experimentFolder();
afterAll(folder.remove);

/** Columns of other step rules than gradient descent. */
const OF_RULES = ["stabilityThreshold", "preconditionedSharpness"] as const;

const EXPERIMENTS: [string, unknown][] = [
  [
    "a nudged run through its edge, with a change of η",
    { ...nearEdge, steps: 30, learningRateChanges: [{ step: 20, learningRate: 0.1 }] },
  ],
  [
    "images with cross-entropy, gelu and no bias",
    {
      data: { kind: "mnist", samples: 6, side: 7, scale: 2 },
      model: { hidden: [4, 3], activation: "gelu", bias: false },
      loss: "cross-entropy",
      steps: 6,
    },
  ],
  [
    "given points with logistic loss and swish",
    {
      data: {
        kind: "inline",
        inputs: [
          [0.1, -2],
          [1.5, 0.25],
          [-1, 1],
        ],
        targets: [[1], [-1], [1]],
      },
      model: { hidden: [3], activation: "swish" },
      loss: "logistic",
      init: { scheme: "lecun", seed: 5 },
      learningRate: 0.5,
      steps: 6,
    },
  ],
  [
    "a convolutional network",
    {
      data: { kind: "mnist", samples: 6, side: 14 },
      model: { kind: "cnn", channels: [3, 2], activation: "swish" },
      steps: 6,
    },
  ],
  [
    "a residual network",
    {
      data: { kind: "mnist", samples: 6, side: 7 },
      model: { kind: "residual-mlp", hidden: [5, 5, 5], activation: "tanh" },
      steps: 6,
    },
  ],
  [
    "a network with layer normalisation",
    {
      data: { kind: "mnist", samples: 6, side: 7 },
      model: { kind: "layernorm-mlp", hidden: [5, 4], activation: "gelu" },
      steps: 6,
    },
  ],
];

const RULES: { learningRate: number; optimizer: Optimizer }[] = [
  { learningRate: 0.02, optimizer: { kind: "heavy-ball", momentum: 0.9 } },
  { learningRate: 0.02, optimizer: { kind: "nesterov", momentum: 0.8 } },
  { learningRate: 0.005, optimizer: { kind: "rmsprop", beta2: 0.95, epsilon: 1e-6 } },
  { learningRate: 0.01, optimizer: { kind: "adam", beta1: 0.9, beta2: 0.99, epsilon: 1e-6 } },
];
for (const rule of RULES) {
  const learningRateChanges = [{ step: 7, learningRate: 0.015 }];
  const experiment = { ...rule, learningRateChanges, steps: 14, model: { hidden: [5] } };
  EXPERIMENTS.push([`a run by ${rule.optimizer.kind}`, experiment]);
}

async function prepared(value: unknown) {
  const parsed = parseExperiment(value);
  if (!parsed.ok) throw new Error(parsed.error);
  const { experiment } = parsed;
  const dataset = await loadDataset(experiment.data, readDataFile);
  const { stdout, status, stderr } = await traceCommand(
    folder.fileWith(experiment),
    "--backend",
    "float64",
  );
  expect(status, stderr).toBe(0);
  const trace = JSON.parse(stdout) as Trace;
  const edge = trace.edgeSteps[0];
  const at = (name: "delta" | "loss") => trace.columns[name]?.[edge ?? 0] ?? NaN;
  const nudge =
    experiment.nudge === 0 || edge === undefined
      ? null
      : { step: edge, size: experiment.nudge * at("delta"), loss: at("loss") };
  const script = pytorchScript({
    experiment,
    dataset,
    lastStep: experiment.steps,
    nudge,
    link: "https://example.org/#v=1\nimport os",
  });
  if (!script.ok) throw new Error(script.error);
  return { experiment, dataset, trace, nudge, text: script.text };
}

/** What a call of `numbers` in a script gives, decoded by hand. */
function inlined(text: string, after: string): number[] {
  const call =
    /numbers\("+\s*([\w+/=\s]*?)\s*"+, torch\.(uint8|float32|float64)\)( \/ 255 \* ([\d.]+))?/.exec(
      text.slice(text.indexOf(after)),
    );
  const bytes = new Uint8Array(Buffer.from(call?.[1] ?? "", "base64"));
  if (call?.[2] === "uint8") {
    const scale = call[4] === undefined ? null : Number(call[4]);
    return [...bytes].map((byte) => (scale === null ? byte : (byte / 255) * scale));
  }
  return [
    ...(call?.[2] === "float32" ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer)),
  ];
}

/** Run the script, or where PyTorch is missing have Python read it. */
function commandFor(file: string): [string, string[]] {
  const read = "import ast, sys; ast.parse(open(sys.argv[1]).read())";
  return python === null ? ["python3", ["-c", read, file]] : [python, [file]];
}

/** Relative differences of the script's CSV, as this app opens it, from the trace. */
function differencesFrom(trace: Trace, csv: string): number[] {
  const opened = readText(csv);
  if (!opened.ok) throw new Error(opened.error);
  const { columns } = opened.run;
  const names = (["learningRate", "loss", "sharpness", ...OF_RULES] as const).filter(
    (name) => name in trace.columns,
  );
  return names.flatMap((name) =>
    Array.from(columns[name] ?? [], (own, step) =>
      Math.abs(own / (trace.columns[name]?.[step] ?? NaN) - 1),
    ),
  );
}

describe.each(EXPERIMENTS)("the script of %s", (_, value) => {
  it("holds parameters and data exactly", async () => {
    const { experiment, dataset, text } = await prepared(value);
    const layouts = parameterLayouts(networkLayers(experiment.model, dataset));
    const theta = initialParameters(experiment.init, layouts);
    expect(inlined(text, "theta = numbers")).toEqual([...theta]);
    // Chebyshev points are a formula in the script.
    const isFormula = experiment.data.kind === "chebyshev";
    expect(text.includes("x = (numbers")).toBe(!isFormula);
    const given = isFormula ? null : [dataset.inputs, dataset.targets].map((v) => [...v]);
    const written = ["x = (numbers", "y = (numbers"].map((after) => inlined(text, after));
    expect(isFormula ? null : written).toEqual(given);
    expect(text.split("\n").some((line) => line.startsWith("import os"))).toBe(false);
  });

  it("is complete Python, and where PyTorch is at hand gives the trace", async () => {
    const { trace, nudge, text } = await prepared(value);
    expect(nudge === null).toBe(!("nudge" in (value as object)));
    const file = join(folder.path, "script.py");
    writeFileSync(file, text);
    const { stdout, stderr, status } = spawnSync(...commandFor(file), { encoding: "utf8" });
    expect(status, stderr).toBe(0);
    // Without PyTorch the interpreter has only read the script.
    const differences = python === null ? [] : differencesFrom(trace, stdout);
    const compared = 3 + OF_RULES.filter((name) => name in trace.columns).length;
    const rows = (trace.columns.step ?? []).length;
    expect(differences).toHaveLength(python === null ? 0 : compared * rows);
    expect(Math.max(0, ...differences)).toBeLessThan(1e-6);
  });
});

describe("a script", () => {
  it("is refused when it would be too long, with a sentence", () => {
    const samples = 2000;
    const dataset: Dataset = {
      inputs: new Float64Array(samples * 784),
      targets: new Float64Array(samples),
      samples,
      inputSize: 784,
      outputSize: 1,
    };
    const script = pytorchScript({
      experiment: defaultExperiment(),
      dataset,
      lastStep: 1,
      nudge: null,
      link: "",
    });
    expect(script.ok ? "" : script.error).toMatch(/would be too long/);
  });
});
