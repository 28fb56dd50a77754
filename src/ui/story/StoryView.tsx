import { Suspense } from "react";
import { learningRateAt } from "../../session/learningRates.ts";
import { lazyPart } from "../controls/lazyPart.ts";
import { usePage, useSession, useSlowSession } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { stableLearningRate } from "./divergence.ts";
import { ProseText } from "./ProseText.tsx";
import { tellStory } from "./story.ts";
import styles from "./StoryView.module.css";

/** Numbers in the sentence change this often: faster cannot be read. */
const SENTENCE_MS = 160;

const StoryNumbers = lazyPart(async () => (await import("./StoryNumbers.tsx")).StoryNumbers);

/** The sentence that says where the run is, and the way out when it cannot go on. */
export function StoryView() {
  const { player } = usePage();
  const { status, error, stepsPerSecond } = useSlowSession(SENTENCE_MS);
  const { step: shown, isHead } = useMoment(SENTENCE_MS);
  const history = player.history();
  const story = tellStory({
    history,
    step: shown,
    status,
    stepsPerSecond: isHead ? stepsPerSecond : 0,
  });
  return (
    <section className={styles["story"]} aria-label="What is happening">
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
      {story.isDiverged && <WayOut />}
      {error !== null && (
        <div className={styles["failure"]} role="alert">
          <p className={styles["paragraph"]}>{error}</p>
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
