/** The lessons in the order in which they are offered. */
import type { Lesson } from "./lesson.ts";
import { whyLossFalls } from "./whyLossFalls.ts";

export const LESSONS: readonly Lesson[] = [whyLossFalls];

/** The lesson with this id; undefined for an id that this version does not know. */
export function findLesson(id: string | null): Lesson | undefined {
  return LESSONS.find((lesson) => lesson.id === id);
}
