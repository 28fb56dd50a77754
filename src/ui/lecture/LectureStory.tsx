import { Suspense, useRef } from "react";
import { useStore } from "zustand";
import { lazyPart } from "../controls/lazyPart.tsx";
import { usePage, useSlowSession } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { engineFact } from "../recorded/engineFact.ts";
import { divergence } from "../story/divergence.ts";
import { heldRun } from "../story/heldRun.ts";
import { plainText } from "../story/prose.ts";
import { ProseText } from "../story/ProseText.tsx";
import { tellStory } from "../story/story.ts";
import { useAnnouncement } from "../story/useAnnouncement.ts";
import { useSteadyHeight } from "../story/useSteadyHeight.ts";
import storyStyles from "../story/StoryView.module.css";
import styles from "./LectureView.module.css";

/** Numbers in the sentence change this often: faster cannot be read. */
const SENTENCE_MS = 200;
/** Two lines in the larger type hold about so many characters. */
const TWO_LINES = 190;

const LessonOfLecture = lazyPart(
  async () => (await import("./LessonOfLecture.tsx")).LessonOfLecture,
  { name: "The lesson" },
);

/** What is said across the bottom: an open lesson's text, else the stage with its sentence. */
export function LectureStory() {
  const isInLesson = useStore(usePage().lessons, ({ lessonId }) => lessonId !== null);
  if (!isInLesson) return <RunStory />;
  return (
    <Suspense fallback={<section className={styles["story"]} />}>
      <LessonOfLecture />
    </Suspense>
  );
}

function RunStory() {
  const { player } = usePage();
  const { status, error, experiment, forecast, stepsPerSecond, showsRecording } =
    useSlowSession(SENTENCE_MS);
  const { step, isHead } = useMoment(SENTENCE_MS);
  const willDiverge = status === "ready" && forecast?.outcome === "diverged";
  const story = tellStory({
    history: player.history(),
    step,
    status,
    optimizer: experiment.optimizer,
    held: willDiverge ? { forecast, experiment } : null,
    lesson: { divergence, heldRun },
    isRecorded: showsRecording,
    isSteered: false,
    hasTransport: false,
    stepsPerSecond: isHead ? stepsPerSecond : 0,
  });
  const section = useRef<HTMLElement>(null);
  useSteadyHeight(section, story.isDiverged || willDiverge ? "ways out" : "run");
  const announcement = useAnnouncement(story, "", isHead);
  const length = story.paragraphs.reduce((sum, prose) => sum + plainText(prose).length, 0);
  return (
    <section ref={section} className={styles["story"]} aria-label="What is happening">
      <div className={styles["head"]}>
        <h1 className={`${styles["heading"]} ${story.isDiverged ? storyStyles["bad"] : ""}`}>
          {story.stage !== null && (
            <span
              className={`${storyStyles["chip"]} ${storyStyles[`stage${story.stage}`]}`}
              aria-hidden="true"
            >
              {story.stage}
            </span>
          )}
          {story.heading}
        </h1>
        <p className={styles["kicker"]}>
          {story.kicker}
          {showsRecording && `, ${engineFact(status)}`}
        </p>
      </div>
      {error === null || showsRecording ? (
        <p className={`${styles["sentence"]} ${length > TWO_LINES ? styles["long"] : ""}`}>
          {story.paragraphs
            .map((prose, index) => ({ prose, index }))
            .map(({ prose, index }) => (
              <span key={index}>
                <ProseText prose={prose} />{" "}
              </span>
            ))}
        </p>
      ) : (
        <p role="alert" className={`${styles["sentence"]} ${styles["long"]}`}>
          {error}{" "}
          <button type="button" className="text-button" onClick={player.restart}>
            Restart
          </button>
        </p>
      )}
      <div className="visually-hidden" aria-live="polite">
        {announcement}
      </div>
    </section>
  );
}
