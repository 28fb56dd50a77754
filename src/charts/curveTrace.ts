/** A curve as it is drawn, kept from frame to frame: only what is new is decimated. */
import { decimate, emptyPolyline, extendDecimation } from "../math/decimation.ts";
import type { PlottedCurve } from "./curves/plottedCurve.ts";
import type { DerivedColumns } from "./derivedColumns.ts";
import type { DrawnCurve, Scene } from "./scene.ts";
import { shownAs } from "./scene.ts";
import { constrainedSegments, predictionSegments, segmentsOf, type Segment } from "./segments.ts";

/** The stretches of a run over which a curve is drawn. */
export function stretchesOf({ follows }: PlottedCurve, { history }: DerivedColumns): Segment[] {
  const { annotations, length } = history;
  switch (follows) {
    case "run":
      return [{ from: 0, to: length - 1, stop: null, end: length - 1 }];
    case "edge":
      return segmentsOf(annotations, null, length);
    case "leading":
      return predictionSegments(history);
    case "constrained":
      return constrainedSegments(history);
    default:
      return segmentsOf(annotations, follows, length);
  }
}

/** What a traced line depends on, beside the entries themselves. */
interface Traced {
  columns: DerivedColumns;
  revision: number;
  shown: PlottedCurve;
  window: string;
  stretches: readonly Segment[];
  /** Entries before this one were final. */
  settled: number;
}

/** Everything on which the pixel columns of known steps depend. */
function windowOf(scene: Scene, columnCount: number): string {
  const { x, view, layout, firstShown, lastShown, isZoomed } = scene;
  const shown = isZoomed ? [firstShown, lastShown] : [];
  return [...x.domain, x.log, view.xAxis, layout.left, layout.right, columnCount, ...shown].join();
}

function isContinued(before: readonly Segment[], now: readonly Segment[]): boolean {
  if (before.length !== now.length) return false;
  return now.every(({ from, to }, i) => {
    const known = before[i]!;
    return from === known.from && (i < now.length - 1 ? to === known.to : to >= known.to);
  });
}

export class CurveTrace {
  readonly definition: PlottedCurve;
  readonly #line = emptyPolyline();
  readonly #beyond = emptyPolyline();
  #traced: Traced | null = null;

  constructor(definition: PlottedCurve) {
    this.definition = definition;
  }

  /** @param starts of the scene's pixel columns */
  trace(scene: Scene, starts: Int32Array): DrawnCurve {
    const { columns, view } = scene;
    const shown = shownAs(scene, this.definition);
    const stretches = stretchesOf(this.definition, columns);
    const { revision, settled } = columns;
    const now = {
      columns,
      revision,
      shown,
      window: windowOf(scene, starts.length),
      stretches,
      settled,
    };
    const values = shown.values(columns);
    const before = this.#traced;
    if (before !== null && this.#goesOn(before, now)) {
      const last = stretches.at(-1);
      if (last)
        extendDecimation(this.#line, values, last.from, last.to + 1, starts, before.settled);
    } else {
      this.#line.count = 0;
      for (const { from, to } of stretches) decimate(this.#line, values, from, to + 1, starts);
    }
    this.#traced = now;
    this.#beyond.count = 0;
    const stops: DrawnCurve["stops"] = [];
    for (const { to, stop, end } of stretches) {
      if (!stop) continue;
      // At a change of η the curve simply ends: the flag of the change says why.
      if (stop.reason !== "learning-rate-change" && Number.isFinite(values[to])) {
        stops.push({ step: to, value: values[to]! });
      }
      if (view.showBeyondStop) decimate(this.#beyond, values, to, end + 1, starts);
    }
    return { definition: this.definition, line: this.#line, beyond: this.#beyond, stops };
  }

  #goesOn(before: Traced, now: Traced): boolean {
    return (
      before.columns === now.columns &&
      before.revision === now.revision &&
      before.shown === now.shown &&
      before.window === now.window &&
      isContinued(before.stretches, now.stretches)
    );
  }
}
