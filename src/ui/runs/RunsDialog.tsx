import { useState, type KeyboardEvent } from "react";
import type { RunSummary } from "../../session/runs/keptRun.ts";
import { runIdentity } from "../../session/runs/runIdentity.ts";
import { MOST_LEFT, MOST_UNNAMED } from "../../session/runs/runShelf.ts";
import { Dialog } from "../controls/Dialog.tsx";
import { usePage, useSession } from "../page/PageContext.tsx";
import { DeletedItem, RunItem } from "./RunItem.tsx";
import { megabytes } from "./runWords.ts";
import { useKeptRuns, type KeptRuns } from "./useKeptRuns.ts";
import styles from "./RunsDialog.module.css";

/** Escape leaves a name that is being typed before it leaves the dialog. */
function keepOpenWhileTyping(event: KeyboardEvent): void {
  if (event.key === "Escape" && event.target instanceof HTMLInputElement) event.preventDefault();
}

/** Kept runs: look at them, compare them with the one on screen, open, rename, delete. */
export function RunsDialog({ onClose }: { onClose: () => void }) {
  const kept = useKeptRuns();
  return (
    <Dialog
      title="Runs"
      shape="left"
      beside={
        <>
          <span className={styles["legend"]} aria-hidden="true">
            <i className={styles["sharpness"]} /> sharpness <i className={styles["edge"]} /> 2/η
          </span>
          <KeepShown kept={kept} />
        </>
      }
      onKeyDown={keepOpenWhileTyping}
      onClose={onClose}
    >
      {(close) => (
        <>
          {kept.fault !== null && (
            <p role="alert" className={styles["fault"]}>
              {kept.fault}
            </p>
          )}
          <RunList kept={kept} close={close} />
          <Facts kept={kept} />
        </>
      )}
    </Dialog>
  );
}

/** Identity and length of the run on screen. */
function useShown(): { id: string | null; rows: number } {
  const { player } = usePage();
  const experiment = useSession((state) => state.experiment);
  const backend = useSession((state) => state.backend);
  // A preset's recording is there anyway.
  const rows = useSession(({ showsRecording }) => (showsRecording ? 0 : player.history().length));
  return { id: backend === null ? null : runIdentity({ experiment, backend }), rows };
}

/** A run that is not over, or has no end, is kept on request. */
function KeepShown({ kept }: { kept: KeptRuns }) {
  const { runs } = usePage();
  const { id, rows } = useShown();
  const isKept = kept.contents?.runs.some((run) => run.id === id && run.rows >= rows);
  return (
    <button
      type="button"
      className="text-button"
      disabled={isKept !== false || rows < 2}
      onClick={() =>
        void kept.attempt(async (keeping) => {
          const run = runs.capture("asked");
          if (run !== null) await keeping.keep(run);
        })
      }
    >
      Keep the run on screen
    </button>
  );
}

function RunList({ kept, close }: { kept: KeptRuns; close: () => void }) {
  const { compared } = usePage().runs;
  const shown = useShown();
  const [restored, setRestored] = useState<string | null>(null);
  const { contents, deleted, setDeleted, attempt } = kept;
  if (contents === null) return null;
  const others = contents.runs.filter(({ id }) => id !== deleted?.summary.id);
  const listed = deleted === null ? others : [...others, deleted.summary];
  listed.sort((a, b) => b.createdAt - a.createdAt);
  if (listed.length === 0) {
    return (
      <p className={styles["empty"]}>
        No run is kept yet. One that reaches its last step, diverges, rests paused or makes way for
        another one is kept here by itself.
      </p>
    );
  }

  const toggle = ({ id }: RunSummary) =>
    attempt(async (keeping) => {
      const isCompared = compared.getState().runs.some((run) => run.id === id);
      if (!isCompared) return keeping.compare(id);
      keeping.hide(id);
      return null;
    });
  return (
    <ul className={styles["list"]}>
      {listed.map((run) =>
        run.id === deleted?.summary.id ? (
          <DeletedItem
            key={`${run.id} deleted`}
            name={run.name}
            onUndo={() =>
              void attempt(async ({ shelf }) => {
                await shelf.putBack(deleted);
                setRestored(run.id);
                setDeleted(null);
              })
            }
          />
        ) : (
          <RunItem
            key={run.id}
            run={run}
            isShown={run.id === shown.id && run.rows === shown.rows}
            takesFocus={run.id === restored}
            onRename={async (name) => {
              let reason: string | null = null;
              await attempt(async (keeping) => {
                reason = await keeping.rename(run.id, name);
              });
              return reason;
            }}
            onCompare={() => void toggle(run)}
            onOpen={() =>
              void attempt(async (keeping) => {
                await keeping.open(run.id);
                close();
              })
            }
            onDelete={() =>
              void attempt(async (keeping) => {
                setRestored(null);
                setDeleted(await keeping.delete(run.id));
              })
            }
          />
        ),
      )}
    </ul>
  );
}

/** How many there are, what they take, and when one goes by itself. */
function Facts({ kept: { contents, attempt } }: { kept: KeptRuns }) {
  if (contents === null) return null;
  const { runs, unreadable } = contents;
  const bytes = runs.reduce((sum, run) => sum + run.bytes, 0);
  const count = runs.length === 1 ? "1 run takes" : `${runs.length} runs take`;
  return (
    <div className={styles["facts"]}>
      {runs.length > 0 && (
        <p>
          {count} {megabytes(bytes)} in this browser. Of runs that you have not renamed the last{" "}
          {MOST_UNNAMED} stay, and the last {MOST_LEFT} of those left before their end; a renamed
          one stays until you delete it.
        </p>
      )}
      {unreadable.length > 0 && (
        <p>
          {unreadable.length === 1 ? "1 kept run" : `${unreadable.length} kept runs`} cannot be read
          by this version of the page and {unreadable.length === 1 ? "is" : "are"} left out.{" "}
          <button
            type="button"
            className="text-button"
            onClick={() => void attempt(({ shelf }) => shelf.discard(unreadable))}
          >
            Delete what cannot be read
          </button>
        </p>
      )}
    </div>
  );
}
