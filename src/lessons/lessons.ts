/** The lessons in the order in which they are offered. */
import { againstFlow } from "./againstFlow.ts";
import { endOfTraining } from "./endOfTraining.ts";
import { halveDouble } from "./halveDouble.ts";
import type { Lesson } from "./lesson.ts";
import { prediction } from "./prediction.ts";
import { secondMode } from "./secondMode.ts";
import { sharpnessRises } from "./sharpnessRises.ts";
import { stepSize } from "./stepSize.ts";
import { theoryEnds } from "./theoryEnds.ts";
import { whyLossFalls } from "./whyLossFalls.ts";

export const LESSONS: readonly Lesson[] = [
  stepSize,
  sharpnessRises,
  whyLossFalls,
  halveDouble,
  prediction,
  againstFlow,
  theoryEnds,
  secondMode,
  endOfTraining,
];

/** The lesson with this id; undefined for an id that this version does not know. */
export function findLesson(id: string | null): Lesson | undefined {
  return LESSONS.find((lesson) => lesson.id === id);
}
