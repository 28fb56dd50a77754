/** The preset in which a second mode joins: what it says of its rounds, and of both predictions. */
import { describe, expect, test } from "vitest";
import { secondMode } from "../secondMode.ts";
import {
  relativeSharpness,
  sharpnessError,
  sharpnessErrors,
  stopOf,
  takeover,
  valuesOf,
} from "./measures.ts";
import { BACKENDS, play, playExperiment, playSeed, type PlayedRun } from "./playedRun.ts";

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far above the line the two-step mean of sharpness gets. */
function swing(run: PlayedRun, from: number, to: number): number {
  const each = relativeSharpness(run, from - 1, to);
  return Math.max(...each.slice(1).map((value, i) => (value + each[i]!) / 2)) - 1;
}

const joins = ({ rows }: PlayedRun) => rows.findIndex(({ modesActive }) => modesActive >= 2);

const RUNS: [string, () => Promise<PlayedRun>][] = [
  ...BACKENDS.map((backend): [string, () => Promise<PlayedRun>] => [
    backend,
    () => play(secondMode, backend),
  ]),
  ["seed 0", () => playSeed(secondMode, 0)],
];

describe(`the preset ${secondMode.title}`, () => {
  test.each(RUNS)("%s: the one-mode prediction ends, that of both goes on", async (_, played) => {
    const run = await played();
    const join = joins(run);
    expect(join).toBeGreaterThan(run.edge + 80);
    expect(takeover(run)).toBe(join);
    const one = stopOf(run, "prediction")!;
    expect(one.reason).toBe("second-eigenvalue");
    expect(one.step).toBeGreaterThan(join);
    expect(stopOf(run, "modes")).toBeUndefined();
    expect(stopOf(run, "centralFlow")).toBeUndefined();
    expect(valuesOf(run, "predictedSharpness", one.step + 1)).toEqual([]);
    expect(sharpnessError(run, run.edge)).toBeLessThan(0.01);
    expect(Math.max(...sharpnessErrors(run, run.edge).map(Math.abs))).toBeLessThan(0.035);
    expect(Math.max(...valuesOf(run, "modesActive"))).toBe(2);
  });

  test.each(BACKENDS)("on %s the theory of one mode would be far off", async (backend) => {
    const run = await playExperiment(secondMode.experiment, backend, false);
    const from = stopOf(run, "prediction")!.step + 40;
    const errors = run.rows.slice(from).map((row) => row.predictedSharpness / row.sharpness - 1);
    expect(Math.sqrt(mean(errors.map((error) => error ** 2)))).toBeGreaterThan(0.04);
  });

  test.each(BACKENDS)("on %s at the steps that the sentence names", async (backend) => {
    const run = await play(secondMode, backend);
    expect(joins(run)).toBe(144);
    expect(stopOf(run, "prediction")!.step).toBe(152);
  });

  test.each(RUNS)("%s: rounds shrink, and grow again with two modes", async (_, played) => {
    const run = await played();
    const join = joins(run);
    const middle = Math.round((run.edge + join) / 2);
    const first = swing(run, run.edge, middle);
    const last = swing(run, middle, join);
    expect(last).toBeLessThan(0.65 * first);
    expect(swing(run, join + 50, 301)).toBeGreaterThan(1.5 * last);
  });

  test.each(RUNS)("%s: the central flow has the averages", async (_, played) => {
    const run = await played();
    const from = joins(run) + 20;
    const average = mean(valuesOf(run, "centralLossAverage", from));
    expect(Math.abs(mean(valuesOf(run, "loss", from)) / average - 1)).toBeLessThan(0.035);
    const squares = valuesOf(run, "centralX", from).map((x) => x ** 2);
    const trace = mean(valuesOf(run, "centralTrace", from));
    expect(Math.abs(mean(squares) / trace - 1)).toBeLessThan(0.3);
    expect(Math.max(...relativeSharpness(run, from))).toBeLessThan(1.12);
  });
});
