/** When an eigenvalue went over the line, and when it went for good. Pure. */
import type { ColumnName } from "../../protocol/columns.ts";
import type { History } from "../../session/history.ts";

export interface Crossing {
  /** First step above the line. */
  first: number;
  /** From this step on it was above until the end; null when it came back. */
  final: number | null;
}

/**
 * When a column first was above its line, and since when it has been at `last`. A single step below does
 * not count as coming back: at large oscillations sharpness alternates from step to step.
 * @returns null when it was never seen above.
 */
export function crossingOf(history: History, column: ColumnName, last: number): Crossing | null {
  let first: number | null = null;
  let since: number | null = null;
  let below = 0;
  for (let step = 0; step <= last; step++) {
    const value = history.at(column, step);
    // Where it was not measured, nothing is known to have changed.
    if (Number.isNaN(value)) continue;
    if (value > history.lineAt(step)) {
      first ??= step;
      since ??= step;
      below = 0;
    } else if (++below > 1) {
      since = null;
    }
  }
  return first === null ? null : { first, final: since };
}
