import { useEffect, useEffectEvent, useState } from "react";
import type { FileData } from "../../model/experiment.ts";
import { likelyChoices, uselessReason } from "../../model/ownData/fileChoices.ts";
import { MAX_FILE_MEBIBYTES, MAX_TEXT_MEBIBYTES } from "../../model/ownData/fileLimits.ts";
import { neededFiles } from "../../model/ownData/neededFiles.ts";
import { describeValue } from "../../model/schema/fault.ts";
import type { Player } from "../../session/player.ts";
import type { FoundFiles } from "../../session/ownData/readOwnFiles.ts";
import { Dialog } from "../controls/Dialog.tsx";
import { usePage, useView } from "../page/PageContext.tsx";
import { ChooseRows } from "./ChooseRows.tsx";
import { PickFiles } from "./PickFiles.tsx";
import { otherFiles } from "./ownDataWords.ts";
import { useReading } from "./useReading.ts";
import styles from "./OwnData.module.css";

/** What the dialog opens on: the experiment's files where they are at hand, or else those it wants. */
function useStart(): { begun: FoundFiles | null; data: FileData | null } {
  const page = usePage();
  const [start] = useState(() => {
    const { data } = page.player.store.getState().experiment;
    if (data.kind !== "file") return { begun: null, data: null };
    const rows = page.ownRows.of(data);
    const begun = rows === null ? null : { format: data.format, files: data.files, rows };
    return { begun, data };
  });
  return start;
}

/**
 * Data of the viewer's own: files are chosen or dropped, looked at, chosen from, and trained on. An
 * experiment on files that are not at hand asks for exactly those.
 */
export function OwnDataDialog({ onClose }: { onClose: () => void }) {
  const page = usePage();
  const brought = useView((state) => state.ownFiles);
  const { begun, data } = useStart();
  const wanted = begun === null ? data : null;
  const check = ({ files, rows }: FoundFiles) => {
    if (wanted !== null) return otherFiles(wanted, files);
    const useless = uselessReason(rows);
    const name = describeValue(files[0]?.name ?? "");
    return useless === null ? null : `The file ${name} cannot be used: ${useless}`;
  };
  const { reading, read, again } = useReading(begun, check);
  const onBrought = useEffectEvent((files: readonly File[]) => void read(files));
  useEffect(() => {
    if (brought !== null && brought.length > 0) onBrought(brought);
  }, [brought]);
  return (
    <Dialog title="Your own data" shape="left" onClose={onClose}>
      {(close) => {
        if (reading.stage === "reading") {
          return (
            <p className={styles["line"]}>
              <output>Reading {reading.files.map(({ name }) => name).join(", ")}…</output>{" "}
              <button type="button" className="text-button" onClick={again}>
                Cancel
              </button>
            </p>
          );
        }
        if (reading.stage === "asking") {
          return (
            <>
              <p className={styles["line"]}>
                {wanted === null
                  ? "A CSV file with a row of numbers for every sample, images and labels in the format of MNIST (IDX), or a CIFAR-10 batch; each may be gzipped."
                  : neededFiles(wanted)}
              </p>
              {reading.fault !== null && (
                <p className={styles["fault"]} role="alert">
                  {reading.fault}
                </p>
              )}
              <PickFiles onPicked={(files) => void read(files)} />
              <p className={styles["note"]}>
                CSV up to {MAX_TEXT_MEBIBYTES} MB, images up to {MAX_FILE_MEBIBYTES} MB. They are
                read in this browser, kept in memory while the page is open, and sent nowhere; a
                link to the run names the files and does not hold them.
              </p>
            </>
          );
        }
        const { found } = reading;
        if (wanted !== null) {
          return (
            <Resume
              begin={() => {
                page.ownRows.put(found.files, found.rows);
                close();
                goOn(page.player);
              }}
            />
          );
        }
        const isKnown = begun !== null && found === begun;
        return (
          <ChooseRows
            key={found.files.map(({ sha256 }) => sha256).join()}
            found={found}
            first={isKnown && data !== null ? data : likelyChoices(found.rows)}
            onOther={again}
            onTrained={close}
          />
        );
      }}
    </Dialog>
  );
}

/** From where the run is drawn, else from its start, where it waits for Play. */
function goOn(player: Player): void {
  const { backend, ...state } = player.store.getState();
  const history = player.history();
  if (backend === null || player.isWaiting() || history.length < 2) player.reset();
  else player.reopen({ ...state, backend, history, isRunning: true }, true);
}

/** The files that were wanted are there: nothing is left to choose. */
function Resume({ begin }: { begin: () => void }) {
  const onFound = useEffectEvent(begin);
  useEffect(() => {
    onFound();
  }, []);
  return null;
}
