import { Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { untilLoaded } from "../../offline/loadPart.ts";
import type { Experiment } from "../../model/experiment.ts";
import { lazyPart } from "../controls/lazyPart.tsx";
import { usePage, useSlowSession, useView } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { unavailableWords } from "../recorded/engineFact.ts";
import { useIsFixed, useIsHidden } from "../page/parts.ts";
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
  const { player, lessons } = usePage();
  const { status, error, experiment, forecast, stepsPerSecond, showsRecording } =
    useSlowSession(SENTENCE_MS);
  const { step: shown, isHead } = useMoment(SENTENCE_MS);
  const history = player.history();
  const willDiverge = status === "ready" && forecast?.outcome === "diverged";
  const held = willDiverge ? { forecast, experiment } : null;
  const lesson = useLesson(willDiverge || history.divergedAt !== null);
  const isSteered = useStore(lessons, ({ lessonId }) => lessonId !== null);
  const [isTransportHidden, isTransportFixed] = [useIsHidden("transport"), useIsFixed("transport")];
  const story = tellStory({
    history,
    step: shown,
    status,
    optimizer: experiment.optimizer,
    held,
    lesson,
    isRecorded: showsRecording,
    isSteered,
    hasTransport: !isTransportHidden && !isTransportFixed,
    stepsPerSecond: isHead ? stepsPerSecond : 0,
  });
  const section = useRef<HTMLElement>(null);
  const hasGoneBack = useView((state) => state.playhead !== null);
  const hasWaysOut = story.isDiverged || willDiverge;
  // A live run that takes the place of its recording is the same occasion.
  const occasion = [useRunKey(experiment), hasGoneBack, hasWaysOut, error !== null].join();
  useSteadyHeight(section, occasion);
  const [first, ...rest] = story.paragraphs.map((prose, index) => ({ prose, index }));
  const paragraphs = (shown: typeof rest) =>
    shown.map(({ prose, index }) => (
      <p key={index} className={styles["paragraph"]}>
        <ProseText prose={prose} />
      </p>
    ));
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
      <div className={styles["sentence"]}>{first !== undefined && paragraphs([first])}</div>
      {hasWaysOut && <div className={styles["rest"]}>{paragraphs(rest)}</div>}
      {hasWaysOut && (
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
      {!hasWaysOut && <div className={styles["rest"]}>{paragraphs(rest)}</div>}
    </section>
  );
}

/** Equal for runs that begin alike: neither a change of η under way nor a later pause is another run. */
function useRunKey(experiment: Experiment): string {
  return useMemo(
    () => JSON.stringify({ ...experiment, learningRateChanges: [], steps: 0 }),
    [experiment],
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
