import { useStore } from "zustand";
import type { Lesson } from "../../lessons/lesson.ts";
import { findLesson } from "../../lessons/lessons.ts";
import { MathText } from "../controls/MathText.tsx";
import { LessonText } from "../lessons/LessonText.tsx";
import { usePage } from "../page/PageContext.tsx";
import styles from "./LectureView.module.css";

/** The open lesson for a room; nothing while it is unknown. */
export function LessonOfLecture() {
  const lesson = useStore(usePage().lessons, ({ lessonId }) => findLesson(lessonId));
  return lesson === undefined ? null : <OpenLesson lesson={lesson} />;
}

/** Its question while it asks, else the gist of its text. */
function OpenLesson({ lesson }: { lesson: Lesson }) {
  const { lessons } = usePage();
  const index = useStore(lessons, (state) => Math.min(state.step, lesson.steps.length - 1));
  const step = lesson.steps[index]!;
  const answer = useStore(lessons, ({ answers }) => answers[step.id]);
  const { ask } = step;
  const isAsking = ask !== undefined && answer === undefined;
  // A room has room for a paragraph; the presenter says the others.
  const [gist = ""] = ask === undefined || isAsking ? step.body : ask.body;
  return (
    <section className={styles["story"]} aria-label="Lesson">
      <div className={styles["head"]}>
        <h1 className={styles["heading"]}>{step.title}</h1>
        <p className={styles["kicker"]}>
          {lesson.title} · {index + 1} of {lesson.steps.length}
        </p>
      </div>
      <div className={`${styles["sentence"]} ${styles["long"]}`}>
        {isAsking ? (
          <>
            <p>
              <MathText>{ask.question}</MathText>
            </p>
            <ol className={styles["choices"]}>
              {ask.choices.map(({ text }, number) => (
                <li key={text}>
                  <b>{number + 1}</b> <MathText>{text}</MathText>
                </li>
              ))}
            </ol>
          </>
        ) : (
          <LessonText paragraphs={[gist]} onAct={null} at={answer === undefined ? null : step.to} />
        )}
      </div>
    </section>
  );
}
