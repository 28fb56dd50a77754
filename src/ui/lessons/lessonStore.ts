/** Which lesson is open, at which step, and what was answered. Small: the rest comes with the first lesson. */
import { createStore, type StoreApi } from "zustand";

export interface LessonState {
  /** Null when no lesson is open. */
  lessonId: string | null;
  /** From 0. */
  step: number;
  /** By the id of the step: the choice, from 0, or null where the run answered without one. */
  answers: Readonly<Record<string, number | null>>;
  /** The run is where the step wants it. */
  isThere: boolean;
  /** What Space and Play do while a lesson is open; null before its code is there. */
  goOn: (() => void) | null;
}

export type LessonStore = StoreApi<LessonState>;

const CLOSED: LessonState = { lessonId: null, step: 0, answers: {}, isThere: false, goOn: null };

export function createLessonStore(): LessonStore {
  return createStore<LessonState>()(() => CLOSED);
}

/**
 * Open a lesson, as a link or the list does. An unknown id opens nothing, a step beyond the last one
 * opens the last: both are found when the lessons are loaded.
 * @param step from 0
 */
export function openLesson(store: LessonStore, lessonId: string, step = 0): void {
  store.setState({ lessonId, step: Math.max(0, Math.floor(step)), answers: {}, isThere: false });
}

/** Close the lesson; the run stays. */
export function leaveLesson(store: LessonStore): void {
  store.setState(CLOSED);
}
