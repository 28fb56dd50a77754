import { describe, expect, it } from "vitest";
import type { Experiment } from "../model/experiment.ts";
import { defaultExperiment } from "../model/parseExperiment.ts";
import { emptyAnnotations } from "../protocol/annotations.ts";
import { COLUMN_NAMES, type ColumnName } from "../protocol/columns.ts";
import { traceObject, traceToCsv, traceToJson } from "./traceFile.ts";

const values: Partial<Record<ColumnName, number[]>> = {
  step: [0, 1, 2],
  learningRate: [0.1, 0.1, 0.1],
  loss: [0.5, 0.30000000000000004, 1e-7],
  sharpness: [3, NaN, 20.5],
  x: [NaN, Infinity, -0.25],
};

function trace(experiment: Experiment = defaultExperiment()) {
  return traceObject({
    experiment,
    backend: "float64",
    precision: "float64",
    column: (name) => Float64Array.from(values[name] ?? [NaN, NaN, NaN]),
    annotations: {
      ...emptyAnnotations(),
      edgeSteps: [2],
      overlayStops: [{ step: 2, overlay: "prediction", reason: "second-eigenvalue" }],
    },
    ended: { step: 2, reason: "steps" },
  });
}

describe("traceObject", () => {
  it("is the trace format, null where a value is not defined", () => {
    expect(trace()).toMatchObject({
      format: "brink-trace",
      version: 1,
      experiment: defaultExperiment(),
      backend: "float64",
      precision: "float64",
      edgeSteps: [2],
      resyncSteps: [],
      ended: { step: 2, reason: "steps" },
      overlayStops: [{ step: 2, overlay: "prediction", reason: "second-eigenvalue" }],
      columns: {
        step: [0, 1, 2],
        loss: [0.5, 0.30000000000000004, 1e-7],
        sharpness: [3, null, 20.5],
        x: [null, null, -0.25],
        stage: [null, null, null],
      },
    });
  });

  it("has columns of equal length, the optional ones only when asked for", () => {
    const always = COLUMN_NAMES.filter(
      (name) =>
        !/^(eigenvalue[3-6]|stability|preconditioned|flowFromStart|frozen|modes|central)/.test(
          name,
        ),
    );
    expect(Object.keys(trace().columns)).toEqual(always);
    const everything: Experiment = {
      ...defaultExperiment(),
      optimizer: { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      eigenvalues: 6,
      overlays: ["flowFromStart", "frozen", "modes", "centralFlow"],
    };
    const { columns } = trace(everything);
    expect(Object.keys(columns)).toEqual([...COLUMN_NAMES]);
    expect(new Set(Object.values(columns).map(({ length }) => length))).toEqual(new Set([3]));
    const four = trace({ ...defaultExperiment(), eigenvalues: 4 }).columns;
    expect([four.eigenvalue4, four.eigenvalue5]).toEqual([[null, null, null], undefined]);
    const heavyBall = { kind: "heavy-ball", momentum: 0.9 } as const;
    const momentum = trace({ ...defaultExperiment(), optimizer: heavyBall }).columns;
    expect(momentum).toHaveProperty("stabilityThreshold");
    expect(momentum).not.toHaveProperty("preconditionedSharpness");
  });

  it("has several modes also where they took over unasked", () => {
    const { experiment, backend, precision, ended } = trace();
    const annotations = emptyAnnotations();
    const column = (name: ColumnName) => (name === "modesActive" ? [NaN, NaN, 2] : [1, 2, 3]);
    const { columns } = traceObject({ experiment, backend, precision, ended, annotations, column });
    expect(columns.modesActive).toEqual([null, null, 2]);
    expect(columns.modesPredictedSharpness).toEqual([1, 2, 3]);
    expect(columns).not.toHaveProperty("centralLoss");
  });

  it("refuses columns of different length", () => {
    const { experiment, backend, precision, ended } = trace();
    const annotations = emptyAnnotations();
    const column = (name: ColumnName) => (name === "loss" ? [1, 2] : [1, 2, 3]);
    expect(() =>
      traceObject({ experiment, backend, precision, ended, annotations, column }),
    ).toThrow("column loss has 2 entries, expected 3");
  });

  it("comes back from JSON unchanged", () => {
    expect(JSON.parse(traceToJson(trace()))).toEqual(trace());
  });
});

describe("traceToCsv", () => {
  it("has the link in a comment, a header, and one line per step", () => {
    const lines = traceToCsv(trace(), "https://example.org/brink/#v=1&lr=0.1").split("\r\n");
    const comments = lines.filter((line) => line.startsWith("# "));
    expect(comments[0]).toBe("# Brink trace, version 1: https://example.org/brink/#v=1&lr=0.1");
    expect(comments[1]).toBe(`# experiment ${JSON.stringify(defaultExperiment())}`);
    const [header, ...rows] = lines.slice(comments.length);
    expect(header!.split(",").slice(0, 4)).toEqual(["step", "learningRate", "loss", "sharpness"]);
    expect(rows.map((row) => row.split(",").slice(0, 4))).toEqual([
      ["0", "0.1", "0.5", "3"],
      ["1", "0.1", "0.30000000000000004", ""],
      ["2", "0.1", "1e-7", "20.5"],
      [""],
    ]);
    const widths = rows.slice(0, 3).map((row) => row.split(",").length);
    expect(widths).toEqual(widths.map(() => header!.split(",").length));
  });
});
