import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { formatSignificant } from "../../charts/format.ts";
import { MathText } from "../controls/MathText.tsx";
import { StabilityLine } from "../learningRate/StabilityLine.tsx";
import { useLearningRate } from "../learningRate/useLearningRate.ts";
import { usePage, useSession } from "../page/PageContext.tsx";
import { keepAwake } from "./keepAwake.ts";
import { createLaserPointer, type LaserPointer } from "./laserPointer.ts";
import { createLecture, type Lecture } from "./lecture.ts";
import { LectureFigure, LecturePortrait } from "./LectureCharts.tsx";
import { applyLectureMode } from "./lectureScale.ts";
import { LectureStory } from "./LectureStory.tsx";
import { listenToPresenter } from "./presenterKeys.ts";
import styles from "./LectureView.module.css";

/** The run for a room: charts, portrait, η and one sentence, in large type and without controls. */
export function LectureView() {
  const page = usePage();
  const [lecture] = useState(() => createLecture(page));
  const region = useRef<HTMLElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  const laser = useRef<LaserPointer>(null);
  const hasLaser = useStore(lecture.store, (state) => state.hasLaser);
  const isBlank = useStore(lecture.store, (state) => state.isBlank);
  const isDescent = useSession((state) => state.experiment.optimizer === undefined);

  useEffect(() => {
    const focused = document.activeElement;
    const leave = applyLectureMode(document.documentElement);
    region.current?.focus({ preventScroll: true });
    return () => {
      leave();
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => keepAwake(navigator.wakeLock, document), []);
  useEffect(() => {
    const stopKeys = listenToPresenter(lecture, () => page.lessons.getState().lessonId !== null);
    return () => {
      stopKeys();
      lecture.stop();
    };
  }, [lecture, page]);
  useEffect(() => {
    if (region.current === null || ring.current === null) return undefined;
    const pointer = createLaserPointer(region.current, ring.current);
    laser.current = pointer;
    return () => {
      laser.current = null;
      pointer.stop();
    };
  }, []);
  useEffect(() => {
    laser.current?.setOn(hasLaser);
  }, [hasLaser]);

  return (
    <main
      ref={region}
      tabIndex={-1}
      className={styles["lecture"]}
      aria-label="Lecture"
      data-portrait={isDescent ? undefined : "none"}
    >
      <LectureFigure lecture={lecture} />
      <div className={styles["side"]}>
        <Rate />
        {isDescent && <LecturePortrait lecture={lecture} />}
      </div>
      <LectureStory />
      <Said lecture={lecture} />
      <div ref={ring} className={styles["ring"]} aria-hidden="true" />
      {isBlank && (
        <div
          className={styles["blank"]}
          onPointerDown={() => {
            lecture.setBlank(false);
          }}
        >
          <output className="visually-hidden">The screen is blank. Any key brings it back.</output>
        </div>
      )}
    </main>
  );
}

function Rate() {
  const learningRate = useLearningRate();
  return (
    <p className={styles["rate"]}>
      <span>
        <MathText>η</MathText> = <b>{formatSignificant(learningRate, 4)}</b>
      </span>
      <span>
        <StabilityLine digits={4} />
      </span>
    </p>
  );
}

/** What a key has done, in large type, for a moment. */
function Said({ lecture }: { lecture: Lecture }) {
  const said = useStore(lecture.store, (state) => state.said);
  return (
    <output className={styles["said"]}>
      {said !== null && (
        <span className={styles["announcement"]}>
          <b className={styles["word"]}>
            <MathText>{said.text}</MathText>
          </b>
          {said.below !== "" && (
            <span className={styles["below"]}>
              <MathText>{said.below}</MathText>
            </span>
          )}
        </span>
      )}
    </output>
  );
}
