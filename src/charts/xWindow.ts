/** The steps on screen: a part of the run, or all of it laid out ahead in round numbers. */
import type { DerivedColumns } from "./derivedColumns.ts";
import { lastStepShown, type Domain } from "./domains.ts";
import { stepAxisOf, type StepAxis } from "./navigation/stepAxis.ts";
import type { StepWindow } from "./navigation/stepWindow.ts";
import { pixelColumns, withNeighbours } from "./pixelColumns.ts";
import { linearScale, logScale, type PixelScale } from "./scales.ts";
import type { View } from "./view.ts";

/** A growing run starts on an axis of this many steps. */
const LEAST_STEPS = 50;

export interface XWindow {
  scale: PixelScale;
  positions: Float64Array;
  /** First index of each pixel column, and one more at the end. */
  starts: Int32Array;
  axis: StepAxis;
  /** What the scale shows when nothing is zoomed. */
  whole: Domain;
  isZoomed: boolean;
  /** First and last known step within the domain; last < first when there is none. */
  firstShown: number;
  lastShown: number;
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
  /** The part of the run to show; null for all of it. */
  visible: Pick<StepWindow, "from" | "to"> | null;
  /** How far compared runs go, in units of the x axis. */
  reach?: number;
}

function lastStep(input: XWindowInput): number {
  const head = input.columns.length - 1;
  if (!input.isComplete || head < 1) return lastStepShown(head, input.planned, LEAST_STEPS);
  // A short complete run keeps a little room for the mark at its end.
  return head < 40 ? head + Math.max(1, Math.round(0.25 * head)) : head;
}

function wholeOf(input: XWindowInput, axis: StepAxis): Domain {
  const low = input.view.xScale === "log" ? 1 : 0;
  const end = axis.valueAt(Math.max(lastStep(input), low + 1));
  return [axis.valueAt(low), Math.max(end, input.reach ?? 0)];
}

/** The visible part; on a log axis it begins at the first step, as the whole does. */
function domainOf({ visible }: XWindowInput, axis: StepAxis, whole: Domain): Domain {
  if (!visible) return whole;
  const domain: Domain = [Math.max(whole[0], axis.valueAt(visible.from)), axis.valueAt(visible.to)];
  return domain[1] > domain[0] ? domain : whole;
}

/** A scale of the view's kind. */
export function scaleOf(
  view: Pick<View, "xScale">,
  domain: Domain,
  range: readonly [number, number],
): PixelScale {
  return view.xScale === "log" ? logScale(domain, range) : linearScale(domain, range);
}

/** The x scale and the pixel columns for the run as it is now. */
export function xWindowOf(input: XWindowInput): XWindow {
  const { columns, view, left, right, pixelRatio } = input;
  const axis = stepAxisOf(columns, view.xAxis, input.learningRate);
  const whole = wholeOf(input, axis);
  const domain = domainOf(input, axis, whole);
  const isZoomed = domain !== whole;
  const scale = scaleOf(view, domain, [left, right]);
  const positions = view.xAxis === "time" ? columns.times : columns.steps;
  const starts = pixelColumns(scale, positions, { left, right }, 1 / pixelRatio);
  const firstShown = isZoomed ? starts[0]! : 0;
  const lastShown = isZoomed ? Math.min(columns.length, starts.at(-1)!) - 1 : columns.length - 1;
  return {
    scale,
    positions,
    firstShown,
    lastShown,
    starts: isZoomed ? withNeighbours(starts, columns.length) : starts,
    axis,
    whole,
    isZoomed,
  };
}
