import { Documents } from "./Documents.tsx";
import styles from "./Aside.module.css";

/** Where the page was tried, and the way to its documents, keys and symbols. */
export function About({ onShowKeys }: { onShowKeys: () => void }) {
  return (
    <section aria-label="About this page" className={styles["citation"]}>
      <Documents />
      <p>
        Tested in Chromium 156, with WebGPU on a software adapter only. Not tested in Firefox and
        Safari.
      </p>
      <button type="button" className="text-button" aria-haspopup="dialog" onClick={onShowKeys}>
        Keys and symbols
      </button>
    </section>
  );
}
