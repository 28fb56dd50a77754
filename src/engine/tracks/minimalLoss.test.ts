/**
 * The smallest loss on which gradient descent stabilises itself, everything about it known by hand:
 * Berthier's ½(y + ζx)x² − ε(x + y) with ζ = 1, ε = 10⁻³ and η = 0.3.
 */
import { beforeAll, describe, expect, test } from "vitest";
import type { Annotations } from "../../protocol/annotations.ts";
import type { Row } from "../../protocol/columns.ts";
import { beginRun, takeRows } from "../fixtures/rows.ts";
import { valleyModel, type Valley } from "../fixtures/valley.ts";
import { valleyDescent } from "../fixtures/valleyDescent.ts";

const ETA = 0.3;
const LINE = 2 / ETA;
const EPSILON = 1e-3;
const DELTA = Math.sqrt(2 * EPSILON);
const VALLEY: Valley = { zeta: 1, quartic: 0, tilt: EPSILON, epsilon: EPSILON, stiffness: 0 };
/** 0.02 below the line, on the floor x = ε/S; y rises by ηε = 0.0003 a step. */
const START: [number, number] = [EPSILON / (LINE - 0.02), LINE - 0.02];
const STEPS = 3000;

let rows: Row[];
let annotations: Annotations;
/** Rows from the edge step on, and where y crosses the line upwards among them: a loop each. */
let after: Row[];
let crossings: number[];

beforeAll(async () => {
  const experiment = { learningRate: ETA, nudge: 0.3 };
  const run = await beginRun(valleyModel(VALLEY), Float64Array.of(...START, 0), experiment);
  rows = await takeRows(run, STEPS);
  annotations = run.annotations;
  after = rows.slice(annotations.edgeSteps[0]);
  crossings = after.flatMap(({ y }, i) => (i > 0 && y >= 0 && after[i - 1]!.y < 0 ? [i] : []));
});

describe("Berthier's minimal loss", () => {
  test("reaches the edge when its midpoint sharpness does", () => {
    const descent = valleyDescent(VALLEY, 120, { start: START, learningRate: ETA });
    const edge = descent.findIndex(({ isEdge }) => isEdge);
    expect(edge).toBeGreaterThan(50);
    expect(annotations.edgeSteps).toEqual([edge]);
    for (const [t, { sharpness }] of descent.slice(0, edge).entries()) {
      expect(rows[t]!.sharpness).toBeCloseTo(sharpness, 9);
    }
  });

  test("has α = ε, β = 1, δ = √(2ε), and x = kδ after the nudge", () => {
    const [first] = after as [Row];
    expect(first.alpha / EPSILON).toBeCloseTo(1, 3);
    expect(first.beta).toBeCloseTo(1, 3);
    expect(first.delta / DELTA).toBeCloseTo(1, 3);
    expect(first.x / (0.3 * DELTA)).toBeCloseTo(1, 2);
  });

  test("θ† climbs to the line and stays on it", () => {
    // The nudge's ∇S·u x, which is 3ζ · 0.3δ, leaves the first θ† as much below the line.
    expect(LINE - after[0]!.constrainedSharpness).toBeCloseTo(0.9 * DELTA, 3);
    for (const { constrainedSharpness } of after.slice(150)) {
      expect(constrainedSharpness).toBeCloseTo(LINE, 6);
    }
  });

  test("prediction and run overlap for the first two loops", () => {
    expect(crossings.length).toBeGreaterThanOrEqual(3);
    const loops = after.slice(0, crossings[2]);
    // Each loop reaches well beyond δ, so to overlap within a thousandth of it says something.
    expect(Math.max(...loops.map(({ x }) => Math.abs(x)))).toBeGreaterThan(1.5 * DELTA);
    const worst = (a: keyof Row, b: keyof Row) =>
      Math.max(...loops.map((row) => Math.abs(row[a] - row[b])));
    expect(worst("x", "predictedX")).toBeLessThan(1e-3 * DELTA);
    expect(worst("y", "predictedY")).toBeLessThan(1e-3 * Math.sqrt(EPSILON));
    expect(worst("distance", "predictedDistance")).toBeLessThan(1e-3 * DELTA);
    expect(worst("sharpness", "predictedSharpness")).toBeLessThan(5e-4 * LINE);
    const ended = annotations.overlayStops.filter(
      ({ step }) => step < annotations.edgeSteps[0]! + crossings[2]!,
    );
    expect(ended.map(({ overlay }) => overlay)).toEqual(["cubic"]);
  });

  test("its loops shrink, because ζ² > 2/9: the term that the paper's own prediction lacks", () => {
    const peak = (from: number, to: number) =>
      Math.max(...after.slice(from, to).map(({ x }) => Math.abs(x)));
    const peaks = crossings.slice(1).map((to, i) => peak(crossings[i]!, to));
    expect(peaks.length).toBeGreaterThanOrEqual(3);
    for (const [i, value] of peaks.slice(1).entries()) expect(value).toBeLessThan(peaks[i]!);
  });

  test("over whole loops the oscillation averages to ⟨x²⟩ = δ² = 2ε", () => {
    const whole = after.slice(crossings[0], crossings.at(-1));
    expect(whole.length).toBeGreaterThan(1500);
    const mean = whole.reduce((sum, { x }) => sum + x * x, 0) / whole.length;
    expect(Math.abs(mean / (2 * EPSILON) - 1)).toBeLessThan(0.02);
  });

  test("the four stages follow each other in order", () => {
    const stages = after.map(({ stage }) => stage);
    const order = stages.filter((stage, i) => i === 0 || stage !== stages[i - 1]);
    expect(order.length).toBeGreaterThan(12);
    for (const [i, stage] of order.entries()) {
      expect(stage).toBe(((order[0]! - 1 + i) % 4) + 1);
    }
  });
});
