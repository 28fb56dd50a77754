import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { beginRun } from "../fixtures/rows.ts";
import { STRAIGHT, valleyModel } from "../fixtures/valley.ts";
import { bytesOf, type Checkpoint } from "./checkpoint.ts";
import { checkpointInterval, Checkpoints } from "./checkpoints.ts";
import { CheckpointShelf } from "./checkpointShelf.ts";
import { mostDispensable } from "./thinning.ts";

let template: Checkpoint;
beforeAll(async () => {
  const start = Float64Array.of(0, 3, 0);
  template = await (await beginRun(valleyModel(STRAIGHT), start, { overlays: [] })).checkpoint();
});

/** @param kibibytes the size of a vector it has beside those of the template. */
function at(step: number, kibibytes: number): Checkpoint {
  const parameters = new Float64Array(128 * kibibytes);
  return { ...template, step, flowFromStart: { ...template.iterate, parameters } };
}

test("bounded in number and memory, whatever the sizes; the first and the last are there", () => {
  const budget = fc.record({
    bytes: fc.integer({ min: 0, max: 2 ** 21 }),
    fewest: fc.integer({ min: 2, max: 6 }),
    limit: fc.integer({ min: 2 ** 21, max: 2 ** 22 }),
    most: fc.integer({ min: 6, max: 30 }),
  });
  const kibibyte = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 1000 }));
  const sizes = fc.array(kibibyte, { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(budget, sizes, (limits, kibibytes) => {
      const kept = new Checkpoints(4, limits);
      for (const [i, size] of kibibytes.entries()) {
        kept.keep(at(4 * i, size));
        const { steps, bytes } = kept;
        expect(steps.length).toBeLessThanOrEqual(limits.most);
        expect(steps.length <= limits.fewest || bytes <= limits.bytes).toBe(true);
        expect(steps.length <= 2 || bytes <= limits.limit).toBe(true);
        // With no vector above this, `fewest` of them are within the limit.
        const isModest = 1024 * Math.max(...kibibytes) * (limits.fewest + 2) < limits.limit;
        const fewest = isModest ? limits.fewest : 2;
        expect(steps.length).toBeGreaterThanOrEqual(Math.min(i + 1, fewest));
        expect(steps[0]).toBe(0);
        expect(steps.at(-1)).toBe(4 * i);
      }
    }),
    { numRuns: 40 },
  );
});

test("going back by n steps costs a share of n, however long the run", () => {
  const counts = fc.tuple(fc.integer({ min: 12, max: 64 }), fc.integer({ min: 20, max: 3000 }));
  fc.assert(
    fc.property(counts, ([limit, count]) => {
      const steps: number[] = [];
      for (let step = 0; step < count; step++) {
        steps.push(step);
        if (steps.length > limit) steps.splice(mostDispensable(steps), 1);
      }
      // The dearest step of a gap is its last one.
      const shares = steps.slice(1).map((next, i) => {
        const replayed = next - 1 - steps[i]!;
        return replayed === 0 ? 0 : replayed / (count - next);
      });
      expect(Math.max(...shares)).toBeLessThan((5 * Math.log(count)) / limit);
      // Just behind the head none is missing.
      expect(steps.slice(-2)).toEqual([count - 2, count - 1]);
    }),
    { numRuns: 60 },
  );
});

test("the last one before a step, and those another run shares", () => {
  const kept = new Checkpoints(8);
  expect(kept.before(100)).toBeNull();
  for (const step of [0, 8, 16, 24]) kept.keep(at(step, 1));
  expect([7, 8, 23, 24, 99].map((step) => kept.before(step)?.step)).toEqual([0, 8, 16, 24, 24]);
  const shared = kept.upTo(17);
  shared.keep(at(24, 2));
  expect(shared.steps).toEqual([0, 8, 16, 24]);
  expect(shared.before(16)).toBe(kept.before(16));
  expect(shared.before(24)).not.toBe(kept.before(24));
  expect(kept.bytes).toBe(4 * bytesOf(at(0, 1)));
});

test("taken at multiples of the interval, each once, in whatever portions rows come", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 10, maxLength: 30 }),
      async (portions) => {
        const kept = new Checkpoints(4);
        const run = await beginRun(valleyModel(STRAIGHT), Float64Array.of(0, 3, 0), {
          overlays: [],
        });
        for (const portion of portions) {
          await kept.takeFrom(run);
          const rows = Math.min(portion, kept.rowsToNext(run.step));
          for (let i = 0; i < rows; i++) await run.next();
        }
        const reached = Math.floor((run.step - 1) / 4);
        expect(kept.steps.slice(0, reached + 1)).toEqual(
          Array.from({ length: reached + 1 }, (_, i) => 4 * i),
        );
      },
    ),
    { numRuns: 10 },
  );
});

test("the interval is short where steps are expensive, and long where reading is", () => {
  expect(checkpointInterval(20 * 1153, false)).toBe(32);
  expect(checkpointInterval(200 * 2000, false)).toBe(2);
  expect(checkpointInterval(1000 * 50_000, false)).toBe(1);
  expect(checkpointInterval(1000 * 50_000, true)).toBe(128);
});

test("the shelf holds two runs, each for its backend", () => {
  const shelf = new CheckpointShelf();
  const kept = [1, 2, 3].map(() => new Checkpoints(8));
  for (const [i, checkpoints] of kept.entries()) shelf.put(i + 1, "wasm", checkpoints);
  expect(shelf.find(1, "wasm")).toBeNull();
  expect(shelf.find(2, "wasm")).toBe(kept[1]);
  expect(shelf.find(3, "float64")).toBeNull();
});
