import { useEffect, useRef, useState, type ReactNode } from "react";
import { createSlice } from "../../charts/slice/slice.ts";
import { MathText } from "../controls/MathText.tsx";
import { usePage, useSlowSession } from "../page/PageContext.tsx";
import { useMoment } from "../page/useMoment.ts";
import { ProseText } from "../story/ProseText.tsx";
import { absenceOf, captionOf } from "./captions.ts";
import { keepSlices, type SliceKeeper } from "./keepSlices.ts";
import { pushWords } from "./pushWords.ts";
import styles from "./SliceView.module.css";

const WORDS_MS = 160;

/** The mechanism: the valley that the run hops across, and the slope of sharpness it slides down. */
export function SliceView() {
  const { player, viewStore } = usePage();
  const container = useRef<HTMLDivElement>(null);
  const [keeper, setKeeper] = useState<SliceKeeper | null>(null);
  const [, setSlices] = useState(0);

  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    const chart = createSlice(element);
    const kept = keepSlices({
      player,
      onChange: () => {
        chart.markDirty();
        setSlices((count) => count + 1);
      },
    });
    setKeeper(kept);
    const show = () => {
      chart.setSource({ history: player.history(), at: (step) => kept.at(step) });
    };
    const look = () => {
      const { crosshair, playhead } = viewStore.getState();
      chart.setStep(crosshair ?? playhead);
      kept.setStep(crosshair ?? playhead);
    };
    show();
    look();
    const stopSession = player.store.subscribe((now, before) => {
      if (now.drawnRun !== before.drawnRun) show();
      else if (now.version !== before.version) chart.markDirty();
    });
    const stopView = viewStore.subscribe(look);
    const sight = new IntersectionObserver((entries) => {
      kept.setVisible(entries.at(-1)?.isIntersecting ?? false);
    });
    sight.observe(element);
    return () => {
      sight.disconnect();
      stopSession();
      stopView();
      kept.stop();
      chart.destroy();
    };
  }, [player, viewStore]);

  return (
    <section className={styles["slice"]} aria-label="Loss along u through θ†">
      <Words keeper={keeper}>
        <div ref={container} className={styles["chart"]} />
      </Words>
    </section>
  );
}

/** Heading and sentences around the chart. */
function Words({ keeper, children }: { keeper: SliceKeeper | null; children: ReactNode }) {
  const { player } = usePage();
  const { experiment } = useSlowSession(WORDS_MS);
  const { step } = useMoment(WORDS_MS);
  const history = player.history();
  const slice = step < 0 ? null : (keeper?.at(step) ?? null);
  return (
    <>
      <div className={styles["head"]}>
        <h2>
          Loss along{" "}
          <i className={styles["symbol"]} data-symbol="u">
            u
          </i>{" "}
          through <MathText>θ†</MathText>
        </h2>
        {slice !== null && (
          <span className={styles["when"]}>
            <MathText>{captionOf(history, slice, step)}</MathText>
          </span>
        )}
      </div>
      {slice === null && (
        <p className={styles["absence"]}>
          <MathText>{absenceOf(history, experiment, step)}</MathText>
        </p>
      )}
      {children}
      <p className={styles["push"]}>
        {slice !== null && <ProseText prose={pushWords(history, step)} />}
      </p>
    </>
  );
}
