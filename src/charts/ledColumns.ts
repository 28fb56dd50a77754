/** The columns of the prediction that leads, extended as the run grows. */
import type { History } from "../session/history.ts";
import { ledAt, type LedColumn } from "../session/leadingPrediction.ts";
import { GrowingColumn } from "./growingColumn.ts";

export class LedColumns {
  readonly #history: History;
  /** Only those that are asked for, once several modes are computed. */
  readonly #merged = new Map<LedColumn, GrowingColumn>();

  constructor(history: History) {
    this.#history = history;
  }

  /** The values for all steps known, NaN where not defined. A view: do not keep it. */
  column(name: LedColumn): Float64Array {
    const history = this.#history;
    const [takeover] = history.modeChanges;
    if (takeover === undefined) return history.column(name);
    const merged = this.#merged.get(name) ?? new GrowingColumn();
    this.#merged.set(name, merged);
    const known = merged.values.length;
    merged.grow(history.length);
    const { values } = merged;
    const from = Math.max(known, takeover.step);
    values.set(history.column(name).subarray(known, from), known);
    for (let step = from; step < values.length; step++) values[step] = ledAt(history, name, step);
    return values;
  }
}
