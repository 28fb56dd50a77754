/** A run at a glance: sharpness against its line with as many points as a small picture can show. */
import { columnStarts, decimate, emptyPolyline, GAP } from "../../math/decimation.ts";
import type { Snapshot, Thumbnail, ThumbnailLine } from "./keptRun.ts";

/** Pixel columns of the picture; each keeps first, minimum, maximum and last value. */
const COLUMNS = 60;

function lineOf({ history, rows }: Snapshot): ThumbnailLine {
  const line: ThumbnailLine = [];
  let level = NaN;
  for (let step = 0; step < rows; step++) {
    const next = history.lineAt(step);
    if (Number.isFinite(next) && next !== level) line.push([step, next]);
    level = next;
  }
  return line;
}

/** Two-step means of the measured sharpness (its zigzag is averaged out), reduced to the picture. */
export function thumbnailOf(snapshot: Snapshot): Thumbnail {
  const { history, rows } = snapshot;
  const sharpness = history.column(history.lineColumn).subarray(0, rows);
  const steps: number[] = [];
  const means: number[] = [];
  sharpness.forEach((value, step) => {
    if (!Number.isFinite(value)) return;
    const before = step > 0 ? sharpness[step - 1]! : NaN;
    steps.push(step);
    means.push(Number.isFinite(before) ? (before + value) / 2 : value);
  });
  const edges = Float64Array.from({ length: COLUMNS + 1 }, (_, i) => (i * rows) / COLUMNS);
  const line = emptyPolyline();
  const starts = columnStarts(Float64Array.from(steps), edges);
  decimate(line, Float64Array.from(means), 0, means.length, starts);
  const points: ThumbnailLine = [];
  for (let i = 0; i < line.count; i++) {
    const index = line.indices[i]!;
    if (index !== GAP) points.push([steps[index]!, line.values[i]!]);
  }
  return { sharpness: points, twoOverEta: lineOf(snapshot) };
}
