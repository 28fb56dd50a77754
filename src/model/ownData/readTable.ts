import { describeValue } from "../schema/fault.ts";
import { fieldsOf, separatorOf } from "./csvLines.ts";
import { DECIMAL_NUMBER } from "./decimalNumber.ts";
import { FileFault } from "./fileFault.ts";
import {
  MAX_CELLS,
  MAX_CLASSES,
  MAX_COLUMNS,
  MAX_LINE_CHARACTERS,
  MAX_NUMBER,
  MAX_TEXT_MEBIBYTES,
} from "./fileLimits.ts";
import type { TableColumn, TableRows } from "./fileRows.ts";

interface Line {
  /** From 1, as editors count. */
  number: number;
  fields: string[];
}

/** The lines with something in them, comments left out. */
function* linesOf(whole: string): Generator<{ number: number; text: string }> {
  const text = whole.includes("\n") ? whole : whole.replaceAll("\r", "\n");
  let start = 0;
  for (let number = 1; start < text.length; number++) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (end - start > MAX_LINE_CHARACTERS) {
      throw new FileFault(
        `line ${number} has ${end - start} characters; at most ${MAX_LINE_CHARACTERS} are read.`,
      );
    }
    const line = text.slice(start, end).trim();
    if (line !== "" && !line.startsWith("#")) yield { number, text: line };
    start = end + 1;
  }
}

function* splitLines(text: string): Generator<Line> {
  let separator: string | null = null;
  for (const line of linesOf(text)) {
    separator ??= separatorOf(line.text);
    const fields = fieldsOf(line.text, separator);
    if (fields === null) throw new FileFault(`line ${line.number}: a quote does not close.`);
    // Where commas separate no fields they may be those of decimals.
    const isComma = separator === ",";
    yield {
      number: line.number,
      fields: isComma ? fields : fields.map((field) => field.replace(/^([+-]?\d*),(\d)/, "$1.$2")),
    };
  }
}

const isNumber = (field: string) => DECIMAL_NUMBER.test(field);

/** Rows are collected in an array that doubles: how many there are is not known ahead. */
class Cells {
  #values = new Float64Array(1024);
  #length = 0;

  add(value: number): void {
    if (this.#length === MAX_CELLS) {
      throw new FileFault(`it has more than ${MAX_CELLS} cells, which is the most that are read.`);
    }
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  finished(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}

/** One column while it is read; its first cell says whether it has numbers. */
class ColumnReader {
  readonly #name: string;
  readonly #hasNumbers: boolean;
  readonly #words = new Map<string, number>();
  #isText = false;

  constructor(name: string, first: string) {
    this.#name = name;
    this.#hasNumbers = isNumber(first);
  }

  read(field: string, line: number): number {
    const where = () => `line ${line}, column ${describeValue(this.#name)}:`;
    if (field === "")
      throw new FileFault(`${where()} the cell is empty; every cell needs a value.`);
    if (this.#hasNumbers) {
      const value = isNumber(field) ? Number(field) : NaN;
      if (Math.abs(value) <= MAX_NUMBER) return value;
      const allowed = Number.isNaN(value)
        ? "a number such as 0.25, as in the first row"
        : `between -${MAX_NUMBER} and ${MAX_NUMBER}`;
      throw new FileFault(`${where()} got ${describeValue(field)}, must be ${allowed}.`);
    }
    const known = this.#words.get(field);
    if (known !== undefined || this.#isText) return known ?? 0;
    if (this.#words.size === MAX_CLASSES) {
      this.#isText = true;
      this.#words.clear();
      return 0;
    }
    this.#words.set(field, this.#words.size);
    return this.#words.size - 1;
  }

  finished(): TableColumn {
    const kind = this.#hasNumbers ? "numbers" : this.#isText ? "text" : "words";
    return { name: this.#name, kind, words: [...this.#words.keys()] };
  }
}

/**
 * Reads CSV: fields separated by commas, semicolons or tabs, quoted as in RFC 4180 but without line
 * breaks inside; lines beginning with # are comments. The first row names the columns when it has no
 * number in it.
 * @throws FileFault
 */
export function readTable(bytes: Uint8Array): TableRows {
  if (bytes.length > MAX_TEXT_MEBIBYTES * 2 ** 20) {
    throw new FileFault(
      `it has more than ${MAX_TEXT_MEBIBYTES} MB, the most that are read of CSV.`,
    );
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    throw new FileFault(
      `byte ${zero} is 0, so it is not text; CSV has numbers in UTF-8, separated by commas.`,
    );
  }
  let header: readonly string[] | null = null;
  let columns: ColumnReader[] | null = null;
  let count = 0;
  const cells = new Cells();
  for (const { number, fields } of splitLines(new TextDecoder().decode(bytes))) {
    if (fields.length > MAX_COLUMNS) {
      throw new FileFault(
        `line ${number} has ${fields.length} fields; at most ${MAX_COLUMNS} are read.`,
      );
    }
    if (header === null && !fields.some(isNumber)) {
      header = fields;
      continue;
    }
    header ??= fields.map(() => "");
    columns ??= fields.map((field, i) => new ColumnReader(header?.[i] || `column ${i + 1}`, field));
    if (fields.length !== header.length) {
      throw new FileFault(
        `line ${number}: got ${fields.length} fields, must be ${header.length}, as in the first line.`,
      );
    }
    for (const [i, column] of columns.entries()) cells.add(column.read(fields[i] ?? "", number));
    count++;
  }
  if (columns === null) {
    throw new FileFault(
      header === null
        ? "it is empty; CSV has a row of numbers for every sample."
        : "it has one line and no number in it; CSV has a row of numbers for every sample.",
    );
  }
  return {
    kind: "table",
    columns: columns.map((column) => column.finished()),
    count,
    values: cells.finished(),
  };
}
