import { expect, test } from "vitest";
import { PassProgress, type PassesDone } from "./passProgress.ts";

/** What is said of a step of `passes` passes of `ms` each, by its end. */
function wordsOf(progress: PassProgress, passes: number, ms: number, start: number): PassesDone[] {
  progress.begin(start);
  const words = Array.from({ length: passes }, (_, i) => progress.pass(start + i * ms));
  progress.end();
  return words.filter((word) => word !== null);
}

test("nothing is said of a step shorter than a second", () => {
  const progress = new PassProgress();
  expect(wordsOf(progress, 25, 40, 0)).toEqual([]);
  expect(progress.pass(10_000)).toBeNull();
});

test("a longer one is told four times a second, as a share of the step before", () => {
  const progress = new PassProgress();
  expect(wordsOf(progress, 15, 100, 0)).toEqual([
    { done: 10, total: null },
    { done: 13, total: null },
  ]);
  expect(wordsOf(progress, 17, 125, 5000)).toEqual([
    { done: 8, total: 15 },
    { done: 10, total: 15 },
    { done: 12, total: 15 },
    { done: 14, total: 15 },
    // It turns out to be longer than that one.
    { done: 16, total: 17 },
  ]);
});
