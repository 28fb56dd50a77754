import { formatSignificant, formatStep } from "../../charts/format.ts";
import { usePage, useSession, useView } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
import { LearningRateEntry } from "./LearningRateEntry.tsx";
import { LearningRateTrack } from "./LearningRateTrack.tsx";
import { StabilityLine } from "./StabilityLine.tsx";
import { useLearningRate } from "./useLearningRate.ts";
import styles from "./LearningRate.module.css";

/** η, large, with its line, the track to slide it on, and what a change will do. */
export function LearningRate() {
  const learningRate = useLearningRate();
  const isForeign = useSession((state) => state.status === "foreign");
  const isFixed = useIsFixed("rate");
  return (
    <section aria-label="Step size">
      <div className={styles["values"]}>
        <div className={styles["entry"]}>
          <i className={styles["symbol"]} data-symbol="η" aria-hidden="true">
            η
          </i>
          <span className={styles["equals"]} aria-hidden="true">
            =
          </span>
          <LearningRateEntry className={styles["big"] ?? ""} />
        </div>
        <div className={styles["line"]}>
          <StabilityLine digits={4} />
        </div>
      </div>
      {isForeign && <p className={styles["note"]}>As the file says, at the step it ends with.</p>}
      {!isForeign && !isFixed && (
        <>
          <LearningRateTrack learningRate={learningRate} />
          <LearningRateNote />
        </>
      )}
    </section>
  );
}

function LearningRateNote() {
  const { player } = usePage();
  const playhead = useView((state) => state.playhead);
  const ghost = useSession((state) => state.ghost);
  const sweep = useSession((state) => state.sweep);
  const planned = useSession(
    (state) =>
      state.experiment.learningRateChanges.find(({ step }) => step > state.step + 1) ?? null,
  );
  const hasStarted = useSession((state) => state.step > 0);
  if (playhead !== null) {
    return (
      <p className={styles["note"]}>
        As it was at step {formatStep(playhead)}. A change branches off there.
      </p>
    );
  }
  if (ghost !== null) {
    return (
      <p className={styles["note"]}>
        Changed at step {formatStep(ghost.step)}, was {formatSignificant(ghost.learningRate, 4)}.{" "}
        <button type="button" className="text-button" onClick={player.undoLearningRate}>
          Undo
        </button>
      </p>
    );
  }
  if (planned !== null) {
    return (
      <p className={styles["note"]}>
        Becomes {formatSignificant(planned.learningRate, 4)} at step {formatStep(planned.step)}.
      </p>
    );
  }
  const measured =
    sweep.status === "measured"
      ? `Ranges from ${sweep.sweep.points.length} runs of ${formatStep(sweep.sweep.steps)} steps. `
      : "";
  const effect = hasStarted ? "A change takes effect at the next step." : "Drag, or type a value.";
  return <p className={styles["note"]}>{measured + effect}</p>;
}
