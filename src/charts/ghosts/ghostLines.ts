/** Columns of compared runs, reduced to the pixels of the present x scale and kept while it stays. */
import { decimate, emptyPolyline, GAP } from "../../math/decimation.ts";
import { DerivedColumns } from "../derivedColumns.ts";
import { isEmpty, limitTo, union, EMPTY, type Extent } from "../domains.ts";
import { pixelColumns, withNeighbours } from "../pixelColumns.ts";
import type { PanelName, View } from "../view.ts";
import {
  descentDistance,
  descentLoss,
  descentSharpness,
  descentSharpnessRaw,
} from "../curves/descent.ts";
import type { PlottedCurve } from "../curves/plottedCurve.ts";
import type { DrawnGhost, GhostRun, GhostWindow } from "./ghostRun.ts";

/** A run that blew up may stretch the panel by this share of what its host needs, as overlays may. */
const DIVERGED_SHARE = 0.5;

function curveOf(panel: PanelName, everyStep: boolean): PlottedCurve {
  if (panel === "loss") return descentLoss;
  if (panel === "distance") return descentDistance;
  return everyStep ? descentSharpnessRaw : descentSharpness;
}

export class GhostLines {
  readonly run: GhostRun;
  #columns: DerivedColumns;
  #drawn = new Map<PanelName, DrawnGhost>();
  #key = "";
  #starts: Int32Array = new Int32Array(2);

  constructor(run: GhostRun) {
    this.run = run;
    this.#columns = new DerivedColumns(run.history);
    this.#columns.update();
  }

  positions(xAxis: View["xAxis"]): Float64Array {
    return xAxis === "time" ? this.#columns.times : this.#columns.steps;
  }

  /** The line in a panel; the same object as long as the x scale is the same. */
  drawn(panel: PanelName, window: GhostWindow): DrawnGhost {
    const { x, view, layout, everyStep } = window;
    const { left, right } = layout;
    const key = [view.xAxis, x.log, ...x.domain, left, right, devicePixelRatio, everyStep].join();
    const positions = this.positions(view.xAxis);
    if (key !== this.#key) {
      this.#key = key;
      this.#drawn.clear();
      const starts = pixelColumns(x, positions, layout, 1 / devicePixelRatio);
      this.#starts = withNeighbours(starts, positions.length);
    }
    let drawn = this.#drawn.get(panel);
    if (!drawn) {
      const line = emptyPolyline();
      const values = curveOf(panel, everyStep).values(this.#columns);
      decimate(line, values, 0, values.length, this.#starts);
      drawn = { run: this.run, line, positions };
      this.#drawn.set(panel, drawn);
    }
    return drawn;
  }
}

function extentFrom({ line }: DrawnGhost, first: number, log: boolean): Extent {
  let { low, high } = EMPTY;
  for (let i = 0; i < line.count; i++) {
    const value = line.values[i]!;
    const index = line.indices[i]!;
    if (index === GAP || index < first || (log && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/**
 * The host's extent with room for its ghosts. As with the run itself, sharpness matters from the
 * edge on, where the ghost has come to it.
 */
export function stretchedExtent(
  host: Extent,
  panel: PanelName,
  drawn: readonly DrawnGhost[],
  log: boolean,
): Extent {
  let result = host;
  for (const ghost of drawn) {
    const { annotations, divergedAt } = ghost.run.history;
    const edge = panel === "sharpness" && !log ? (annotations.edgeSteps[0] ?? 0) : 0;
    const own = extentFrom(ghost, edge, log);
    if (isEmpty(own)) continue;
    const isBounded = divergedAt !== null && !log;
    result = union(result, isBounded ? limitTo(own, host, DIVERGED_SHARE) : own);
  }
  return result;
}
