import fc from "fast-check";
import { expect, it } from "vitest";
import { createMemoryDatabase } from "../../session/runs/fixtures/memoryDatabase.ts";
import { runToKeep } from "../../session/runs/fixtures/runs.ts";
import type { RunSummary } from "../../session/runs/keptRun.ts";
import { createRunShelf } from "../../session/runs/runShelf.ts";
import { thumbnailPaths } from "../../session/runs/thumbnailPaths.ts";
import { megabytes, runWords, whenWords } from "./runWords.ts";

/** Everything that the Runs dialog writes of a run. */
function shownOf(run: RunSummary): string[] {
  const { sharpness, twoOverEta } = thumbnailPaths(run.thumbnail, run.rows);
  return [whenWords(run), runWords(run), megabytes(run.bytes), sharpness, twoOverEta];
}

/** What has the right type and may still be beyond what can be written. */
const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(1e300, -1e300, 8.64e15, 8.65e15, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324),
);
const line = fc.array(fc.tuple(fc.nat(), number), { maxLength: 5 });
const changes = {
  createdAt: number,
  rows: fc.oneof(number, fc.maxSafeNat()),
  bytes: fc.oneof(number, fc.maxSafeNat()),
  divergedAt: fc.oneof(number, fc.constant(null)),
  name: fc.string({ unit: "binary", maxLength: 220 }),
  presetId: fc.string(),
  thumbnail: fc.record({ sharpness: line, twoOverEta: line }),
  experiment: fc.record({ learningRate: number, nudge: number }, { requiredKeys: [] }),
  origin: fc.anything(),
  backend: fc.anything(),
};
/** A few at a time: of a record that is wrong in every field nothing is ever shown. */
const change = fc
  .subarray(Object.keys(changes) as (keyof typeof changes)[], { maxLength: 3 })
  .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, changes[key]]))));

it("whatever is stored, the list can be shown, and what cannot is deleted by its key", async () => {
  const { database, summaries } = createMemoryDatabase();
  const shelf = createRunShelf({ open: async () => database, now: () => 0 });
  const { id } = await shelf.keep(runToKeep(50));
  const good = summaries.get(id) as RunSummary;
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(change, fc.anything(), async (changed, anything) => {
      summaries.clear();
      summaries.set(id, { ...good, ...changed });
      summaries.set(7, anything);
      const { runs, unreadable } = await shelf.list();
      expect(runs.length + unreadable.length).toBe(2);
      shown += runs.length;
      for (const run of runs) expect(shownOf(run).join()).not.toMatch(/NaN|Infinity|undefined/);
      await shelf.discard(unreadable);
      for (const run of runs) await shelf.delete(run.id);
      expect(summaries.size).toBe(0);
    }),
    { numRuns: 500 },
  );
  // Not everything was refused.
  expect(shown).toBeGreaterThan(20);
});

it("draws a picture whose values are as far apart as numbers can be", () => {
  const thumbnail: RunSummary["thumbnail"] = {
    sharpness: [
      [0, -Number.MAX_VALUE],
      [50, Number.MAX_VALUE],
    ],
    twoOverEta: Array.from({ length: 300_000 }, (_, step) => [step, 2]),
  };
  const { sharpness } = thumbnailPaths(thumbnail, 51);
  expect(sharpness).toBe("M0,65L300,3");
});
