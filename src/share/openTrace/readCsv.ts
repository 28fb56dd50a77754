/** CSV with a header: a trace's columns, or results of any other program. */
import { MAX_LEARNING_RATE } from "../../model/schema/limits.ts";
import { describeValue } from "../../model/schema/fault.ts";
import { COLUMN_NAMES, type ColumnName } from "../../protocol/columns.ts";
import { DECIMAL_NUMBER } from "../../model/ownData/decimalNumber.ts";
import { columnFault } from "./columnFaults.ts";
import { commentedLearningRate, factsOf } from "./csvComments.ts";
import { csvLines, fieldsOf, separatorOf, type CsvLine } from "../../model/ownData/csvLines.ts";
import { MAX_ROWS, failure, type ReadColumns, type ReadResult } from "./openedRun.ts";
import { ignoredColumns } from "./remarks.ts";

const REQUIRED: readonly ColumnName[] = ["step", "loss", "sharpness"];
/** How programs write that there is no value. */
const MISSING = /^(|[+-]?nan|[+-]?inf(inity)?|none|null|na|n\/a|-)$/i;

interface Header {
  separator: string;
  /** For every field its column; null when it is not known here. */
  names: (ColumnName | null)[];
  unknown: string[];
}

/** Columns are known by their name in any case: Step, LOSS, learning_rate. */
function columnNamed(text: string): ColumnName | null {
  const plain = text.toLowerCase().replaceAll(/[\s_-]/g, "");
  return COLUMN_NAMES.find((name) => name.toLowerCase() === plain) ?? null;
}

function readHeader(line: CsvLine): Header | string {
  const separator = separatorOf(line.text);
  const fields = fieldsOf(line.text, separator);
  if (fields === null) return `line ${line.number}: a quote does not close.`;
  const names = fields.map(columnNamed);
  const twice = names.find((name, i) => name !== null && names.indexOf(name) !== i);
  if (twice !== undefined) return `line ${line.number}: column ${twice} is there twice.`;
  const missing = REQUIRED.find((name) => !names.includes(name));
  if (missing !== undefined) {
    const found = describeValue(line.text.trim());
    return `line ${line.number}: no column ${missing}; the header must name step, loss and sharpness, got ${found}.`;
  }
  return { separator, names, unknown: fields.filter((_, i) => names[i] === null) };
}

/** NumPy writes the header as the comment before the first row. */
function commentedHeader(comments: readonly CsvLine[], first: CsvLine): Header | null {
  const before = comments.findLast(({ number }) => number < first.number);
  const header = before === undefined ? "" : readHeader(before);
  return typeof header === "string" ? null : header;
}

/** One line into the columns. @returns what is wrong with it, or null. */
function readRow(
  line: CsvLine,
  { separator, names }: Header,
  columns: ReadColumns,
  row: number,
): string | null {
  const fields = fieldsOf(line.text, separator);
  if (fields === null) return `line ${line.number}: a quote does not close.`;
  if (fields.length !== names.length) {
    return `line ${line.number}: got ${fields.length} fields, must be ${names.length}, as in the header.`;
  }
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const values = name === null || name === undefined ? undefined : columns[name];
    if (values === undefined) continue;
    const text = fields[i]!;
    const value = DECIMAL_NUMBER.test(text) ? Number(text) : NaN;
    if (!Number.isFinite(value) && !MISSING.test(text)) {
      return `line ${line.number}, column ${name}: got ${describeValue(text)}, must be a number such as 0.25 or 2.5e-1, or nothing.`;
    }
    values[row] = value;
  }
  return null;
}

function readColumns(lines: readonly CsvLine[], header: Header): ReadColumns | string {
  const columns: ReadColumns = {};
  for (const name of header.names) {
    if (name !== null) columns[name] = new Float64Array(lines.length);
  }
  for (const [row, line] of lines.entries()) {
    const fault = readRow(line, header, columns, row);
    if (fault !== null) return fault;
  }
  return columnFault(columns) ?? columns;
}

/** η of a comment, at every step, where no column has it. */
function withCommentedRate(
  columns: ReadColumns,
  rate: number | null,
  rows: number,
): ReadColumns | string {
  if (columns.learningRate !== undefined || rate === null) return columns;
  return rate > 0 && rate <= MAX_LEARNING_RATE
    ? { ...columns, learningRate: new Float64Array(rows).fill(rate) }
    : `a comment gives η as ${rate}, which must be above 0 and at most ${MAX_LEARNING_RATE}.`;
}

/** Read CSV from the text of a file. Never throws. */
export function readCsv(text: string): ReadResult {
  const { comments, lines } = csvLines(text);
  const [first, ...rest] = lines;
  if (first === undefined) return failure("It is empty.");
  const own = readHeader(first);
  const { header, body } =
    typeof own === "string"
      ? { header: commentedHeader(comments, first) ?? own, body: lines }
      : { header: own, body: rest };
  if (typeof header === "string") return failure(header);
  if (body.length === 0) return failure("It has a header and no rows.");
  if (body.length > MAX_ROWS) {
    return failure(`It has ${body.length} rows; at most ${MAX_ROWS} are read.`);
  }
  const read = readColumns(body, header);
  if (typeof read === "string") return failure(read);
  const facts = factsOf(comments, body.length);
  if ("error" in facts) return failure(facts.error);
  const columns = withCommentedRate(read, commentedLearningRate(comments), body.length);
  if (typeof columns === "string") return failure(columns);
  return {
    ok: true,
    run: { ...facts, columns, rows: body.length, remarks: ignoredColumns(header.unknown) },
  };
}
