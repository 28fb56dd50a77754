/** What the title rows say: values at the crosshair, else at the last step. Pure. */
import { isVisible, type LineName, type PanelName } from "./view.ts";
import { READ_ORDER } from "./curves/order.ts";
import type { PlottedCurve } from "./curves/plottedCurve.ts";
import { formatReading } from "./format.ts";
import { shortName } from "./names.ts";
import { shownAs, type Scene } from "./scene.ts";
import { stretchesOf } from "./curveTrace.ts";
import { isClaimed } from "./segments.ts";

export interface Reading {
  curve: LineName;
  name: string;
  value: string;
}

/** On a phone only the run and its prediction are read out, and what its line is for. */
const COMPACT_CURVES: ReadonlySet<LineName> = new Set(["gd", "pred", "pre"]);

/** The value a curve claims at a step; NaN where it claims none. */
export function claimedValue(scene: Scene, definition: PlottedCurve, step: number): number {
  const stretches = stretchesOf(definition, scene.columns);
  if (!scene.view.showBeyondStop && !isClaimed(stretches, step)) return NaN;
  return shownAs(scene, definition).valueAt(scene.columns, step);
}

/** A curve is read out once it has begun: a stopped one shows a dash, a future one nothing. */
function hasBegun(scene: Scene, definition: PlottedCurve): boolean {
  const panel = scene.panels.find(({ box }) => box.name === definition.panel);
  const drawn = panel?.curves.find((curve) => curve.definition === definition);
  return drawn !== undefined && drawn.line.count > 0;
}

/** Readings of a panel, the most important first. */
export function readingsOf(
  scene: Scene,
  panel: PanelName,
  step: number,
  compact: boolean,
): Reading[] {
  return READ_ORDER[panel]
    .filter(
      (definition) =>
        isVisible(scene.view, definition.curve) &&
        (!compact || COMPACT_CURVES.has(definition.curve)) &&
        hasBegun(scene, definition),
    )
    .map((definition) => ({
      curve: definition.curve,
      name: shortName(definition.curve, panel, scene.experiment),
      value: formatReading(claimedValue(scene, definition, step), panel),
    }));
}

/** How much of a title row fits. */
export interface TitleRow {
  subtitle: boolean;
  symbol: boolean;
  readings: number;
}

/**
 * Let a title row give way: first the subtitle, then readings from the fourth down to the
 * second, then the symbol.
 * @param available width of the row
 * @param widths with the gaps before each part
 */
export function fitTitleRow(
  available: number,
  widths: { title: number; symbol: number; subtitle: number; readings: readonly number[] },
): TitleRow {
  const least = Math.min(2, widths.readings.length);
  const total = (row: TitleRow) =>
    widths.title +
    (row.symbol ? widths.symbol : 0) +
    (row.subtitle ? widths.subtitle : 0) +
    widths.readings.slice(0, row.readings).reduce((sum, width) => sum + width, 0);
  const row: TitleRow = { subtitle: true, symbol: true, readings: widths.readings.length };
  if (total(row) > available) row.subtitle = false;
  while (row.readings > least && total(row) > available) row.readings--;
  if (total(row) > available) row.symbol = false;
  while (row.readings > 0 && total(row) > available) row.readings--;
  return row;
}
