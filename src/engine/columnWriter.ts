import { COLUMN_NAMES, type ColumnBatch, type ColumnName, type Row } from "../protocol/columns.ts";

/** Collects consecutive rows column by column, to be sent away as one batch. */
export class ColumnWriter {
  #firstStep = 0;
  #length = 0;
  #capacity = 64;
  #columns = allocate(64);

  get length(): number {
    return this.#length;
  }

  push(row: Row): void {
    if (this.#length === 0) this.#firstStep = row.step;
    if (this.#length === this.#capacity) this.#grow();
    for (const name of COLUMN_NAMES) this.#columns[name][this.#length] = row[name];
    this.#length++;
  }

  /** Everything pushed since the last call; the arrays now belong to the caller. */
  take(): ColumnBatch {
    const batch = { firstStep: this.#firstStep, length: this.#length, columns: this.#columns };
    this.#columns = allocate(this.#capacity);
    this.#length = 0;
    return batch;
  }

  #grow(): void {
    this.#capacity *= 2;
    const grown = allocate(this.#capacity);
    for (const name of COLUMN_NAMES) grown[name].set(this.#columns[name]);
    this.#columns = grown;
  }
}

function allocate(capacity: number): ColumnBatch["columns"] {
  return Object.fromEntries(
    COLUMN_NAMES.map((name) => [name, new Float64Array(capacity)]),
  ) as Record<ColumnName, Float64Array<ArrayBuffer>>;
}
