import { useStore } from "zustand";
import { offlineSite } from "../../offline/offlineSite.ts";
import styles from "./Aside.module.css";

/** Whether the page works without a network, and a newer version where one waits. */
export function OfflineLine() {
  const { isKept, hasUpdate } = useStore(offlineSite.store);
  if (!isKept && !hasUpdate) return null;
  return (
    <section aria-label="This device" className={styles["citation"]}>
      {hasUpdate ? (
        <>
          <p>
            A newer version of Brink is ready. It comes when you ask for it, or at the next visit.
          </p>
          <button
            type="button"
            className="text-button"
            onClick={() => {
              void offlineSite.update();
            }}
          >
            Load it now
          </button>
        </>
      ) : (
        <p>Kept on this device: Brink now opens without a network.</p>
      )}
    </section>
  );
}
