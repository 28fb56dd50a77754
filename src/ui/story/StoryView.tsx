import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { lazyPart } from "../controls/lazyPart.ts";
import { usePage, useSlowSession, useView } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { unavailableWords } from "../recorded/recordedWords.ts";
import { ProseText } from "./ProseText.tsx";
import { tellStory, type DivergenceLesson } from "./story.ts";
import { useSteadyHeight } from "./useSteadyHeight.ts";
import styles from "./StoryView.module.css";

/** Comes when a run has diverged, or would. */
const WaysOut = lazy(async () => {
  const { WaysOut: component } = await import("../lesson/WaysOut.tsx");
  return { default: component };
});

/** Numbers in the sentence change this often: faster cannot be read. */
const SENTENCE_MS = 160;

const StoryNumbers = lazyPart(async () => (await import("./StoryNumbers.tsx")).StoryNumbers);

/** The sentence that says where the run is, and the way out when it cannot go on. */
export function StoryView() {
  const { player } = usePage();
  const { status, error, experiment, forecast, stepsPerSecond, drawnRun, showsRecording } =
    useSlowSession(SENTENCE_MS);
  const { step: shown, isHead } = useMoment(SENTENCE_MS);
  const history = player.history();
  const willDiverge = status === "ready" && forecast?.outcome === "diverged";
  const held = willDiverge ? { forecast, experiment } : null;
  const lesson = useLesson(willDiverge || history.divergedAt !== null);
  const story = tellStory({
    history,
    step: shown,
    status,
    held,
    lesson,
    isRecorded: showsRecording,
    stepsPerSecond: isHead ? stepsPerSecond : 0,
  });
  const section = useRef<HTMLElement>(null);
  const hasGoneBack = useView((state) => state.playhead !== null);
  useSteadyHeight(section, `run ${drawnRun}${hasGoneBack ? ", gone back" : ""}`);
  return (
    <section ref={section} className={styles["story"]} aria-label="What is happening">
      <p className={`${styles["kicker"]} ${story.isDiverged ? styles["bad"] : ""}`}>
        {story.kicker}
      </p>
      <h1 className={styles["heading"]}>
        {story.stage !== null && (
          <span className={`${styles["chip"]} ${styles[`stage${story.stage}`]}`} aria-hidden="true">
            {story.stage}
          </span>
        )}
        {story.heading}
      </h1>
      <div className={styles["sentence"]}>
        {story.paragraphs
          .map((prose, index) => ({ prose, index }))
          .map(({ prose, index }) => (
            <p key={index} className={styles["paragraph"]}>
              <ProseText prose={prose} />
            </p>
          ))}
      </div>
      {(story.isDiverged || willDiverge) && (
        <Suspense>
          <WaysOut isAhead={willDiverge} />
        </Suspense>
      )}
      {error !== null && (
        <div className={styles["failure"]} role="alert">
          <p className={styles["paragraph"]}>{showsRecording ? unavailableWords(error) : error}</p>
          <button type="button" className={styles["filled"]} onClick={player.restart}>
            Restart
          </button>
        </div>
      )}
      <div className={styles["numbers"]}>
        <Suspense>
          <StoryNumbers story={story} step={shown} isHead={isHead} />
        </Suspense>
      </div>
    </section>
  );
}

/** The sentences on divergence, fetched when they are first needed. */
function useLesson(isNeeded: boolean): DivergenceLesson | null {
  const [lesson, setLesson] = useState<DivergenceLesson | null>(null);
  useEffect(() => {
    if (!isNeeded || lesson !== null) return;
    void Promise.all([import("./divergence.ts"), import("./heldRun.ts")]).then(
      ([{ divergence }, { heldRun }]) => {
        setLesson({ divergence, heldRun });
      },
    );
  }, [isNeeded, lesson]);
  return lesson;
}
