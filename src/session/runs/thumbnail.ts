/** A run at a glance: sharpness against 2/η with as many points as a small picture can show. */
import { columnStarts, decimate, emptyPolyline, GAP } from "../../math/decimation.ts";
import type { Snapshot, Thumbnail, ThumbnailLine } from "./keptRun.ts";

/** Pixel columns of the picture; each keeps first, minimum, maximum and last value. */
const COLUMNS = 60;

function twoOverEtaOf(learningRate: Float64Array): ThumbnailLine {
  const line: ThumbnailLine = [];
  let level = NaN;
  learningRate.forEach((rate, step) => {
    const next = 2 / rate;
    if (Number.isFinite(next) && next !== level) line.push([step, next]);
    level = next;
  });
  return line;
}

/** Two-step means of the measured sharpness (its zigzag is averaged out), reduced to the picture. */
export function thumbnailOf({ history, rows }: Snapshot): Thumbnail {
  const sharpness = history.column("sharpness").subarray(0, rows);
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
  return {
    sharpness: points,
    twoOverEta: twoOverEtaOf(history.column("learningRate").subarray(0, rows)),
  };
}
