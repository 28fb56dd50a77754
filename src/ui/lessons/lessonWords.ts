/** What an open lesson is about, for a slide or a sheet of paper. */
import { findLesson } from "../../lessons/lessons.ts";
import type { LessonState } from "./lessonStore.ts";

export interface LessonWords {
  title: string;
  /** What it asks and has not had answered yet; null where it asks nothing. */
  question: string | null;
}

/** @returns null where no lesson is open */
export function lessonWords({ lessonId, step: at, answers }: LessonState): LessonWords | null {
  const lesson = findLesson(lessonId);
  const step = lesson?.steps[Math.min(at, lesson.steps.length - 1)];
  if (lesson === undefined || step === undefined) return null;
  const { ask, id, title } = step;
  const question = ask === undefined || answers[id] !== undefined ? null : ask.question;
  return { title: `${lesson.title} · ${title.replace(/\.$/, "")}`, question };
}
