/** Presets about where the theory, or the edge itself, ends. */
import { describe, expect, test } from "vitest";
import { crossEntropy } from "../crossEntropy.ts";
import { kinks } from "../kinks.ts";
import { lazy } from "../lazy.ts";
import { oddEven } from "../oddEven.ts";
import { twoModes } from "../twoModes.ts";
import {
  relativeSharpness,
  sharpnessError,
  sharpnessErrors,
  stopOf,
  stopStep,
  takeover,
  valueAt,
  valuesOf,
} from "./measures.ts";
import { BACKENDS, play, playSeed, SEEDS } from "./playedRun.ts";

/** Where the mean of two losses is highest before it turns down, counted from the first. */
function spikesOf(losses: readonly number[]): number[] {
  const mean = losses.map((loss, i) => (loss + (losses[i - 1] ?? loss)) / 2);
  return mean.flatMap((value, i) =>
    i > 0 && value > mean[i - 1]! && value > (mean[i + 1] ?? value) ? [i] : [],
  );
}

describe(`the preset ${twoModes.title}`, () => {
  test.each(SEEDS)("seed %i: λ₂ passes 1.9/η and both one-mode predictions stop", async (seed) => {
    const run = await playSeed(twoModes, seed);
    const reasons = run.annotations.overlayStops.filter(
      ({ reason }) => reason === "second-eigenvalue",
    );
    expect(reasons.map(({ overlay }) => overlay).sort()).toEqual(["cubic", "prediction"]);
    expect(run.isDiverged).toBe(false);
    const last = relativeSharpness(run, -50);
    const mean = last.reduce((sum, value) => sum + value, 0) / last.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.15);
  });

  test.each(BACKENDS)("on %s both directions are predicted through two spikes", async (backend) => {
    const run = await play(twoModes, backend);
    expect(stopOf(run, "prediction")).toMatchObject({ reason: "second-eigenvalue", step: 148 });
    expect(takeover(run)).toBe(run.edge);
    expect(valuesOf(run, "modesActive", run.edge, 253).every((active) => active === 2)).toBe(true);
    expect(valueAt(run, "modesActive", 253)).toBe(3);
    const end = stopOf(run, "modes")!;
    expect(end.reason).toBe("drift");
    expect(Math.abs(end.step - 222)).toBeLessThanOrEqual(2);
    const errors = sharpnessErrors(run, run.edge, end.step);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.04);
    // The third spike has begun.
    const spikes = spikesOf(valuesOf(run, "loss", run.edge, 240));
    expect(spikes).toHaveLength(3);
    expect(run.edge + spikes[1]!).toBeLessThan(end.step);
    expect(run.edge + spikes[2]!).toBeGreaterThan(end.step);
  });

  test("seed 1: they are predicted to the pause, with three of them", async () => {
    const run = await playSeed(twoModes, 1);
    expect(stopOf(run, "modes")).toBeUndefined();
    expect(Math.max(...valuesOf(run, "modesActive"))).toBe(3);
    expect(sharpnessError(run, takeover(run))).toBeLessThan(0.01);
  });
});

describe(`the preset ${crossEntropy.title}`, () => {
  test.each(BACKENDS)("on %s passes the line, leaves it, and α turns negative", async (backend) => {
    const run = await play(crossEntropy, backend);
    expect(Math.abs(run.edge - 30)).toBeLessThanOrEqual(5);
    expect(Math.max(...relativeSharpness(run))).toBeGreaterThan(1.1);
    expect(relativeSharpness(run).at(-1)!).toBeLessThan(1 / 3);
    expect(stopOf(run, "prediction")?.reason).toBe("no-progressive-sharpening");
    expect(valuesOf(run, "alpha", run.edge, run.edge + 5).every((alpha) => alpha > 0)).toBe(true);
    expect(valuesOf(run, "alpha", -200).every((alpha) => alpha < 0)).toBe(true);
    const stop = stopOf(run, "prediction")!.step;
    expect(run.rows.at(-1)!.loss).toBeLessThan(0.1 * valueAt(run, "loss", stop));
  });

  test.each(SEEDS)("seed %i: sharpness falls together with the loss", async (seed) => {
    const run = await playSeed(crossEntropy, seed);
    const late = run.rows.slice(-200);
    expect(late.every((row, i) => i === 0 || row.sharpness < late[i - 1]!.sharpness)).toBe(true);
    expect(late.every((row, i) => i === 0 || row.loss < late[i - 1]!.loss)).toBe(true);
  });
});

describe(`the preset ${oddEven.title}`, () => {
  test.each(SEEDS)("seed %i oscillates at the line for long, then leaves it", async (seed) => {
    const run = await playSeed(oddEven, seed);
    const end = stopStep(run, "prediction", "no-progressive-sharpening");
    expect(end).toBeGreaterThan(run.edge + 200);
    const atEdge = relativeSharpness(run, run.edge + 50, run.edge + 200);
    const mean = atEdge.reduce((sum, value) => sum + value, 0) / atEdge.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.05);
    expect(relativeSharpness(run).at(-1)!).toBeLessThan(0.5);
    expect(valuesOf(run, "alpha", -200).every((alpha) => alpha < 0)).toBe(true);
    expect(Number.isFinite(stopStep(run, "prediction", "late-phase"))).toBe(true);
  });

  test.each(BACKENDS)("on %s with its own seed too", async (backend) => {
    const run = await play(oddEven, backend);
    expect(stopStep(run, "prediction", "no-progressive-sharpening")).toBeGreaterThan(
      run.edge + 200,
    );
    expect(relativeSharpness(run).at(-1)!).toBeLessThan(0.5);
  });
});

describe(`the preset ${kinks.title}`, () => {
  test.each(SEEDS)("seed %i: the line holds, the prediction does not", async (seed) => {
    const run = await playSeed(kinks, seed);
    expect(stopOf(run, "prediction")!.step - run.edge).toBeLessThanOrEqual(50);
    const last = relativeSharpness(run, -50);
    expect(Math.max(...last)).toBeLessThan(1.1);
    expect(Math.min(...last)).toBeGreaterThan(0.9);
    expect(run.annotations.warnings[0]).toMatch(/ReLU.*kinks/);
  });
});

describe(`the preset ${lazy.title}`, () => {
  test.each(SEEDS)("seed %i fits, and sharpness does not move", async (seed) => {
    const run = await playSeed(lazy, seed);
    const sharpness = valuesOf(run, "sharpness");
    expect(Math.max(...sharpness) / Math.min(...sharpness) - 1).toBeLessThan(1e-3);
    expect(run.rows.at(-1)!.loss).toBeLessThan(run.rows[0]!.loss / 30);
    expect(run.annotations.edgeSteps).toEqual([]);
  });
});
