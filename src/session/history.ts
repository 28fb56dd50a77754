/**
 * Everything measured so far in one run: append-only columns that charts read in place.
 * Mutable on purpose and never React state; `version` grows with every change.
 */
import { annotationsUpTo, emptyAnnotations, type Annotations } from "../protocol/annotations.ts";
import { COLUMN_NAMES, type ColumnBatch, type ColumnName } from "../protocol/columns.ts";
import type { SentCheckpoint } from "../protocol/sentCheckpoint.ts";

type Columns = ColumnBatch["columns"];

/** How many modes are at the edge from a step on. */
export interface ModeChange {
  step: number;
  active: number;
}

export class History {
  /** Number of rows; row i is step i. */
  length = 0;
  version = 0;
  annotations: Annotations = emptyAnnotations();
  /** Where several modes begin to be computed, and where one joins or leaves. */
  readonly modeChanges: ModeChange[] = [];
  /** Set when the run ended by divergence: the last finite step. */
  divergedAt: number | null = null;
  /** Set when the run goes on from an earlier one: the last step that both have. */
  branchedAt: number | null = null;
  /** Where the engine can take the run up again without computing its rows; null = at its start. */
  checkpoint: SentCheckpoint | null = null;
  #capacity = 1024;
  #columns = new Map<ColumnName, Float64Array<ArrayBuffer>>(
    COLUMN_NAMES.map((name) => [name, new Float64Array(1024)]),
  );

  /** The values of a column for steps 0…length−1, NaN where not defined. A view: do not keep it. */
  column(name: ColumnName): Float64Array {
    return this.#columns.get(name)!.subarray(0, this.length);
  }

  /** One value; NaN outside the run. */
  at(name: ColumnName, step: number): number {
    return step >= 0 && step < this.length ? this.#columns.get(name)![step]! : NaN;
  }

  /** The line of stability at a step: 2/η of gradient descent, another step rule's own. */
  lineAt(step: number): number {
    const own = this.at("stabilityThreshold", step);
    return Number.isNaN(own) ? 2 / this.at("learningRate", step) : own;
  }

  /** The sharpness that the line is for: the preconditioned one of a rule that has it. */
  get lineColumn(): "sharpness" | "preconditionedSharpness" {
    const isPreconditioned = Number.isFinite(this.at("preconditionedSharpness", 0));
    return isPreconditioned ? "preconditionedSharpness" : "sharpness";
  }

  /** What was known at `step`, as the beginning of a branch; a copy. */
  branchAt(step: number): History {
    const branch = new History();
    const length = Math.min(step + 1, this.length);
    const columns = COLUMN_NAMES.map((name) => [name, this.#columns.get(name)!] as const);
    branch.append({ firstStep: 0, length, columns: Object.fromEntries(columns) as Columns });
    branch.annotations = annotationsUpTo(this.annotations, step);
    branch.branchedAt = step;
    const { checkpoint } = this;
    if (checkpoint !== null && checkpoint.step <= step + 1) branch.checkpoint = checkpoint;
    return branch;
  }

  /**
   * Append consecutive rows.
   * @throws RangeError when the batch does not start at the end of what is known.
   */
  append(batch: ColumnBatch): void {
    if (batch.firstStep !== this.length) {
      throw new RangeError(`batch starts at step ${batch.firstStep}, expected ${this.length}`);
    }
    const length = this.length + batch.length;
    if (length > this.#capacity) {
      this.#capacity = Math.max(length, 2 * this.#capacity);
      for (const [name, values] of this.#columns) {
        const grown = new Float64Array(this.#capacity);
        grown.set(values);
        this.#columns.set(name, grown);
      }
    }
    for (const [name, values] of this.#columns) {
      values.set(batch.columns[name].subarray(0, batch.length), this.length);
    }
    this.length = length;
    this.#noteModes(batch.firstStep);
    this.version++;
  }

  #noteModes(from: number): void {
    const column = this.column("modesActive");
    for (let step = from; step < column.length; step++) {
      const active = column[step]!;
      const before = step > 0 ? column[step - 1]! : NaN;
      if (Number.isFinite(active) && active !== before) this.modeChanges.push({ step, active });
    }
  }
}
