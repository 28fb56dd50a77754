/** Presets that lay another path beside the run. */
import { describe, expect, test } from "vitest";
import { constraintGauge } from "../../ui/story/constraintGauge.ts";
import { historyOf } from "../../ui/story/fixtures/historyOf.ts";
import { constrainedPath } from "../constrainedPath.ts";
import { gradientFlow } from "../gradientFlow.ts";
import { lostGradient } from "../lostGradient.ts";
import { twoPredictions } from "../twoPredictions.ts";
import { stagesPassed, stopOf, valueAt, valuesOf } from "./measures.ts";
import { BACKENDS, play, playSeed, SEEDS, type PlayedRun } from "./playedRun.ts";

describe(`the preset ${gradientFlow.title}`, () => {
  test.each(SEEDS)("seed %i follows the flow up to the edge only", async (seed) => {
    const run = await playSeed(gradientFlow, seed);
    const atEdge = valueAt(run, "flowFromStartDistance", run.edge - 1);
    expect(atEdge).toBeLessThan(0.03);
    expect(valueAt(run, "flowFromStartDistance", -1)).toBeGreaterThan(10 * atEdge);
    expect(valueAt(run, "flowFromStartSharpness", -1)).toBeGreaterThan(1.2 * run.line);
    // The teaching text: the flow ends lower and sharper.
    expect(valueAt(run, "flowFromStartLoss", -1)).toBeLessThan(valueAt(run, "constrainedLoss", -1));
    expect(Math.max(...valuesOf(run, "sharpness", -50))).toBeLessThan(1.1 * run.line);
  });
});

describe(`the preset ${constrainedPath.title}`, () => {
  test.each(SEEDS)("seed %i stays near θ† while the flow leaves", async (seed) => {
    const run = await playSeed(constrainedPath, seed);
    expect(stagesPassed(run, run.edge).filter((stage) => stage === 3).length).toBeGreaterThan(1);
    for (const { distance, delta } of run.rows.slice(run.edge)) {
      expect(distance).toBeLessThan(3 * delta);
    }
    const { flowDistance, delta } = run.rows.at(-1)!;
    expect(flowDistance).toBeGreaterThan(8 * delta);
    const constrained = valuesOf(run, "constrainedLoss");
    expect(constrained.every((loss, i) => i === 0 || loss < constrained[i - 1]!)).toBe(true);
  });
});

describe(`the preset ${lostGradient.title}`, () => {
  /** 1 − γ² as the page shows it. */
  function gaugeAt(run: PlayedRun, step: number): number {
    const column =
      (name: "learningRate" | "constrainedLoss" | "constrainedSharpness" | "alpha" | "beta") =>
      (i: number) =>
        run.rows[i]?.[name] ?? NaN;
    const history = historyOf(run.rows.length, {
      learningRate: column("learningRate"),
      constrainedLoss: column("constrainedLoss"),
      constrainedSharpness: column("constrainedSharpness"),
      alpha: column("alpha"),
      beta: column("beta"),
    });
    return constraintGauge(history, step);
  }

  test.each(BACKENDS)("on %s the gauge falls below a half", async (backend) => {
    const run = await play(lostGradient, backend);
    const last = run.rows.length - 1;
    expect(gaugeAt(run, run.edge + 10)).toBeGreaterThan(0.9);
    expect(gaugeAt(run, last)).toBeLessThan(0.5);
    const lead = (step: number) =>
      valueAt(run, "constrainedLoss", step) / valueAt(run, "flowLoss", step);
    expect(lead(last)).toBeGreaterThan(1.3);
    expect(lead(run.edge + 10)).toBeLessThan(1.05);
  });
});

describe(`the preset ${twoPredictions.title}`, () => {
  test.each(SEEDS)("seed %i: the cubic one ends soon, the other lasts", async (seed) => {
    const run = await playSeed(twoPredictions, seed);
    const cubic = stopOf(run, "cubic");
    expect(cubic?.reason).toBe("drift");
    expect(cubic!.step - run.edge).toBeLessThanOrEqual(15);
    expect((stopOf(run, "prediction")?.step ?? Infinity) - run.edge).toBeGreaterThan(100);
    // Up to there the run has passed no more than its first spike.
    expect(
      stagesPassed(run, run.edge, cubic!.step).filter((stage) => stage === 3).length,
    ).toBeLessThan(2);
  });

  test.each(BACKENDS)("on %s with its own seed too", async (backend) => {
    const run = await play(twoPredictions, backend);
    expect(stopOf(run, "cubic")!.step - run.edge).toBeLessThanOrEqual(15);
    expect(stopOf(run, "prediction")).toBeUndefined();
  });
});
