import { useEffect, useState } from "react";
import { usePage, useView } from "../page/PageContext.tsx";
import { AskLearningRate } from "./AskLearningRate.tsx";
import { listenToDrops } from "./fileDrop.ts";
import { openFile } from "./openFile.ts";
import styles from "./OpenFiles.module.css";

/** Opens files dropped anywhere on the page, with a hint while one is held over it. */
export function OpenFiles() {
  const page = usePage();
  const [isHeld, setIsHeld] = useState(false);
  const unsaidRate = useView((state) => state.unsaidRate);
  useEffect(
    () =>
      listenToDrops({
        onHold: setIsHeld,
        onFile: (file) => void openFile(page, file),
      }),
    [page],
  );
  return (
    <>
      {isHeld && (
        <div className={styles["hint"]}>
          <p>
            Drop a trace or a link (JSON), or a CSV with step, loss and sharpness, to look at it
            here.
          </p>
        </div>
      )}
      {unsaidRate !== null && <AskLearningRate key={unsaidRate.fileName} asked={unsaidRate} />}
    </>
  );
}
