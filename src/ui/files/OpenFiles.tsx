import { useEffect, useState } from "react";
import { lazyDialog } from "../controls/lazyDialog.tsx";
import { usePage, useView } from "../page/PageContext.tsx";
import type { Page } from "../page/page.ts";
import { AskLearningRate } from "./AskLearningRate.tsx";
import { listenToDrops } from "./fileDrop.ts";
import { isRunFile } from "./isRunFile.ts";
import { openFile } from "./openFile.ts";
import styles from "./OpenFiles.module.css";

const OwnDataDialog = lazyDialog(
  "“Own data”",
  async () => (await import("../ownData/OwnDataDialog.tsx")).OwnDataDialog,
);

async function take(page: Page, files: File[]): Promise<void> {
  const [first] = files;
  if (first === undefined) return;
  const isAsked = page.viewStore.getState().ownFiles !== null;
  // A file that cannot be looked at is for its reader to say.
  const isRun = !isAsked && (await isRunFile(first).catch(() => true));
  if (isRun) await openFile(page, first);
  else page.viewStore.setState({ ownFiles: files });
}

/** An experiment on files that are not at hand asks for them. @returns a function that stops. */
function askForMissing({ player, ownRows, viewStore }: Page): () => void {
  const { store } = player;
  let asked: unknown = null;
  const look = () => {
    const { status, experiment } = store.getState();
    if (status !== "failed") asked = null;
    else if (experiment.data.kind === "file" && asked === null) {
      asked = experiment;
      if (ownRows.of(experiment.data) === null) viewStore.setState({ ownFiles: [] });
    }
  };
  look();
  return store.subscribe(look);
}

/**
 * Opens files dropped anywhere on the page, with a hint while one is held over it: runs and links at
 * once, data to train on in a dialog.
 */
export function OpenFiles() {
  const page = usePage();
  const [isHeld, setIsHeld] = useState(false);
  const unsaidRate = useView((state) => state.unsaidRate);
  const ownFiles = useView((state) => state.ownFiles);
  useEffect(
    () =>
      listenToDrops({
        onHold: setIsHeld,
        onFiles: (files) => void take(page, files),
      }),
    [page],
  );
  useEffect(() => askForMissing(page), [page]);
  return (
    <>
      {isHeld && (
        <div className={styles["hint"]}>
          <p>
            Drop a trace or a link (JSON), or a CSV with step, loss and sharpness, to look at it
            here; or data to train on: CSV, IDX, CIFAR-10.
          </p>
        </div>
      )}
      {unsaidRate !== null && <AskLearningRate key={unsaidRate.fileName} asked={unsaidRate} />}
      {ownFiles !== null && (
        <OwnDataDialog
          onClose={() => {
            page.viewStore.setState({ ownFiles: null });
          }}
        />
      )}
    </>
  );
}
