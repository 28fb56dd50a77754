import { expect, test } from "vitest";
import { LearningRateSchedule } from "./learningRateSchedule.ts";

const CHANGES = [
  { step: 4, learningRate: 0.2 },
  { step: 9, learningRate: 0.1 },
];

test("a planned change begins at its step, once", () => {
  const schedule = new LearningRateSchedule(CHANGES);
  expect(schedule.take(3)).toBeNull();
  expect(schedule.take(4)).toBe(0.2);
  expect(schedule.take(4)).toBeNull();
  expect(schedule.take(9)).toBe(0.1);
});

test("a wish goes before the change planned for the same step, and does not come back", () => {
  const schedule = new LearningRateSchedule(CHANGES);
  schedule.wish(0.7);
  expect(schedule.take(4)).toBe(0.7);
  expect(schedule.take(4)).toBeNull();
  expect(schedule.take(5)).toBeNull();
});

test("how far the next planned change is, the one at this step aside", () => {
  const schedule = new LearningRateSchedule(CHANGES);
  expect([0, 3, 4, 8].map((step) => schedule.stepsToNext(step))).toEqual([4, 1, 5, 1]);
  expect(schedule.stepsToNext(9)).toBe(Infinity);
  expect(new LearningRateSchedule([]).stepsToNext(0)).toBe(Infinity);
});
