import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { RunSummary } from "../../session/runs/keptRun.ts";
import { EditableText } from "../controls/EditableText.tsx";
import { MathText } from "../controls/MathText.tsx";
import { usePage } from "../page/PageContext.tsx";
import { GhostSwatch } from "./GhostSwatch.tsx";
import { RunThumbnail } from "./RunThumbnail.tsx";
import { runWords, whenWords } from "./runWords.ts";
import styles from "./RunItem.module.css";

export interface RunItemProps {
  run: RunSummary;
  /** This very run, with these rows, is on screen. */
  isShown: boolean;
  /** It has just been put back: its button is where the viewer was. */
  takesFocus: boolean;
  onRename: (name: string) => Promise<string | null>;
  onCompare: () => void;
  onOpen: () => void;
  onDelete: () => void;
}

/** A kept run: picture, name, what it was, and what can be done with it. */
export function RunItem(props: RunItemProps) {
  const { run, isShown, takesFocus, onRename, onCompare, onOpen, onDelete } = props;
  const { compared } = usePage().runs;
  const slot = useStore(compared, ({ runs }) => runs.find(({ id }) => id === run.id)?.slot);
  const deleteButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) deleteButton.current?.focus();
  }, [takesFocus]);
  return (
    <li className={styles["run"]}>
      <RunThumbnail run={run} />
      <div className={styles["title"]}>
        <span className={`${styles["name"]} ${isShown ? styles["shown"] : ""}`}>
          <EditableText label="Name of the run" value={run.name} apply={onRename}>
            <MathText>{run.name}</MathText>
          </EditableText>
        </span>
        <span className={styles["when"]}>{whenWords(run)}</span>
      </div>
      <p className={styles["words"]}>
        <MathText>{runWords(run)}</MathText>
      </p>
      <div className={styles["actions"]}>
        {isShown ? (
          <span className={styles["when"]}>On screen</span>
        ) : (
          <>
            <button
              type="button"
              className="text-button"
              aria-pressed={slot !== undefined}
              aria-label={`Show beside: ${run.name}`}
              onClick={onCompare}
            >
              Show beside
            </button>
            {slot !== undefined && <GhostSwatch slot={slot} />}
            <button
              type="button"
              className="text-button"
              aria-label={`Open: ${run.name}`}
              onClick={onOpen}
            >
              Open
            </button>
          </>
        )}
        <button
          ref={deleteButton}
          type="button"
          className="text-button"
          aria-label={`Delete: ${run.name}`}
          onClick={onDelete}
        >
          Delete
        </button>
      </div>
    </li>
  );
}

/** What is left of a run until the panel is closed. */
export function DeletedItem({ name, onUndo }: { name: string; onUndo: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
  }, []);
  return (
    <li className={styles["deleted"]}>
      <span>
        Deleted <MathText>{name}</MathText>
      </span>
      <button
        ref={button}
        type="button"
        className="text-button"
        aria-label={`Undo deleting ${name}`}
        onClick={onUndo}
      >
        Undo
      </button>
    </li>
  );
}
