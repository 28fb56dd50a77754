import { useEffect, useRef, useState } from "react";
import { learningRateAt } from "../../session/learningRates.ts";
import { usePage, useSession, useSlowSession } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { stableLearningRate } from "./divergence.ts";
import { ProseText } from "./ProseText.tsx";
import { plainText } from "./prose.ts";
import { tellStory, type Story } from "./story.ts";
import { useSteadyHeight } from "./useSteadyHeight.ts";
import styles from "./StoryView.module.css";

/** Numbers in the sentence change this often: faster cannot be read. */
const SENTENCE_MS = 160;
/** A screen reader is told of a new stage at most this often. */
const ANNOUNCE_MS = 1000;

/** The sentence that says where the run is, and the way out when it cannot go on. */
export function StoryView() {
  const { player } = usePage();
  const { status, error, drawnRun: run } = useSlowSession(SENTENCE_MS);
  const { step: shown, isHead } = useMoment(SENTENCE_MS);
  const history = player.history();
  const story = tellStory({ history, step: shown, status });
  const announcement = useAnnouncement(story, isHead);
  const section = useRef<HTMLElement>(null);
  useSteadyHeight(section, run);
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
      {story.paragraphs
        .map((prose, index) => ({ prose, index }))
        .map(({ prose, index }) => (
          <p key={index} className={styles["paragraph"]}>
            <ProseText prose={prose} />
          </p>
        ))}
      {story.isDiverged && <WayOut />}
      {error !== null && (
        <div className={styles["failure"]} role="alert">
          <p className={styles["paragraph"]}>{error}</p>
          <button type="button" className={styles["filled"]} onClick={player.restart}>
            Restart
          </button>
        </div>
      )}
      <div className="visually-hidden" aria-live="polite">
        {announcement}
      </div>
    </section>
  );
}

function WayOut() {
  const page = usePage();
  const current = useSession((state) => learningRateAt(state.experiment, state.step));
  const sweep = useSession((state) => state.sweep);
  const measured = sweep.status === "measured" ? sweep.sweep : null;
  const stable = stableLearningRate(page.player.history(), measured, current);
  return (
    <button
      type="button"
      className={styles["filled"]}
      onClick={() => {
        page.setLearningRate(stable);
      }}
    >
      Try <i>η</i> = {stable}
    </button>
  );
}

/** Heading and first sentence, renewed when the story's key changes and not more than once a second. */
function useAnnouncement(story: Story, isFollowing: boolean): string {
  const [said, setSaid] = useState("");
  const latest = useRef(story);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = story;
  });
  useEffect(() => {
    if (!isFollowing) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const { kicker, heading, paragraphs } = latest.current;
      setSaid(`${kicker}. ${heading}. ${plainText(paragraphs[0] ?? [])}`);
    }, ANNOUNCE_MS);
  }, [story.key, isFollowing]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return said;
}
