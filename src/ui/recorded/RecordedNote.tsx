import { useStore } from "zustand";
import { usePage, useSession } from "../page/PageContext.tsx";
import { deviationWords, underlayWords } from "./recordedWords.ts";
import styles from "./RecordedNote.module.css";

/** What the pale line beneath a live run is, and whether the run is where it should be. */
export function RecordedNote() {
  const { recordings } = usePage();
  const { recording, underlay, deviation } = useStore(recordings.store);
  const showsRecording = useSession((state) => state.showsRecording);
  if (recording === null || showsRecording) return null;
  return (
    <section aria-label="Recording" className={styles["note"]}>
      {deviation !== null && (
        <output className={styles["deviation"]}>{deviationWords(deviation)}</output>
      )}
      {underlay !== null && <p>{underlayWords(recording.agreement, recording.history.length)}</p>}
    </section>
  );
}
