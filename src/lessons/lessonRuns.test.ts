/** What lessons say, checked on the runs themselves: in float64, and in the float32 of most viewers. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { openBackend, type OpenedBackend } from "../engine/backends/openBackend.ts";
import { prepareRun } from "../engine/prepareRun.ts";
import { ON_SCREEN } from "../engine/precisions.ts";
import { Run } from "../engine/run.ts";
import type { Experiment } from "../model/experiment.ts";
import type { Row } from "../protocol/columns.ts";
import { holds } from "./claims.ts";
import { endOf, rightChoice, type Lesson } from "./lesson.ts";
import { LESSONS } from "./lessons.ts";
import { rowsUpTo, type RunRows } from "./runRows.ts";

const BACKENDS = ["float64", "wasm"] as const;

async function play(backend: OpenedBackend, experiment: Experiment, to: number): Promise<RunRows> {
  const read = async (name: string) =>
    new Uint8Array(await readFile(new URL(`../../public/data/${name}`, import.meta.url)));
  const { model, parameters } = await prepareRun(experiment, backend, read);
  const run = await Run.begin(model, experiment, parameters, ON_SCREEN);
  const rows: Row[] = [];
  while (run.step <= to && !run.isDiverged) rows.push(await run.next());
  model.dispose();
  return {
    length: rows.length,
    at: (column, step) => rows[step]?.[column] ?? NaN,
    annotations: run.annotations,
  };
}

/** The furthest that a lesson goes in each of its experiments. */
function runsOf({ steps }: Lesson): Map<string, { experiment: Experiment; to: number }> {
  const runs = new Map<string, { experiment: Experiment; to: number }>();
  for (const { experiment, to } of steps.flatMap((step) => [step, endOf(step)])) {
    const key = JSON.stringify(experiment);
    runs.set(key, { experiment, to: Math.max(to, runs.get(key)?.to ?? 0) });
  }
  return runs;
}

describe.each(BACKENDS)("in %s", (name) => {
  let backend: OpenedBackend;
  beforeAll(async () => {
    backend = await openBackend(name, undefined);
  });
  /** Lessons share experiments: each is run once, as far as any of them goes. */
  const played = new Map<string, Promise<RunRows>>();
  const furthest = new Map<string, number>();
  for (const [key, { to }] of LESSONS.flatMap((lesson) => [...runsOf(lesson)])) {
    furthest.set(key, Math.max(to, furthest.get(key) ?? 0));
  }
  const runOf = (experiment: Experiment): Promise<RunRows> => {
    const key = JSON.stringify(experiment);
    const known = played.get(key) ?? play(backend, experiment, furthest.get(key)!);
    played.set(key, known);
    return known;
  };

  describe.each(LESSONS.map((lesson) => [lesson.title, lesson] as const))("%s", (_, lesson) => {
    test.each(lesson.steps.map((step) => [step.title, step] as const))("%s", async (__, step) => {
      const end = endOf(step);
      const run = rowsUpTo(await runOf(end.experiment), end.to);
      expect(run.length).toBe(end.to + 1);
      expect(step.expect.filter((claim) => !holds(claim, run))).toEqual([]);
      const isAnswered = step.ask === undefined || rightChoice(step.ask, run) !== null;
      expect(isAnswered).toBe(true);
    });
  });
});
