import { useRef } from "react";
import { openFile } from "../files/openFile.ts";
import { usePage } from "../page/PageContext.tsx";
import styles from "./ShareDialog.module.css";

/** A button for the browser's file picker, which nobody can style. */
export function OpenTrace({ onOpened }: { onOpened: () => void }) {
  const page = usePage();
  const input = useRef<HTMLInputElement>(null);
  const open = async (file: File) => {
    await openFile(page, file);
    onOpened();
  };
  return (
    <>
      <button
        type="button"
        className="text-button"
        onClick={() => {
          input.current?.click();
        }}
      >
        Open a file…
      </button>
      <span className={styles["drop"]}>
        or drop one on the page: a link or trace (JSON), or CSV with step, loss, sharpness
      </span>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Trace file"
        accept=".json,.csv,.txt,application/json,text/csv"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after it was changed.
          event.target.value = "";
          if (file !== undefined) void open(file);
        }}
      />
    </>
  );
}
