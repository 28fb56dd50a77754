/** What a viewer's own files hold, before anything is chosen of it. */
import type { LabelledImages } from "../datasets/cifarBatch.ts";

export interface TableColumn {
  /** As the header has it, else "column 3". */
  name: string;
  /**
   * Numbers; words, `values` being places in `words`; or text of too many kinds to be of use, whose
   * values mean nothing.
   */
  kind: "numbers" | "words" | "text";
  /** In the order they come in. */
  words: readonly string[];
}

export interface TableRows {
  kind: "table";
  columns: readonly TableColumn[];
  count: number;
  /** count × columns, row-major. */
  values: Float64Array;
}

export interface ImageRows extends LabelledImages {
  kind: "images";
  /** What the labels stand for, where that is known. */
  names?: readonly string[];
}

export type FileRows = TableRows | ImageRows;
