import { useStore } from "zustand";
import { usePage, useSession } from "../page/PageContext.tsx";
import styles from "./Transport.module.css";

/** The round button; the only icon on the page, and it has its word beside it. */
export function PlayButton() {
  const { player, lessons } = usePage();
  // In a lesson the run goes where the text wants it.
  const goOn = useStore(lessons, (state) => state.goOn);
  const status = useSession((state) => state.status);
  const isRunning = status === "running";
  const isWaiting =
    status === "loading" || status === "failed" || status === "diverged" || status === "foreign";
  return (
    <button
      type="button"
      className={styles["circle"]}
      aria-label={goOn !== null ? "Continue" : isRunning ? "Pause" : "Play"}
      disabled={isWaiting}
      onClick={goOn ?? player.toggle}
    >
      <svg width="14" height="16" viewBox="0 0 14 16" aria-hidden="true">
        {isRunning ? <path d="M1 1h4v14H1zM9 1h4v14H9z" /> : <path d="M2 1l12 7-12 7z" />}
      </svg>
    </button>
  );
}
