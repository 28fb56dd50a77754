import { describe, expect, test } from "vitest";
import { ReducedMapColumns } from "../../charts/reducedMap/reducedMapColumns.ts";
import { historyOf } from "../../charts/fixtures/syntheticHistory.ts";
import { x0Zero } from "../x0Zero.ts";
import { returnsToLine } from "./measures.ts";
import { BACKENDS, play, type PlayedRun } from "./playedRun.ts";

/** The map as the page draws it over this run. */
function mapOver({ rows, annotations }: PlayedRun, start: number): ReducedMapColumns {
  const map = new ReducedMapColumns();
  map.restart(start);
  map.extend(historyOf(rows, annotations));
  return map;
}

describe.each(BACKENDS)(`the preset ${x0Zero.title}, on %s`, (backend) => {
  test("the map rises by ηα at every step and never returns", async () => {
    const run = await play(x0Zero, backend);
    const { alpha, learningRate } = run.rows[run.edge]!;
    expect(alpha).toBeGreaterThan(0);
    const { sharpness } = mapOver(run, x0Zero.view!.reducedMap!);
    for (let step = run.edge; step < run.rows.length; step++) {
      const risen = sharpness[step]! - run.line;
      expect(risen).toBeCloseTo(learningRate * alpha * (step - run.edge), 9);
    }
    expect(sharpness.at(-1)!).toBeGreaterThan(1.5 * run.line);
  });

  test("the run turns back below the line again and again", async () => {
    const run = await play(x0Zero, backend);
    expect(returnsToLine(run)).toBeGreaterThanOrEqual(3);
    expect(run.rows.at(-1)!.sharpness).toBeLessThan(1.1 * run.line);
  });

  test("from a millionth of δ the map turns back, from between 5 and 6 √α", async () => {
    const run = await play(x0Zero, backend);
    const { excess } = mapOver(run, 1e-6);
    const known = [...excess].filter(Number.isFinite);
    const height = Math.max(...known.slice(0, 120)) / Math.sqrt(run.rows[run.edge]!.alpha);
    expect(height).toBeGreaterThan(5);
    expect(height).toBeLessThan(6);
    expect(Math.min(...known)).toBeLessThan(0);
  });
});
