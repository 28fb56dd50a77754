/** The run and its prediction as points of the phase plane, extended as the run grows. */
import type { ColumnName } from "../../protocol/columns.ts";
import type { History } from "../../session/history.ts";
import { leadingDirectionAt, type LedColumn } from "../../session/leadingPrediction.ts";
import { GrowingColumn } from "../growingColumn.ts";
import { LedColumns } from "../ledColumns.ts";
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

/** Of the directions beside the first, which is that of the prediction that leads. */
const OTHERS = ([2, 3] as const).map((place) => ({
  run: { x: `modesX${place}`, y: `modesY${place}` },
  prediction: { x: `modesPredictedX${place}`, y: `modesPredictedY${place}` },
})) satisfies Record<keyof ModePath, { x: ColumnName; y: ColumnName }>[];

const FIRST = {
  run: { x: "x", y: "y" },
  prediction: { x: "predictedX", y: "predictedY" },
} as const satisfies Record<keyof ModePath, { x: LedColumn; y: LedColumn }>;

/** Where the first path goes over to another direction: its own has left, or one has joined before it. */
function leapsOf(history: History): number[] {
  return history.modeChanges
    .map(({ step }) => step)
    .filter((step) => leadingDirectionAt(history, step) !== leadingDirectionAt(history, step - 1));
}

/**
 * Fill `target` from step `from` on with the root mean square of x and the mean of y over a step and
 * the one before it. A step that follows nothing, and each of `starts`, stands alone.
 * @param isShown whether a step has a point at all
 */
function smoothOverTwoSteps(
  x: Float64Array,
  y: Float64Array,
  target: PhasePoints,
  from: number,
  starts: ReadonlySet<number>,
  isShown: (step: number) => boolean,
): void {
  for (let i = from; i < x.length; i++) {
    const xBefore = i > 0 && !starts.has(i) ? x[i - 1]! : NaN;
    const yBefore = i > 0 && !starts.has(i) ? y[i - 1]! : NaN;
    const isAlone = !Number.isFinite(xBefore) || !Number.isFinite(yBefore);
    const amplitude = isAlone ? Math.abs(x[i]!) : Math.hypot(x[i]!, xBefore) / Math.SQRT2;
    const excess = isAlone ? y[i]! : (y[i]! + yBefore) / 2;
    const isPoint = Number.isFinite(amplitude) && Number.isFinite(excess) && isShown(i);
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
  readonly #led: LedColumns;
  #paths = [FIRST, ...OTHERS].map(() => ({
    run: new GrowingPoints(),
    prediction: new GrowingPoints(),
  }));
  #known = 0;
  #edges = 0;
  #resyncs = 0;

  constructor(history: History) {
    this.history = history;
    this.#led = new LedColumns(history);
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
    return this.history.modeChanges.length === 0 ? this.#paths.slice(0, 1) : this.#paths;
  }

  /** Take in what the history has gained. */
  update(): void {
    const { history } = this;
    const { edgeSteps, resyncSteps } = history.annotations;
    // A start that becomes known late changes the point it stands at.
    const news = [...edgeSteps.slice(this.#edges), ...resyncSteps.slice(this.#resyncs)];
    const from = Math.min(this.#known, ...news);
    if (from === history.length) return;
    const leaps = new Set(leapsOf(history));
    const alone = {
      run: new Set([...edgeSteps, ...leaps]),
      prediction: new Set([...edgeSteps, ...resyncSteps, ...leaps]),
    };
    for (const [place, path] of this.#paths.slice(0, this.modes.length).entries()) {
      for (const whose of ["run", "prediction"] as const) {
        const points = path[whose];
        // The second and third path begin when it is known that there are several.
        const begin = Math.min(from, points.length);
        points.grow(history.length);
        const [x, y] = this.#coordinates(place, whose);
        // From one direction to another nothing is drawn, and each is drawn once.
        const isShown = (step: number) =>
          place === 0 ? !leaps.has(step) : leadingDirectionAt(history, step) !== place;
        smoothOverTwoSteps(x, y, points, begin, alone[whose], isShown);
      }
    }
    extendStageRuns(this.stageRuns, history, this.#known);
    this.#known = history.length;
    this.#edges = edgeSteps.length;
    this.#resyncs = resyncSteps.length;
  }

  #coordinates(place: number, whose: keyof ModePath): [x: Float64Array, y: Float64Array] {
    const other = OTHERS[place - 1]?.[whose];
    return other === undefined
      ? [this.#led.column(FIRST[whose].x), this.#led.column(FIRST[whose].y)]
      : [this.history.column(other.x), this.history.column(other.y)];
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
