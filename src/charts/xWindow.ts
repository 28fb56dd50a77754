/** The steps on screen: the whole run, laid out ahead of the head in round numbers. */
import { columnStarts } from "../math/decimation.ts";
import type { DerivedColumns } from "./derivedColumns.ts";
import { lastStepShown, type Domain } from "./domains.ts";
import { linearScale, logScale, type PixelScale } from "./scales.ts";
import type { View } from "./view.ts";

/** A growing run starts on an axis of this many steps. */
const LEAST_STEPS = 50;

export interface XWindow {
  scale: PixelScale;
  positions: Float64Array;
  /** First index of each pixel column, and one more at the end. */
  starts: Int32Array;
}

export interface XWindowInput {
  columns: DerivedColumns;
  view: View;
  left: number;
  right: number;
  pixelRatio: number;
  /** Where the run pauses; 0 when open. */
  planned: number;
  /** The run will not go on, or the viewer asked to see what there is. */
  isComplete: boolean;
  learningRate: number;
}

function lastStep(input: XWindowInput): number {
  const head = input.columns.length - 1;
  if (!input.isComplete || head < 1) return lastStepShown(head, input.planned, LEAST_STEPS);
  // A short complete run keeps a little room for the mark at its end.
  return head < 40 ? head + Math.max(1, Math.round(0.25 * head)) : head;
}

function domainOf(input: XWindowInput, last: number): Domain {
  const { view, columns, learningRate } = input;
  const head = columns.length - 1;
  const low = view.xScale === "log" ? 1 : 0;
  if (view.xAxis === "step") return [low, Math.max(last, low + 1)];
  const { times } = columns;
  const known = head >= 0 ? times[head]! : 0;
  const timeAt = (step: number) =>
    step <= head ? times[step]! : known + (step - Math.max(head, 0)) * learningRate;
  return [timeAt(low), timeAt(Math.max(last, low + 1))];
}

/** The x scale and the pixel columns for the run as it is now. */
export function xWindowOf(input: XWindowInput): XWindow {
  const { columns, view, left, right, pixelRatio } = input;
  const domain = domainOf(input, lastStep(input));
  const range = [left, right] as const;
  const scale = view.xScale === "log" ? logScale(domain, range) : linearScale(domain, range);
  const positions = view.xAxis === "time" ? columns.times : columns.steps;
  const count = Math.max(1, Math.round((right - left) * pixelRatio));
  const edges = new Float64Array(count + 1);
  for (let c = 0; c < count; c++) edges[c] = scale.toValue(left + c / pixelRatio);
  edges[0] = domain[0];
  // The last column takes in the right end itself.
  edges[count] = domain[1] + Math.abs(domain[1]) * 1e-9 + Number.MIN_VALUE;
  return { scale, positions, starts: columnStarts(positions, edges) };
}
