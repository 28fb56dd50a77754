import { useStore } from "zustand";
import { PlayCircle } from "../controls/PlayCircle.tsx";
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
    <PlayCircle
      className={styles["circle"]}
      label={goOn !== null ? "Continue" : isRunning ? "Pause" : "Play"}
      isRunning={isRunning}
      disabled={isWaiting}
      onClick={goOn ?? player.toggle}
    />
  );
}
