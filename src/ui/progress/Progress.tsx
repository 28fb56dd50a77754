import { useSession } from "../page/PageContext.tsx";
import { engineWords } from "../recorded/recordedWords.ts";
import { useProgress } from "./useProgress.ts";
import styles from "./Progress.module.css";

/** The rule that grows along the header's lower edge. */
export function ProgressRule() {
  const progress = useProgress();
  if (progress === null) return null;
  const percent = Math.round(100 * progress.share);
  return (
    <progress
      className={styles["rule"]}
      aria-label={progress.name}
      aria-valuetext={progress.words}
      max={100}
      value={percent}
    />
  );
}

/** What is under way, in words; the rule says it to screen readers. First of all what is on screen. */
export function ProgressWords({ idle }: { idle: string }) {
  const progress = useProgress();
  const { showsRecording, status, loading } = useSession((state) => state);
  if (showsRecording) {
    return (
      <span>
        <b className={styles["recorded"]}>Recorded run.</b> {engineWords(status, loading)}
      </span>
    );
  }
  if (progress === null) return idle;
  return <span aria-hidden="true">{progress.words}</span>;
}
