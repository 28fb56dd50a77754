import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Part } from "../../charts/view.ts";
import { learningRateAt } from "../../session/learningRates.ts";
import { embedHeight } from "../../share/embedHides.ts";
import { EditableText } from "../controls/EditableText.tsx";
import { MathText } from "../controls/MathText.tsx";
import { PlayCircle } from "../controls/PlayCircle.tsx";
import { applyTypedRate } from "../learningRate/typedRate.ts";
import type { Embed } from "./embed.ts";
import { EmbedFigure } from "./EmbedFigure.tsx";
import { embedWords } from "./embedWords.ts";
import { pauseUnseen } from "./pauseUnseen.ts";
import styles from "./EmbedView.module.css";

/** A run as a small figure in another page: charts, Play, η and where the run is. */
export function EmbedView({ embed }: { embed: Embed }) {
  const { player, link, notices } = embed;
  const root = useRef<HTMLElement>(null);
  const shows = (part: Part) => !link.hide.includes(part);
  useEffect(() => embed.open(), [embed]);
  useEffect(() => {
    if (root.current === null) return undefined;
    return pauseUnseen(player, root.current);
  }, [player]);
  useEffect(() => {
    // All that the page around is ever told; it may make the frame as high.
    parent.postMessage({ type: "height", height: embedHeight(link.hide) }, "*");
  }, [link]);
  return (
    <main ref={root} className={styles["embed"]}>
      {shows("header") && (
        <div className={styles["head"]}>
          <h1 className={styles["title"]}>{embed.title}</h1>
          <FullLink embed={embed} />
        </div>
      )}
      <EmbedFigure embed={embed} />
      <div className={styles["foot"]}>
        {shows("transport") && <PlayButton embed={embed} />}
        {shows("rate") && <Rate embed={embed} />}
        {shows("story") && <Words embed={embed} />}
      </div>
      {notices.length > 0 && <p className={styles["notices"]}>{notices.join(" ")}</p>}
    </main>
  );
}

/** Where the frame is too small: the instrument, with the run as it is set here. */
function FullLink({ embed }: { embed: Embed }) {
  const experiment = useStore(embed.player.store, (state) => state.experiment);
  return (
    <a
      className="text-button"
      href={embed.fullHash(experiment)}
      target="_blank"
      rel="noopener noreferrer"
    >
      Open in Brink
    </a>
  );
}

function PlayButton({ embed }: { embed: Embed }) {
  const status = useStore(embed.player.store, (state) => state.status);
  const hasBegun = useStore(embed.store, (state) => state.hasBegun);
  const isRunning = hasBegun && status === "running";
  const isWaiting = hasBegun && status === "loading";
  const isOver = hasBegun && (status === "diverged" || status === "failed");
  if (isOver) {
    return (
      <button type="button" className="text-button" onClick={embed.again}>
        Again
      </button>
    );
  }
  return (
    <PlayCircle
      label={isRunning ? "Pause" : "Play"}
      isRunning={isRunning}
      disabled={isWaiting}
      onClick={embed.toggle}
    />
  );
}

/** η of the next step; of the step shown where the reader has gone back to one. */
function Rate({ embed }: { embed: Embed }) {
  const playhead = useStore(embed.store, (state) => state.playhead);
  const rate = useStore(embed.player.store, (state) =>
    learningRateAt(state.experiment, playhead ?? state.step + 1),
  );
  const isFixed = embed.link.lock.includes("rate");
  return (
    <span className={styles["rate"]}>
      <MathText>η</MathText> ={" "}
      {isFixed ? (
        <b>{rate}</b>
      ) : (
        <EditableText
          label="Step size η"
          value={String(rate)}
          inputMode="decimal"
          apply={(text) => applyTypedRate(text, embed.setLearningRate)}
        >
          <b>{rate}</b>
        </EditableText>
      )}
    </span>
  );
}

/** Numbers and stages change this often: faster cannot be read. */
const WORDS_MS = 160;

function Words({ embed }: { embed: Embed }) {
  const [words, setWords] = useState(() => wordsNow(embed));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renew = () => {
      timer = undefined;
      setWords(wordsNow(embed));
    };
    const renewSoon = () => {
      timer ??= setTimeout(renew, WORDS_MS);
    };
    renew();
    const stops = [embed.player.store.subscribe(renewSoon), embed.store.subscribe(renewSoon)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [embed]);
  return (
    <p className={styles["words"]} aria-live="polite">
      {words}
    </p>
  );
}

function wordsNow(embed: Embed): string {
  const { hasBegun, crosshair, playhead } = embed.store.getState();
  const history = embed.history();
  const head = history.length - 1;
  return embedWords({
    history,
    step: Math.min(crosshair ?? playhead ?? head, head),
    optimizer: embed.player.store.getState().experiment.optimizer,
    session: hasBegun ? embed.player.store.getState() : null,
  });
}
