import { useEffect, useRef, useState } from "react";
import { createPortrait } from "../../charts/portrait/portrait.ts";
import { usePage } from "../page/PageContext.tsx";
import { ReducedMapControl } from "./ReducedMapControl.tsx";
import styles from "./PortraitView.module.css";

/** The element that holds the phase portrait; everything in it is drawn outside React. */
export function PortraitView() {
  const { player, viewStore, setCrosshair } = usePage();
  const container = useRef<HTMLDivElement>(null);
  const [{ caption, modes }, setCaption] = useState({ caption: "", modes: 1 });

  useEffect(() => {
    if (container.current === null) return undefined;
    const portrait = createPortrait(container.current, {
      onCrosshair: setCrosshair,
      onCaption: (words, count) => setCaption({ caption: words, modes: count }),
    });
    const { view, crosshair, playhead } = viewStore.getState();
    portrait.setView(view);
    portrait.setHistory(player.history(), player.store.getState().experiment);
    portrait.setCrosshair(crosshair);
    portrait.setPlayhead(playhead);
    const stopSession = player.store.subscribe((now, before) => {
      if (now.drawnRun !== before.drawnRun) portrait.setHistory(player.history(), now.experiment);
      else if (now.version !== before.version) portrait.markDirty();
    });
    const stopView = viewStore.subscribe((now, before) => {
      if (now.view !== before.view) portrait.setView(now.view);
      if (now.crosshair !== before.crosshair) portrait.setCrosshair(now.crosshair);
      if (now.playhead !== before.playhead) portrait.setPlayhead(now.playhead);
    });
    return () => {
      stopSession();
      stopView();
      portrait.destroy();
    };
  }, [player, viewStore, setCrosshair]);

  return (
    <section className={styles["portrait"]} aria-label="Phase portrait">
      <div className={styles["head"]}>
        <h2>Phase portrait</h2>
        <span className={styles["caption"]}>{caption}</span>
      </div>
      <div ref={container} className={styles["plot"]} />
      <p className={styles["key"]}>
        {modes === 1
          ? "Grey: closed orbits, the clear one at its energy."
          : "Upwards: the curvature along each, from 2/η."}
      </p>
      <ReducedMapControl />
    </section>
  );
}
