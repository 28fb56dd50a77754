/** The run and its prediction as points of the phase plane, extended as the run grows. */
import type { ColumnName } from "../../protocol/columns.ts";
import type { History } from "../../session/history.ts";
import { GrowingColumn } from "../growingColumn.ts";
import { extendStageRuns, type StageRun } from "../stageRuns.ts";

/** By step: |x| and y, taken over two steps because x changes sign at every one; NaN where undefined. */
export interface PhasePoints {
  readonly amplitude: Float64Array;
  readonly excess: Float64Array;
}

/** What is drawn of one mode. */
export interface ModePath {
  readonly run: PhasePoints;
  readonly prediction: PhasePoints;
}

interface ModeColumns {
  run: { x: ColumnName; y: ColumnName };
  prediction: { x: ColumnName; y: ColumnName };
}

const ONE_MODE: readonly ModeColumns[] = [
  { run: { x: "x", y: "y" }, prediction: { x: "predictedX", y: "predictedY" } },
];

const SEVERAL_MODES: readonly ModeColumns[] = ([1, 2, 3] as const).map((place) => ({
  run: { x: `modesX${place}`, y: `modesY${place}` },
  prediction: { x: `modesPredictedX${place}`, y: `modesPredictedY${place}` },
}));

/** Whether several modes are computed from the edge at `edge` on: then the portrait is of those. */
export function hasModes(history: History, edge: number): boolean {
  return Number.isFinite(history.at("modesActive", edge));
}

/** How many modes the portrait is of at `step`. */
export function modesAt(history: History, step: number): number {
  const active = history.at("modesActive", step);
  return Number.isFinite(active) ? active : 1;
}

/**
 * Fill `target` from step `from` on with the root mean square of x and the mean of y over a step and
 * the one before it. A step that follows nothing, and each of `starts`, stands alone.
 */
function smoothOverTwoSteps(
  x: Float64Array,
  y: Float64Array,
  target: PhasePoints,
  from: number,
  starts: ReadonlySet<number>,
): void {
  for (let i = from; i < x.length; i++) {
    const xBefore = i > 0 && !starts.has(i) ? x[i - 1]! : NaN;
    const yBefore = i > 0 && !starts.has(i) ? y[i - 1]! : NaN;
    const isAlone = !Number.isFinite(xBefore) || !Number.isFinite(yBefore);
    const amplitude = isAlone ? Math.abs(x[i]!) : Math.hypot(x[i]!, xBefore) / Math.SQRT2;
    const excess = isAlone ? y[i]! : (y[i]! + yBefore) / 2;
    const isPoint = Number.isFinite(amplitude) && Number.isFinite(excess);
    target.amplitude[i] = isPoint ? amplitude : NaN;
    target.excess[i] = isPoint ? excess : NaN;
  }
}

class GrowingPoints implements PhasePoints {
  #amplitude = new GrowingColumn();
  #excess = new GrowingColumn();

  get amplitude(): Float64Array {
    return this.#amplitude.values;
  }

  get excess(): Float64Array {
    return this.#excess.values;
  }

  get length(): number {
    return this.#amplitude.values.length;
  }

  grow(length: number): void {
    this.#amplitude.grow(length);
    this.#excess.grow(length);
  }
}

export class PhasePath {
  readonly history: History;
  readonly stageRuns: StageRun[] = [];
  #paths = SEVERAL_MODES.map(() => ({ run: new GrowingPoints(), prediction: new GrowingPoints() }));
  #columns = ONE_MODE;
  #known = 0;
  #edges = 0;
  #resyncs = 0;

  constructor(history: History) {
    this.history = history;
  }

  get length(): number {
    return this.#known;
  }

  get run(): PhasePoints {
    return this.#paths[0]!.run;
  }

  get prediction(): PhasePoints {
    return this.#paths[0]!.prediction;
  }

  /** One path for each mode there may be; the first is that of `run` and `prediction`. */
  get modes(): readonly ModePath[] {
    return this.#paths.slice(0, this.#columns.length);
  }

  /** The curve whose prediction is drawn. */
  get predictionCurve(): "pred" {
    return "pred";
  }

  /** Take in what the history has gained. */
  update(): void {
    const { history } = this;
    const { edgeSteps, resyncSteps } = history.annotations;
    // A start that becomes known late changes the point it stands at.
    const news = [...edgeSteps.slice(this.#edges), ...resyncSteps.slice(this.#resyncs)];
    const from = Math.min(this.#known, ...news);
    if (from === history.length) return;
    const [edge] = edgeSteps;
    if (edge !== undefined && hasModes(history, edge)) this.#columns = SEVERAL_MODES;
    const edges = new Set(edgeSteps);
    const starts = new Set([...edgeSteps, ...resyncSteps]);
    for (const [place, columns] of this.#columns.entries()) {
      for (const whose of ["run", "prediction"] as const) {
        const points = this.#paths[place]![whose];
        // The second and third path begin when it is known that there are several.
        const begin = Math.min(from, points.length);
        points.grow(history.length);
        const { x, y } = columns[whose];
        const alone = whose === "run" ? edges : starts;
        smoothOverTwoSteps(history.column(x), history.column(y), points, begin, alone);
      }
    }
    extendStageRuns(this.stageRuns, history.column("stage"), this.#known);
    this.#known = history.length;
    this.#edges = edgeSteps.length;
    this.#resyncs = resyncSteps.length;
  }

  /**
   * Where the recent path up to `step` begins: with the four stages before the present one, a cycle
   * in all, but at most `most` steps back.
   */
  recentFrom(step: number, earliest: number, most: number): number {
    const runs = this.stageRuns;
    let present = runs.length - 1;
    while (present > 0 && runs[present]!.from > step) present--;
    const cycle = runs[present - 4]?.from ?? earliest;
    return Math.max(earliest, cycle, step - most);
  }
}
