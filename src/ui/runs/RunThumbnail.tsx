import type { RunSummary } from "../../session/runs/keptRun.ts";
import { HEIGHT, thumbnailPaths, WIDTH } from "./thumbnailPaths.ts";
import styles from "./RunThumbnail.module.css";

/** Sharpness against 2/η over the whole run. */
export function RunThumbnail({ run }: { run: RunSummary }) {
  const { sharpness, twoOverEta } = thumbnailPaths(run);
  return (
    <svg
      className={styles["thumbnail"]}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles["edge"]} d={twoOverEta} />
      <path className={styles["sharpness"]} d={sharpness} />
    </svg>
  );
}
