import { Suspense, useEffect, useRef, useState } from "react";
import { untilLoaded } from "../../offline/loadPart.ts";
import { lazyPart } from "../controls/lazyPart.tsx";
import { usePage, useSlowSession, useView } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { unavailableWords } from "../recorded/engineFact.ts";
import { ProseText } from "./ProseText.tsx";
import { tellStory, type DivergenceLesson } from "./story.ts";
import { useSteadyHeight } from "./useSteadyHeight.ts";
import styles from "./StoryView.module.css";

/** Comes when a run has diverged, or would. */
const WaysOut = lazyPart(async () => (await import("../lesson/WaysOut.tsx")).WaysOut, {
  name: "The ways out of the divergence",
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

const loadLesson = () => Promise.all([import("./divergence.ts"), import("./heldRun.ts")]);

/** The sentences on divergence, fetched when they are first needed. */
function useLesson(isNeeded: boolean): DivergenceLesson | null {
  const [lesson, setLesson] = useState<DivergenceLesson | null>(null);
  useEffect(() => {
    if (!isNeeded || lesson !== null) return undefined;
    const { stop } = untilLoaded(loadLesson, ([{ divergence }, { heldRun }]) => {
      setLesson({ divergence, heldRun });
    });
    return stop;
  }, [isNeeded, lesson]);
  return lesson;
}
