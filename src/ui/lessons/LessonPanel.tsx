import { useEffect, useRef, type RefObject } from "react";
import { useStore } from "zustand";
import { isTrueOf, type Lesson } from "../../lessons/lesson.ts";
import { findLesson, LESSONS } from "../../lessons/lessons.ts";
import { usePage } from "../page/PageContext.tsx";
import { createConductor, type Conductor } from "./conductor.ts";
import { listenToLessonKeys } from "./lessonKeys.ts";
import { leaveLesson, openLesson } from "./lessonStore.ts";
import { LessonFoot } from "./LessonFoot.tsx";
import { LessonText } from "./LessonText.tsx";
import { Question } from "./Question.tsx";
import styles from "./LessonPanel.module.css";

/** The open lesson. A lesson that this version does not know is closed again, with a notice. */
export function LessonPanel() {
  const page = usePage();
  const lessonId = useStore(page.lessons, (state) => state.lessonId);
  const lesson = findLesson(lessonId);
  useEffect(() => {
    if (lessonId === null || lesson !== undefined) return;
    leaveLesson(page.lessons);
    const notice = `The lesson "${lessonId}" is not known here. The list of lessons has those that are.`;
    page.viewStore.setState(({ notices }) => ({ notices: [...notices, notice] }));
  }, [page, lessonId, lesson]);
  return lesson === undefined ? null : <OpenLesson key={lesson.id} lesson={lesson} />;
}

function useConductor(lesson: Lesson): RefObject<Conductor | null> {
  const page = usePage();
  const conductor = useRef<Conductor>(null);
  useEffect(() => {
    const fresh = createConductor(page, lesson);
    const stopListening = listenToLessonKeys(fresh, () => {
      const { crosshair, mode } = page.viewStore.getState();
      return crosshair !== null || mode === "lecture";
    });
    conductor.current = fresh;
    page.lessons.setState({ goOn: fresh.goOn });
    return () => {
      page.lessons.setState({ goOn: null });
      conductor.current = null;
      stopListening();
      fresh.stop();
    };
  }, [page, lesson]);
  return conductor;
}

/** The text in the place of the controls; it waits for the viewer. */
function OpenLesson({ lesson }: { lesson: Lesson }) {
  const page = usePage();
  const conductor = useConductor(lesson);
  const index = useStore(page.lessons, (state) => Math.min(state.step, lesson.steps.length - 1));
  const step = lesson.steps[index]!;
  const answer = useStore(page.lessons, ({ answers }) => answers[step.id]);
  const isThere = useStore(page.lessons, (state) => state.isThere);
  const heading = useRef<HTMLHeadingElement>(null);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    text.current?.scrollTo(0, 0);
    // Where the page scrolls, on a phone, the new text is above.
    text.current?.parentElement?.scrollIntoView({ block: "start" });
  }, [index]);

  const { ask } = step;
  const isDone = isThere && (ask === undefined || answer !== undefined);
  const history = page.player.history();
  const isFalse = isDone && !isTrueOf(step, history);
  const isLast = index === lesson.steps.length - 1;
  const next = LESSONS[LESSONS.indexOf(lesson) + 1];
  const act = (action: Parameters<Conductor["act"]>[0]) => conductor.current?.act(action);
  return (
    <section className={styles["lesson"]} aria-label="Lesson">
      <div ref={text} className={styles["text"]}>
        <p className={styles["kicker"]}>
          <span>
            {lesson.title}
            <span className={styles["count"]}>
              {index + 1} of {lesson.steps.length}
            </span>
          </span>
          <button
            type="button"
            className="text-button"
            aria-keyshortcuts="Escape"
            onClick={() => conductor.current?.leave()}
          >
            Leave
          </button>
        </p>
        <h2 ref={heading} tabIndex={-1} className={styles["title"]}>
          {step.title}
        </h2>
        <p className="visually-hidden" aria-live="polite">
          Step {index + 1} of {lesson.steps.length}: {step.title}
        </p>
        <LessonText
          paragraphs={step.body}
          onAct={act}
          at={ask !== undefined && answer !== undefined ? step.to : null}
        />
        {ask !== undefined && (
          <Question
            ask={ask}
            answer={answer}
            run={isThere ? history : null}
            onChoose={(choice) => {
              conductor.current?.choose(choice);
              heading.current?.focus({ preventScroll: true });
            }}
          />
        )}
        {ask !== undefined && isDone && <LessonText paragraphs={ask.body} onAct={act} at={null} />}
        {isFalse && (
          <p className={styles["note"]}>
            What is on screen is not what this step was written for: the run was changed, or this
            machine computed another one. Space goes on all the same.
          </p>
        )}
        {isLast && isDone && next !== undefined && (
          <p>
            <button
              type="button"
              className="text-button"
              onClick={() => {
                openLesson(page.lessons, next.id);
              }}
            >
              Next lesson: {next.title}
            </button>
          </p>
        )}
      </div>
      <LessonFoot
        index={index}
        count={lesson.steps.length}
        does={
          !isThere
            ? "hurry"
            : ask !== undefined && answer === undefined
              ? "answer"
              : isLast
                ? "end"
                : "continue"
        }
        onContinue={() => conductor.current?.goOn()}
        onBack={() => conductor.current?.goBack()}
      />
    </section>
  );
}
