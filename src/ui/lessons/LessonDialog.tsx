import { useStore } from "zustand";
import { LESSONS } from "../../lessons/lessons.ts";
import type { Lesson } from "../../lessons/lesson.ts";
import { Dialog } from "../controls/Dialog.tsx";
import { usePage } from "../page/PageContext.tsx";
import { readProgress } from "./lessonProgress.ts";
import { openLesson } from "./lessonStore.ts";
import styles from "./LessonDialog.module.css";

function progressWords(lesson: Lesson, furthest: number | undefined): string {
  if (furthest === undefined) return "";
  const count = lesson.steps.length;
  return furthest >= count ? "read" : `reached ${furthest + 1} of ${count}`;
}

/** All lessons, how long each takes, what it assumes, and how far it was read. */
export function LessonDialog({ onClose }: { onClose: () => void }) {
  const page = usePage();
  const current = useStore(page.lessons, (state) => state.lessonId);
  const progress = readProgress();
  const open = (lesson: Lesson | undefined) => {
    if (lesson === undefined) return false;
    openLesson(page.lessons, lesson.id);
    return true;
  };
  return (
    <Dialog
      title="Lessons"
      shape="left"
      beside={<span className={styles["hint"]}>keys 1–{LESSONS.length}, Esc closes</span>}
      onKeyDown={(event) => {
        if (open(LESSONS[Number(event.key) - 1])) event.currentTarget.close();
      }}
      onClose={onClose}
    >
      {(close) => (
        <ol className={styles["list"]}>
          {LESSONS.map((lesson, index) => (
            <li key={lesson.id}>
              <button
                type="button"
                className={styles["lesson"]}
                aria-current={lesson.id === current}
                onClick={() => {
                  open(lesson);
                  close();
                }}
              >
                <span className={styles["number"]} aria-hidden="true">
                  {index + 1}
                </span>
                <b className={styles["title"]}>{lesson.title}</b>
                <span className={styles["facts"]}>
                  {lesson.steps.length} steps, {lesson.minutes} minutes
                </span>
                <span className={styles["assumes"]}>Assumes {lesson.assumes}.</span>
                <span className={styles["facts"]}>
                  {progressWords(lesson, progress[lesson.id])}
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
