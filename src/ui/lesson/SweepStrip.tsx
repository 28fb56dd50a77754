import { formatSignificant, formatStep } from "../../charts/format.ts";
import type { Optimizer } from "../../model/experiment.ts";
import type { Sweep, SweepPoint } from "../../protocol/sweep.ts";
import { MathText } from "../controls/MathText.tsx";
import { percentOf } from "../learningRate/trackScale.ts";
import { sweepStripLayout } from "./sweepStripLayout.ts";
import styles from "./SweepStrip.module.css";

const WORDS: Record<SweepPoint["outcome"], string> = {
  stable: "stable",
  edge: "spikes, then recovers",
  diverged: "diverges",
};

/** "stable up to 0.079, …": what the marks say, for those who do not see them. */
function summary(sweep: Sweep): string {
  const largest = (outcome: SweepPoint["outcome"]) =>
    sweep.points.findLast((point) => point.outcome === outcome)?.learningRate;
  const first = sweep.points.find(({ outcome }) => outcome === "diverged")?.learningRate;
  const parts = [
    [largest("stable"), "stable up to"],
    [largest("edge"), "spiking and recovering up to"],
    [first, "diverging from"],
  ].flatMap(([value, words]) =>
    typeof value === "number" ? [`${words} ${formatSignificant(value, 2)}`] : [],
  );
  return `Values of η: ${parts.join(", ")}.`;
}

export interface SweepStripProps {
  sweep: Sweep;
  /** The step rule it was measured with. */
  optimizer?: Optimizer | undefined;
}

/** Every measured step size as a mark: ring, disc or cross. */
export function SweepStrip({ sweep, optimizer }: SweepStripProps) {
  const { marks, names, ticks, lines } = sweepStripLayout(sweep, optimizer);
  return (
    <section className={styles["strip"]} aria-label="Measured step sizes">
      <div className={styles["title"]}>
        <b>
          <MathText>{`${sweep.points.length} values of η on this network`}</MathText>
        </b>
        <span>{formatStep(sweep.steps)} steps each</span>
      </div>
      <p className="visually-hidden">{summary(sweep)}</p>
      <div className={styles["plot"]} aria-hidden="true">
        {names.map(({ outcome, from, to }) => (
          <span
            key={from}
            className={`${styles["name"]} ${styles[outcome]}`}
            style={
              outcome !== "stable" && to > 0.5
                ? { right: percentOf(1 - to) }
                : { left: percentOf(from) }
            }
          >
            {WORDS[outcome]}
          </span>
        ))}
        {marks.map(({ learningRate, place, outcome }) => (
          <svg
            key={learningRate}
            className={`${styles["mark"]} ${styles[outcome]}`}
            style={{ left: percentOf(place) }}
            viewBox="-4 -4 8 8"
          >
            {outcome === "diverged" ? <path d="M-3 -3L3 3M-3 3L3 -3" /> : <circle r="2.6" />}
          </svg>
        ))}
        {ticks.map(({ learningRate, place }) => (
          <span key={learningRate} className={styles["tick"]} style={{ left: percentOf(place) }}>
            {learningRate}
          </span>
        ))}
        {lines.map(({ text, place }) => (
          <span key={text} className={styles["line"]} style={{ left: percentOf(place) }}>
            <span>
              <MathText>{text}</MathText>
            </span>
          </span>
        ))}
      </div>
    </section>
  );
}
