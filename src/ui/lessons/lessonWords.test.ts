import { expect, it } from "vitest";
import { createLessonStore, openLesson } from "./lessonStore.ts";
import { lessonWords } from "./lessonWords.ts";

it("names the step and what it asks, until that is answered", () => {
  const store = createLessonStore();
  expect(lessonWords(store.getState())).toBeNull();
  openLesson(store, "why-loss-falls", 1);
  const words = lessonWords(store.getState());
  expect(words?.title).toBe(
    "Why does the loss go down? · It has crossed the line. Nothing explodes yet",
  );
  expect(words?.question).toMatch(/^Which way will sharpness move/);
  store.setState({ answers: { "blow-up": 2 } });
  expect(lessonWords(store.getState())?.question).toBeNull();
  openLesson(store, "no-such-lesson");
  expect(lessonWords(store.getState())).toBeNull();
});
