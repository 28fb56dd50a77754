import { Suspense } from "react";
import { useStore } from "zustand";
import { formatSignificant, formatStep } from "../../charts/format.ts";
import { edgeLevel } from "../../model/stability.ts";
import { EditableSelect } from "../controls/EditableSelect.tsx";
import { EditableText } from "../controls/EditableText.tsx";
import { Kbd } from "../controls/Kbd.tsx";
import { lazyPart } from "../controls/lazyPart.tsx";
import { readWhole } from "../controls/readNumber.ts";
import { LearningRateEntry } from "../learningRate/LearningRateEntry.tsx";
import { useLearningRate } from "../learningRate/useLearningRate.ts";
import { usePage, useSession, useView } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
import { LazyProgressWords } from "../progress/lazyProgress.ts";
import { PlayButton } from "./PlayButton.tsx";
import { stepBack, stepForward } from "./travel.ts";
import styles from "./Transport.module.css";

const StepShown = lazyPart(async () => (await import("./StepShown.tsx")).StepShown, {
  name: "The way back to the head of the run",
});

const FixedTransport = lazyPart(async () => (await import("./FixedTransport.tsx")).FixedTransport);

const SPEEDS: readonly { value: string; text: string }[] = [
  { value: "max", text: "max" },
  { value: "1000", text: "1,000/s" },
  { value: "100", text: "100/s" },
  { value: "60", text: "60/s" },
  { value: "30", text: "30/s" },
  { value: "10", text: "10/s" },
  { value: "1", text: "1/s" },
];

const UNDO_WORDS = {
  reset: "Undo reset",
  edit: "Undo change",
  preset: "Back to the last run",
  backend: "Undo backend",
  recorded: "Back to the last run",
  branch: "Back to the old run",
} as const;

/** Play, step back and on, run to, speed, re-synchronise, branch, reset: with their keys. */
export function Transport() {
  const page = usePage();
  const { player } = page;
  const status = useSession((state) => state.status);
  const undo = useSession((state) => state.undo);
  const hasPast = useSession((state) => state.step > 0);
  const playhead = useView((state) => state.playhead);
  const isFixed = useIsFixed("transport");
  const showsRecording = useSession((state) => state.showsRecording);
  const isBusy = status === "loading" || status === "failed";
  // θ† is of gradient descent.
  const isDescent = useSession((state) => state.experiment.optimizer === undefined);
  const isForeign = status === "foreign";
  if (isFixed) {
    return (
      <Suspense fallback={<section />}>
        <FixedTransport />
      </Suspense>
    );
  }
  return (
    <section
      id="run-controls"
      className={`${styles["transport"]} ${status === "loading" ? styles["loading"] : ""}`}
      aria-label="Run"
    >
      <p className={styles["progress"]}>
        <Suspense>
          <LazyProgressWords idle="" />
        </Suspense>
      </p>
      <PlayButton />
      <div className={styles["words"]}>
        <PlayWord />
        <button
          type="button"
          className={styles["wide"]}
          aria-keyshortcuts="ArrowLeft"
          disabled={!hasPast || playhead === 0}
          onClick={() => {
            stepBack(page, 1);
          }}
        >
          Back<Kbd>←</Kbd>
        </button>
        <button
          type="button"
          aria-keyshortcuts="ArrowRight"
          disabled={playhead === null && (isBusy || status === "diverged" || isForeign)}
          onClick={() => {
            stepForward(page, 1);
          }}
        >
          Step<Kbd>→</Kbd>
        </button>
        {playhead === null ? (
          <>
            <span className={styles["wide"]}>
              Run to <Target />
            </span>
            <span className={styles["wide"]}>
              Speed <Speed />
            </span>
            <button
              type="button"
              className={styles["wide"]}
              aria-keyshortcuts="y"
              disabled={isForeign || !isDescent}
              onClick={player.resynchronise}
            >
              Re-synchronise<Kbd>Y</Kbd>
            </button>
          </>
        ) : (
          <Suspense>
            <StepShown playhead={playhead} />
          </Suspense>
        )}
        <button
          type="button"
          className={styles["wide"]}
          aria-keyshortcuts="b"
          disabled={playhead === null || isForeign || showsRecording}
          onClick={page.branchHere}
        >
          Branch here<Kbd>B</Kbd>
        </button>
        <button type="button" aria-keyshortcuts="r" disabled={isForeign} onClick={player.reset}>
          Reset<Kbd>R</Kbd>
        </button>
        {undo !== null && (
          <button type="button" className="text-button" onClick={player.undo}>
            {UNDO_WORDS[undo]}
          </button>
        )}
      </div>
      <div className={styles["narrow"]}>
        <i className={styles["symbol"]} aria-hidden="true">
          η
        </i>{" "}
        = <LearningRateEntry className={styles["rate"] ?? ""} />
        <Line />
      </div>
    </section>
  );
}

/** 2/η, or the line of another step rule, where there is room for it. */
function Line() {
  const learningRate = useLearningRate();
  const optimizer = useSession((state) => state.experiment.optimizer);
  const level = formatSignificant(edgeLevel(optimizer, learningRate), 3);
  return (
    <span className={styles["line"]}>
      {optimizer === undefined ? (
        <>
          2/<i className={styles["symbol"]}>η</i>
        </>
      ) : (
        "line"
      )}{" "}
      = {level}
    </span>
  );
}

function PlayWord() {
  const { player, lessons } = usePage();
  const goOn = useStore(lessons, (state) => state.goOn);
  const status = useSession((state) => state.status);
  if (status === "loading") {
    return (
      <span className={styles["starting"]}>
        <span>Starting…</span>
        <button type="button" aria-keyshortcuts="Escape" onClick={player.cancelLoading}>
          Cancel<Kbd>Esc</Kbd>
        </button>
      </span>
    );
  }
  const isRunning = status === "running";
  const isOver = status === "diverged" || status === "failed" || status === "foreign";
  return (
    <button
      type="button"
      className={styles["wide"]}
      aria-keyshortcuts="Space"
      disabled={isOver}
      onClick={goOn ?? player.toggle}
    >
      <span className={styles["play"]}>
        {goOn !== null ? "Continue" : isRunning ? "Pause" : "Play"}
      </span>
      <Kbd>Space</Kbd>
    </button>
  );
}

function Target() {
  const { player } = usePage();
  const until = useSession((state) => state.until);
  return (
    <EditableText
      label="Run to step"
      value={until === null ? "" : String(until)}
      inputMode="numeric"
      apply={(text) => {
        const target = readWhole(text);
        return target === null ? "Use a whole number of steps." : player.runTo(target);
      }}
    >
      {until === null ? "no end" : formatStep(until)}
    </EditableText>
  );
}

function Speed() {
  const { player } = usePage();
  const speed = useSession((state) => state.speed);
  const value = speed === null ? "max" : String(speed);
  // A link may say any other one.
  const others = SPEEDS.some((option) => option.value === value)
    ? []
    : [{ value, text: `${formatSignificant(speed ?? 0, 3)}/s` }];
  return (
    <EditableSelect
      label="Speed in steps per second"
      value={value}
      options={[...SPEEDS, ...others]}
      apply={(chosen) => {
        player.setSpeed(chosen === "max" ? null : Number(chosen));
        return null;
      }}
    />
  );
}
