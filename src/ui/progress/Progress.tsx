import { useProgress } from "./useProgress.ts";
import styles from "./Progress.module.css";

/** The rule that grows along the header's lower edge. */
export function ProgressRule() {
  const progress = useProgress();
  if (progress === null) return null;
  const percent = Math.round(100 * progress.share);
  return (
    <div
      className={styles["track"]}
      role="progressbar"
      aria-label={progress.name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={progress.words}
    >
      <div className={styles["rule"]} style={{ width: `${percent}%` }} />
    </div>
  );
}

/** What is under way, in words; the rule says it to screen readers. */
export function ProgressWords({ idle }: { idle: string }) {
  const progress = useProgress();
  if (progress === null) return idle;
  return <span aria-hidden="true">{progress.words}</span>;
}
