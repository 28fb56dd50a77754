import type { RunSummary, ThumbnailLine } from "../../session/runs/keptRun.ts";
import styles from "./RunThumbnail.module.css";

const WIDTH = 300;
const HEIGHT = 68;
const MARGIN = 3;

type ToPixels = (step: number, value: number) => string;

function path(line: ThumbnailLine, at: ToPixels): string {
  return line.map(([step, value], i) => `${i === 0 ? "M" : "L"}${at(step, value)}`).join("");
}

/** Constant up to the next level, and on to the end. */
function steppedPath(line: ThumbnailLine, last: number, at: ToPixels): string {
  return line
    .map(([step, value], i) => `M${at(step, value)}L${at(line[i + 1]?.[0] ?? last, value)}`)
    .join("");
}

/** Sharpness against 2/η over the whole run. */
export function RunThumbnail({ run }: { run: RunSummary }) {
  const { sharpness, twoOverEta } = run.thumbnail;
  const last = Math.max(1, run.rows - 1);
  const values = [...sharpness, ...twoOverEta].map(([, value]) => value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const at: ToPixels = (step, value) => {
    const share = high > low ? (value - low) / (high - low) : 0.5;
    const y = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
    return `${((step / last) * WIDTH).toFixed(1)},${y.toFixed(1)}`;
  };
  return (
    <svg
      className={styles["thumbnail"]}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles["edge"]} d={steppedPath(twoOverEta, last, at)} />
      <path className={styles["sharpness"]} d={path(sharpness, at)} />
    </svg>
  );
}
