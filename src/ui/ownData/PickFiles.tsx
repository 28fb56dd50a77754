import { useRef } from "react";
import styles from "./OwnData.module.css";

/** A button for the browser's file picker, and the word that files may be dropped. */
export function PickFiles({ onPicked }: { onPicked: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <p className={styles["line"]}>
      <button
        type="button"
        className={styles["filled"]}
        onClick={() => {
          input.current?.click();
        }}
      >
        Choose files…
      </button>{" "}
      <span className={styles["drop"]}>or drop them on the page</span>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label="Data files"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again after it was changed.
          event.target.value = "";
          if (files.length > 0) onPicked(files);
        }}
      />
    </p>
  );
}
