import { learningRateAt } from "../../session/learningRates.ts";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useSession } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
import { offerOf, type Offer } from "./learningRateOffer.ts";
import { SweepStrip } from "./SweepStrip.tsx";
import styles from "./WaysOut.module.css";

const GROUNDS: Record<Offer["grounds"], string> = {
  measured: "The largest η measured below the first one that diverges.",
  survived: "With this η the run held out before η was raised.",
  estimated: "An estimate, from 2/λ₁(0) and the η that diverged.",
};

const ESTIMATED_OF_RULE = "An estimate, from the line of this step rule and the η that diverged.";

/** After a run that diverged, or before one that will: a step size to try instead, and why that. */
export function WaysOut({ isAhead }: { isAhead: boolean }) {
  const { player } = usePage();
  const experiment = useSession((state) => state.experiment);
  const step = useSession((state) => state.step);
  const sweep = useSession((state) => state.sweep);
  const forecast = useSession((state) => state.forecast);
  const isFixed = useIsFixed("rate");
  const measured = sweep.status === "measured" ? sweep.sweep : null;
  const offer = offerOf({
    experiment,
    learningRate: learningRateAt(experiment, step),
    initialSharpness: forecast?.initialSharpness ?? player.history().at("sharpness", 0),
    sweep: measured,
    lastStep: isAhead ? -1 : step,
  });
  return (
    <>
      <div className={styles["ways"]}>
        {!isFixed && (
          <button
            type="button"
            className={styles["filled"]}
            onClick={() => {
              player.startAt(offer.learningRate);
            }}
          >
            Try <i>η</i> = {offer.learningRate}
          </button>
        )}
        {isAhead && (
          <button type="button" className={styles["plain"]} onClick={player.play}>
            Run it anyway
          </button>
        )}
      </div>
      {!isFixed && (
        <p className={styles["grounds"]}>
          <MathText>
            {experiment.optimizer !== undefined && offer.grounds === "estimated"
              ? ESTIMATED_OF_RULE
              : GROUNDS[offer.grounds]}
          </MathText>
        </p>
      )}
      {measured !== null && <SweepStrip sweep={measured} optimizer={experiment.optimizer} />}
      {measured === null && !isFixed && <Measure />}
    </>
  );
}

/** The sweep, where none was made: it knows better than an estimate. */
function Measure() {
  const { player } = usePage();
  const sweep = useSession((state) => state.sweep);
  if (sweep.status === "measuring") {
    const { done, total } = sweep;
    return (
      <p className={styles["grounds"]}>
        {total === null ? "Measuring, starting…" : `Measuring: ${done} of ${total} values of η. `}
        <button type="button" className="text-button" onClick={player.cancelSweep}>
          Cancel
        </button>
      </p>
    );
  }
  return (
    <p className={styles["grounds"]}>
      {sweep.status === "failed" ? `${sweep.message} ` : ""}
      <button type="button" className="text-button" onClick={() => void player.measureSweep()}>
        <MathText>Measure the largest stable η</MathText>
      </button>
    </p>
  );
}
