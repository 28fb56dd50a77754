import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { relativeError } from "../engine/golden/comparison.ts";
import { goldenRun } from "../engine/golden/runs.ts";
import { defaultExperiment } from "../model/parseExperiment.ts";
import type { Row } from "../protocol/columns.ts";
import type { Trace } from "../share/traceFile.ts";
import { experimentFolder, PARABOLA, traceCommand } from "./fixtures/traceRunner.ts";

const folder = experimentFolder();
afterAll(folder.remove);

async function traceOf(experiment: unknown, ...args: string[]) {
  const { stdout, ...said } = await traceCommand(folder.fileWith(experiment), ...args);
  return { trace: JSON.parse(stdout) as Trace, stdout, ...said };
}

/** The contract's columns, version 1; the bracketed ones only when asked for. */
const COLUMNS = `step learningRate loss sharpness eigenvalue2 sharpnessResidual
  constrainedLoss constrainedSharpness alpha beta delta x y distance
  predictedX predictedY predictedDistance predictedLoss predictedSharpness
  cubicX cubicY cubicLoss cubicSharpness flowLoss flowSharpness flowDistance stage`.split(/\s+/);
const FROM_START = ["flowFromStartLoss", "flowFromStartSharpness", "flowFromStartDistance"];

describe("a trace", () => {
  test("is the contract's object, with entries 0 … N in every column", async () => {
    const { trace, status, stdout, stderr } = await traceOf({}, "--steps", "3");
    expect(status).toBe(0);
    expect(stdout.endsWith("}\n")).toBe(true);
    expect(trace).toMatchObject({
      format: "brink-trace",
      version: 1,
      experiment: { ...defaultExperiment(), steps: 3 },
      backend: "float64",
      precision: "float64",
      edgeSteps: [],
      resyncSteps: [],
      ended: { step: 3, reason: "steps" },
      overlayStops: [],
    });
    expect(Object.keys(trace.columns).sort()).toEqual([...COLUMNS].sort());
    expect(trace.columns.step).toEqual([0, 1, 2, 3]);
    for (const [name, values] of Object.entries(trace.columns)) {
      expect(values.length, name).toBe(4);
      expect(
        values.every((value) => value === null || Number.isFinite(value)),
        name,
      ).toBe(true);
    }
    // Before an edge there is no overlay, and that is null, not missing.
    expect(trace.columns.x).toEqual([null, null, null, null]);
    expect(trace.columns.stage).toEqual([null, null, null, null]);
    expect(stderr).toContain("step 3 of 3\n");
  });

  test("of inline data and explicit parameters is what a parabola does", async () => {
    const { trace } = await traceOf(PARABOLA);
    expect(trace.columns.loss).toEqual([2, 0.5, 0.125, 2 / 64, 2 / 256, 2 / 1024, 2 / 4096]);
    expect(trace.columns.learningRate).toEqual(Array.from({ length: 7 }, () => 0.5));
    expect(trace.columns.eigenvalue2).toEqual(Array.from({ length: 7 }, () => null));
    for (const sharpness of trace.columns.sharpness!) expect(sharpness).toBeCloseTo(1, 9);
  });

  test("applies changes of η before the update of their step", async () => {
    const learningRateChanges = [
      { step: 4, learningRate: 0.25 },
      { step: 2, learningRate: 1.5 },
    ];
    const { trace } = await traceOf({ ...PARABOLA, learningRateChanges });
    expect(trace.columns.learningRate).toEqual([0.5, 0.5, 1.5, 1.5, 0.25, 0.25, 0.25]);
    // θ = 2, 1, ½, −¼, ⅛, 3/32, 9/128
    const theta = [2, 1, 0.5, -0.25, 0.125, 3 / 32, 9 / 128];
    expect(trace.columns.loss).toEqual(theta.map((value) => 0.5 * value ** 2));
    expect(trace.experiment.learningRateChanges.map(({ step }) => step)).toEqual([2, 4]);
  });

  test("has more eigenvalues and the flow from the start when they are asked for", async () => {
    const { trace } = await traceOf({
      ...PARABOLA,
      learningRate: 1.5,
      eigenvalues: 4,
      overlays: ["flowFromStart"],
    });
    const names = [...COLUMNS, "eigenvalue3", "eigenvalue4", ...FROM_START];
    expect(Object.keys(trace.columns).sort()).toEqual(names.sort());
    // Two Euler sub-steps of ¾ a step.
    expect(trace.columns.flowFromStartLoss!.slice(0, 2)).toEqual([2, 0.5 * (2 / 16) ** 2]);
  });

  test("that diverged ends with its last finite step and status 3", async () => {
    const { trace, status, stdout } = await traceOf({ ...PARABOLA, learningRate: 3, steps: 500 });
    expect(status).toBe(3);
    // Fourfold a step: 4⁹ < 10⁶ < 4¹⁰.
    expect(trace.ended).toEqual({ step: 9, reason: "diverged" });
    expect(trace.columns.step).toEqual(Array.from({ length: 10 }, (_, i) => i));
    expect(trace.columns.loss!.at(-1)).toBe(2 * 4 ** 9);
    expect(stdout).not.toMatch(/NaN|Infinity/);
  });

  test("that would diverge at the step after its last has not diverged", async () => {
    const { trace, status } = await traceOf({ ...PARABOLA, learningRate: 3, steps: 9 });
    expect(status).toBe(0);
    expect(trace.ended).toEqual({ step: 9, reason: "steps" });
  });

  test("keeps keys it does not know", async () => {
    const { trace } = await traceOf({ ...PARABOLA, note: "for Monday" });
    expect(trace.experiment).toMatchObject({ note: "for Monday" });
  });

  test("runs on another backend, in single precision", async () => {
    const { trace, status } = await traceOf(PARABOLA, "--backend", "wasm");
    expect(status).toBe(0);
    expect(trace).toMatchObject({ backend: "wasm", precision: "float32" });
    for (const [t, loss] of trace.columns.loss!.entries()) {
      expect(loss! / (2 * 0.25 ** t)).toBeCloseTo(1, 5);
    }
  });

  test("of a nudged reference run follows the reference through its edge", async () => {
    const golden = goldenRun("cheb3_tanh_w16_kick");
    const { trace } = await traceOf({ ...golden.experiment, steps: golden.edgeStep + 40 });
    expect(trace.edgeSteps).toEqual([golden.edgeStep]);
    const { columns } = trace;
    const rows = columns.step!.map((_, i) =>
      Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[i]])),
    ) as Row[];
    const [before, after] = [rows.slice(0, golden.edgeStep), rows.slice(golden.edgeStep)];
    expect(relativeError(before, "loss", golden.pre.loss)).toBeLessThan(1e-8);
    expect(relativeError(before, "sharpness", golden.pre.S)).toBeLessThan(1e-8);
    expect(relativeError(after, "sharpness", golden.gd.S)).toBeLessThan(1e-6);
    expect(relativeError(after, "x", golden.gd.x)).toBeLessThan(1e-5);
    expect(relativeError(after, "predictedX", golden.pred_exact.x)).toBeLessThan(1e-5);
    expect(relativeError(after, "cubicSharpness", golden.pred.S_cf)).toBeLessThan(1e-6);
    expect(before.every(({ x }) => x === null)).toBe(true);
  });
});

describe("options", () => {
  test("--steps overrides the experiment, and the trace says so", async () => {
    const { trace } = await traceOf(PARABOLA, "--steps", "2");
    expect(trace.experiment.steps).toBe(2);
    expect(trace.columns.step).toEqual([0, 1, 2]);
    // It also gives an end to a run without one.
    const { status } = await traceOf({ ...PARABOLA, steps: 0 }, "--steps=4");
    expect(status).toBe(0);
  });

  test("--out writes the file and nothing to standard output", async () => {
    const out = join(folder.path, "trace.json");
    const { status, stdout } = await traceCommand(folder.fileWith(PARABOLA), "--out", out);
    expect([status, stdout]).toEqual([0, ""]);
    const { trace } = await traceOf(PARABOLA);
    expect(JSON.parse(readFileSync(out, "utf8"))).toEqual(trace);
  });

  test("a diverged trace is written there too", async () => {
    const out = join(folder.path, "diverged.json");
    const { status } = await traceCommand(
      folder.fileWith({ ...PARABOLA, learningRate: 3, steps: 50 }),
      "--out",
      out,
    );
    expect(status).toBe(3);
    expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({ ended: { step: 9 } });
  });
});
