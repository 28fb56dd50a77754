import { describe, expect, test } from "vitest";
import { quadraticDiverges } from "../quadraticDiverges.ts";
import { relativeSharpness, stopStep, valuesOf } from "./measures.ts";
import { BACKENDS, play, type PlayedRun } from "./playedRun.ts";

/** The first step at which the two-step mean of a sharpness is below the line, after it was above. */
function turnOf(run: PlayedRun, column: "sharpness" | "frozenCubicSharpness"): number {
  const values = valuesOf(run, column);
  return values.findIndex((value, i) => i > 1 && (value + values[i - 1]!) / 2 < 0.99 * run.line);
}

describe.each(BACKENDS)(`the preset ${quadraticDiverges.title}, on %s`, (backend) => {
  test("starts 6 % above the line, and that is its edge", async () => {
    const run = await play(quadraticDiverges, backend);
    expect(run.edge).toBe(0);
    expect(relativeSharpness(run)[0]!).toBeGreaterThan(1.05);
    expect(relativeSharpness(run)[0]!).toBeLessThan(1.07);
  });

  test("the quadratic grows for ever, at the sharpness of the edge", async () => {
    const run = await play(quadraticDiverges, backend);
    const loss = valuesOf(run, "frozenQuadraticLoss");
    expect(loss).toHaveLength(run.rows.length);
    expect(new Set(valuesOf(run, "frozenQuadraticSharpness")).size).toBe(1);
    expect(loss.slice(40).every((value, i) => i === 0 || value > loss[39 + i]!)).toBe(true);
    expect(loss.at(-1)!).toBeGreaterThan(1e6 * run.rows[0]!.loss);
    expect(stopStep(run, "frozenQuadratic", "divergence")).toBeLessThan(90);
  });

  test("the cubic turns down together with the network, within two steps", async () => {
    const run = await play(quadraticDiverges, backend);
    const turn = turnOf(run, "sharpness");
    expect(turn).toBeGreaterThan(30);
    expect(turn).toBeLessThan(50);
    expect(Math.abs(turnOf(run, "frozenCubicSharpness") - turn)).toBeLessThanOrEqual(2);
    // By then the quadratic's loss is above all the network ever had.
    const highest = Math.max(...valuesOf(run, "loss"));
    expect(valuesOf(run, "frozenQuadraticLoss")[turn + 5]!).toBeGreaterThan(2 * highest);
    expect(Math.max(...valuesOf(run, "frozenCubicLoss", 0, turn + 20))).toBeLessThan(2 * highest);
  });

  test("the cubic leaves after the first spike, which the network survives", async () => {
    const run = await play(quadraticDiverges, backend);
    expect(stopStep(run, "frozenCubic", "divergence")).toBeGreaterThan(
      turnOf(run, "sharpness") + 30,
    );
    expect(stopStep(run, "frozenCubic", "divergence")).toBeLessThan(run.rows.length);
    expect(run.isDiverged).toBe(false);
    expect(run.rows.at(-1)!.loss).toBeLessThan(run.rows[0]!.loss);
  });
});
