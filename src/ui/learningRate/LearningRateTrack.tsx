import { useEffect, useRef, useState } from "react";
import { formatSignificant } from "../../charts/format.ts";
import { edgeLearningRate, edgeNumbers, isAdaptive } from "../../model/stability.ts";
import { sweepRanges } from "../../session/sweeps.ts";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useSession } from "../page/PageContext.tsx";
import { percentOf, placeOn, trackScale, valueAt } from "./trackScale.ts";
import styles from "./LearningRateTrack.module.css";

/** A drag or a held arrow key becomes one change once it has rested for this long. */
const REST_MS = 250;
const STEPS = 1000;

const OUTCOME_WORDS = { stable: "stable", edge: "edge", diverged: "diverges" } as const;

/** The slider for η on a log scale; its ground shows what was measured, or says that nothing was. */
export function LearningRateTrack({ learningRate }: { learningRate: number }) {
  const page = usePage();
  const initial = useSession((state) => state.experiment.learningRate);
  const optimizer = useSession((state) => state.experiment.optimizer);
  const sweepState = useSession((state) => state.sweep);
  const ghost = useSession((state) => state.ghost);
  const sharpness = useInitialSharpness();
  const [dragged, setDragged] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const sweep = sweepState.status === "measured" ? sweepState.sweep : null;
  const scale = trackScale(initial, sweep);
  const shown = dragged === null ? learningRate : valueAt(scale, dragged);
  const place = placeOn(scale, shown);
  const first = sharpness ?? sweep?.initialSharpness ?? null;
  // The preconditioned sharpness of step 0 depends on a single gradient: it says nothing of later ones.
  const hasFirst = first !== null && first > 0 && !isAdaptive(optimizer);
  const tick = hasFirst ? edgeLearningRate(optimizer, first) : null;
  const hasTick = tick !== null && tick >= scale.from && tick <= scale.to;

  function commit(to: number): void {
    clearTimeout(timer.current);
    setDragged(null);
    page.setLearningRate(valueAt(scale, to));
  }

  return (
    <div className={styles["track"]}>
      <div className={styles["ground"]} aria-hidden="true">
        {sweep === null ? (
          <div className={styles["plain"]} />
        ) : (
          sweepRanges(sweep).map(({ outcome, from, to }) => {
            const left = placeOn(scale, from);
            const width = placeOn(scale, to) - left;
            return (
              <div
                key={from}
                className={styles[outcome]}
                style={{ left: percentOf(left), width: percentOf(width) }}
              >
                {width > 0.14 && (
                  <span className={styles["outcome"]}>{OUTCOME_WORDS[outcome]}</span>
                )}
              </div>
            );
          })
        )}
        {hasTick && (
          <div className={styles["tick"]} style={{ left: percentOf(placeOn(scale, tick)) }}>
            <span>
              <MathText>{edgeNumbers(optimizer).replace("η", "λ₁(0)")}</MathText>
            </span>
          </div>
        )}
        {ghost !== null && (
          <div
            className={styles["ghost"]}
            style={{ left: percentOf(placeOn(scale, ghost.learningRate)) }}
          />
        )}
      </div>
      <input
        type="range"
        className={styles["slider"]}
        aria-label="Step size η, logarithmic"
        aria-valuetext={formatSignificant(shown, 3)}
        min={0}
        max={STEPS}
        step={1}
        value={Math.round(STEPS * place)}
        onChange={(event) => {
          const to = Number(event.target.value) / STEPS;
          setDragged(to);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            commit(to);
          }, REST_MS);
        }}
        onPointerUp={() => {
          if (dragged !== null) commit(dragged);
        }}
      />
      {dragged !== null && (
        <output className={styles["preview"]} style={{ left: percentOf(place) }}>
          {formatSignificant(shown, 3)}
        </output>
      )}
      {sweep === null && <SweepOffer />}
    </div>
  );
}

/** λ₁ at step 0 of the run that is drawn. */
function useInitialSharpness(): number | null {
  const { player } = usePage();
  const value = useSession((state) => (state.step < 0 ? NaN : player.history().at("sharpness", 0)));
  return Number.isFinite(value) ? value : null;
}

function SweepOffer() {
  const { player } = usePage();
  const sweep = useSession((state) => state.sweep);
  if (sweep.status === "measuring") {
    const { done, total } = sweep;
    return (
      <p className={styles["offer"]}>
        <progress
          className="visually-hidden"
          aria-label="Measuring the ranges of η"
          max={total ?? 1}
          {...(total === null ? {} : { value: done })}
        />
        <span aria-hidden="true">
          {total === null ? "measuring, starting…" : `measuring, ${done} of ${total}`}
        </span>
        <button type="button" className="text-button" onClick={player.cancelSweep}>
          cancel
        </button>
      </p>
    );
  }
  return (
    <p className={styles["offer"]}>
      <span>{sweep.status === "failed" ? sweep.message : "ranges not measured yet"}</span>
      <button type="button" className="text-button" onClick={() => void player.measureSweep()}>
        <MathText>sweep η</MathText>
      </button>
    </p>
  );
}
