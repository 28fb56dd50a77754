/** What the presets say in words, checked on the runs themselves, in the float32 of most viewers. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { openBackend, type OpenedBackend } from "../engine/backends/openBackend.ts";
import { prepareRun } from "../engine/prepareRun.ts";
import { SCREEN_PRECISION } from "../engine/precisions.ts";
import { Run } from "../engine/run.ts";
import type { Annotations } from "../protocol/annotations.ts";
import type { Row } from "../protocol/columns.ts";
import { classic } from "./classic.ts";
import { digits } from "./digits.ts";
import { nudged } from "./nudged.ts";
import type { Preset } from "./preset.ts";
import { tooLarge } from "./tooLarge.ts";
import { tooSmall } from "./tooSmall.ts";
import { twoModes } from "./twoModes.ts";

const SEEDS = [0, 1, 2];

let backend: OpenedBackend;
beforeAll(async () => {
  backend = await openBackend("wasm", undefined);
});

interface Outcome {
  rows: Row[];
  annotations: Annotations;
  isDiverged: boolean;
  /** 2/η */
  line: number;
  edge: number;
}

/** Runs are shared between tests: each takes seconds. */
const played = new Map<string, Promise<Outcome>>();

/** Run a preset to its pause, with its own seed or another. */
function play(preset: Preset, seed?: number): Promise<Outcome> {
  const { init } = preset.experiment;
  const key = `${preset.id} ${seed ?? ("seed" in init ? init.seed : "")}`;
  const known = played.get(key) ?? runToPause(preset, seed);
  played.set(key, known);
  return known;
}

async function runToPause(preset: Preset, seed?: number): Promise<Outcome> {
  const { experiment } = preset;
  const init = seed === undefined ? experiment.init : { ...experiment.init, seed };
  const read = async (name: string) =>
    new Uint8Array(await readFile(new URL(`../../public/data/${name}`, import.meta.url)));
  const { model, parameters } = await prepareRun({ ...experiment, init }, backend, read);
  const run = await Run.begin(model, { ...experiment, init }, parameters, {
    precision: SCREEN_PRECISION,
  });
  const rows: Row[] = [];
  while (run.step <= experiment.steps && !run.isDiverged) rows.push(await run.next());
  model.dispose();
  return {
    rows,
    annotations: run.annotations,
    isDiverged: run.isDiverged,
    line: 2 / experiment.learningRate,
    edge: run.annotations.edgeSteps[0] ?? NaN,
  };
}

const stopOf = ({ annotations }: Outcome, overlay: "prediction" | "cubic") =>
  annotations.overlayStops.find((stop) => stop.overlay === overlay);

/** Upward crossings of the line by the two-step mean of sharpness. */
function returnsToLine({ rows, line, edge }: Outcome): number {
  const mean = rows.map((row, i) => (row.sharpness + rows[Math.max(0, i - 1)]!.sharpness) / 2);
  return mean.filter((value, i) => i > edge + 1 && value >= line && mean[i - 1]! < line).length;
}

function stageStarts({ rows }: Outcome, stage: number, from: number, to: number): number {
  return rows.filter(
    (row, i) => i > from && i < to && row.stage === stage && rows[i - 1]!.stage !== stage,
  ).length;
}

function sharpnessError({ rows }: Outcome, from: number, to: number): number {
  const squares = rows
    .slice(from, to)
    .map((row) => (row.predictedSharpness / row.sharpness - 1) ** 2);
  return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length);
}

describe(`the preset ${nudged.title}`, () => {
  test("reaches the edge within 100 steps, and four cycles follow the prediction", async () => {
    const run = await play(nudged);
    expect(run.edge).toBeLessThanOrEqual(100);
    const end = stopOf(run, "prediction")?.step ?? Infinity;
    expect(stageStarts(run, 3, run.edge, end)).toBeGreaterThanOrEqual(4);
    // On its way through four spikes the prediction stays within two percent of sharpness (RMS).
    expect(sharpnessError(run, run.edge, Math.min(end, run.rows.length))).toBeLessThan(0.02);
    const during = run.rows.slice(run.edge, end);
    expect(Math.max(...during.map((row) => row.sharpness))).toBeGreaterThan(1.03 * run.line);
    expect(Math.min(...during.map((row) => row.sharpness))).toBeLessThan(0.97 * run.line);
    expect(run.annotations.warnings).toEqual([]);
  });
});

