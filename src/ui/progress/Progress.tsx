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

/** What is under way, in words; the rule says it to screen readers. */
export function ProgressWords({ idle }: { idle: string }) {
  const progress = useProgress();
  if (progress === null) return idle;
  return <span aria-hidden="true">{progress.words}</span>;
}
