/** What each panel's y domain must hold. */
import { GAP, type Polyline } from "../math/decimation.ts";
import { EMPTY, focusBelow, isEmpty, limitTo, union, type Extent } from "./domains.ts";
import type { DerivedColumns } from "./derivedColumns.ts";
import type { DrawnCurve } from "./scene.ts";
import type { PanelName } from "./view.ts";

/** Room above 2/η for what will happen there. */
const HEADROOM = 1.1;

/** Room above the distance for the words beside curves that leave. */
const DISTANCE_HEADROOM = 1.3;

/** Overlays may stretch what the run needs by this share. */
const STRETCH = 0.5;

/** Cutting off less than this share of the domain is not worth it. */
const WORTH = 0.15;

/** Smallest and largest value of a decimated curve; on a log scale of its positive part. */
function extentOf(line: Polyline, log: boolean): Extent {
  let { low, high } = EMPTY;
  for (let i = 0; i < line.count; i++) {
    const value = line.values[i]!;
    if (line.indices[i] === GAP || (log && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/**
 * Largest |S − 2/η| and smallest 2/η while the run is at the edge: from each edge step to the
 * next change of η. Null when it has not been there.
 */
function excursionAtEdge(
  raw: Polyline,
  columns: DerivedColumns,
): { largest: number; lowestEdge: number } | null {
  const { edgeSteps, learningRateChanges } = columns.history.annotations;
  const stretches = edgeSteps.map((from) => ({
    from,
    to: Math.min(...learningRateChanges.map((c) => (c.step > from ? c.step : Infinity))),
  }));
  if (stretches.length === 0) return null;
  const { twoOverEta } = columns;
  let largest = 0;
  let lowestEdge = Infinity;
  for (let i = 0; i < raw.count; i++) {
    const step = raw.indices[i]!;
    if (step === GAP || !stretches.some(({ from, to }) => step >= from && step < to)) continue;
    const level = twoOverEta[step]!;
    largest = Math.max(largest, Math.abs(raw.values[i]! - level));
    lowestEdge = Math.min(lowestEdge, level);
  }
  return lowestEdge < Infinity ? { largest, lowestEdge } : null;
}

function focusSharpness(host: Extent, curves: DrawnCurve[], columns: DerivedColumns): Extent {
  const raw = curves.find((curve) => curve.definition.kind === "raw");
  const excursion = raw ? excursionAtEdge(raw.line, columns) : null;
  if (!excursion) return host;
  const floor = focusBelow(excursion.lowestEdge, excursion.largest);
  const saved = (floor - host.low) / (host.high - host.low);
  return saved > WORTH ? { low: floor, high: host.high } : host;
}

/**
 * The extent a panel needs: the run and 2/η set it, overlays up to their stop stretch it,
 * gradient flow may leave. Empty when nothing is drawn.
 * @param twoOverEta the level that is drawn even before the first step; null when hidden
 */
export function panelExtent(
  panel: PanelName,
  curves: DrawnCurve[],
  columns: DerivedColumns,
  log: boolean,
  twoOverEta: number | null,
): Extent {
  let host = EMPTY;
  for (const { definition, line } of curves) {
    if (definition.domain === "sets") host = union(host, extentOf(line, log));
  }
  if (panel === "sharpness" && twoOverEta !== null) {
    const isMeasured = curves.some((c) => c.definition.kind === "raw" && c.line.count > 0);
    const low = isMeasured || log ? twoOverEta : 0;
    host = union(host, { low, high: twoOverEta * HEADROOM });
    if (!log && !isEmpty(host)) host = focusSharpness(host, curves, columns);
  }
  if (panel === "distance" && !log && !isEmpty(host)) {
    host = { low: 0, high: DISTANCE_HEADROOM * host.high };
  }
  let result = host;
  for (const { definition, line } of curves) {
    const own = extentOf(line, log);
    if (definition.domain === "sets" || isEmpty(own)) continue;
    if (definition.domain === "stretches") {
      result = union(result, log || isEmpty(host) ? own : limitTo(own, host, STRETCH));
    }
  }
  if (!isEmpty(result)) return result;
  return curves.reduce((all, { line }) => union(all, extentOf(line, log)), EMPTY);
}