describe(`the preset ${classic.title}`, () => {
  test.each(SEEDS)(
    "seed %i: sharpness comes back to the line, and the loss ends lower",
    async (seed) => {
      const run = await play(classic, seed);
      expect(run.rows[0]!.sharpness).toBeLessThan(run.line);
      expect(run.edge).toBeGreaterThan(0);
      expect(returnsToLine(run)).toBeGreaterThanOrEqual(2);
      const losses = run.rows.map((row) => row.loss);
      const rises = losses.filter((loss, i) => i > 0 && loss > losses[i - 1]!);
      expect(rises.length).toBeGreaterThan(3);
      expect(losses.at(-1)!).toBeLessThan(losses[run.edge]!);
    },
  );

  test("its first spike grows out of rounding, as the sentence says", async () => {
    const run = await play(classic);
    const row = run.rows[run.edge]!;
    expect(Math.abs(row.x)).toBeLessThan(0.05 * row.delta);
  });
});

describe(`the preset ${digits.title}`, () => {
  test("the prediction holds from the edge to the pause", async () => {
    const run = await play(digits);
    expect(run.edge).toBeLessThanOrEqual(100);
    expect(stopOf(run, "prediction")).toBeUndefined();
    expect(sharpnessError(run, run.edge, run.rows.length)).toBeLessThan(0.01);
    expect(stageStarts(run, 3, run.edge, Infinity)).toBeGreaterThanOrEqual(2);
  });

  test("another seed drifts sooner, as the sentence says", async () => {
    const ends = await Promise.all(
      [2].map(async (seed) => stopOf(await play(digits, seed), "prediction")),
    );
    expect(ends[0]?.reason).toBe("drift");
  });
});

describe(`the preset ${twoModes.title}`, () => {
  test.each(SEEDS)("seed %i: λ₂ passes 1.9/η and both predictions stop", async (seed) => {
    const run = await play(twoModes, seed);
    const reasons = run.annotations.overlayStops.filter(
      ({ reason }) => reason === "second-eigenvalue",
    );
    expect(reasons.map(({ overlay }) => overlay).sort()).toEqual(["cubic", "prediction"]);
    expect(run.isDiverged).toBe(false);
    const last = run.rows.slice(-50);
    const mean = last.reduce((sum, row) => sum + row.sharpness, 0) / last.length;
    expect(Math.abs(mean / run.line - 1)).toBeLessThan(0.15);
  });

  test("with its own seed that is the first stop", async () => {
    expect(stopOf(await play(twoModes), "prediction")?.reason).toBe("second-eigenvalue");
  });
});

describe(`the preset ${tooSmall.title}`, () => {
  test.each(SEEDS)("seed %i: sharpness grows below the line, the loss only falls", async (seed) => {
    const run = await play(tooSmall, seed);
    expect(run.annotations.edgeSteps).toEqual([]);
    expect(run.rows.at(-1)!.sharpness).toBeGreaterThan(run.rows[0]!.sharpness);
    expect(Math.max(...run.rows.map((row) => row.sharpness))).toBeLessThan(0.5 * run.line);
    expect(run.rows.every((row, i) => i === 0 || row.loss < run.rows[i - 1]!.loss)).toBe(true);
  });
});

describe(`the preset ${tooLarge.title}`, () => {
  test.each(SEEDS)("seed %i: starts above the line and diverges", async (seed) => {
    const run = await play(tooLarge, seed);
    expect(run.rows[0]!.sharpness).toBeGreaterThan(run.line);
    expect(run.isDiverged).toBe(true);
    expect(run.rows.at(-1)!.loss).toBeGreaterThan(run.rows[0]!.loss);
    expect(run.rows.every((row) => Number.isFinite(row.loss + row.sharpness))).toBe(true);
  });
});
