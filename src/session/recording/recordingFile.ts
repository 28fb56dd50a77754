/**
 * The file of a recorded run, gzip-compressed:
 *
 *   8 bytes   "BRINKRE1"
 *   4 bytes   length of the header, little-endian
 *   header    JSON, as `RecordingHeader`
 *   columns   one after the other as the header lists them, each as byte planes (`bytePlanes.ts`)
 *
 * A column is stored from its first to its last defined entry, in float32. `step` and `learningRate`
 * are not stored: the reader derives them from the experiment, which is the preset's own; the header
 * has its hash, so that a recording of another experiment is not shown as this one's.
 */
import type { Experiment } from "../../model/experiment.ts";
import { emptyAnnotations, type Annotations } from "../../protocol/annotations.ts";
import { COLUMN_NAMES, type ColumnBatch, type ColumnName } from "../../protocol/columns.ts";
import { History } from "../history.ts";
import { learningRateAt } from "../learningRates.ts";
import { hashOf } from "../runs/runIdentity.ts";
import type { Agreement } from "./agreement.ts";
import { fromBytePlanes, toBytePlanes } from "./bytePlanes.ts";

const MAGIC = "BRINKRE1";
const HEADER_AT = MAGIC.length + 4;

interface StoredColumn {
  name: ColumnName;
  from: number;
  length: number;
}

interface RecordingHeader {
  /** Of the experiment, as `hashOf` has it. */
  experiment: string;
  rows: number;
  divergedAt: number | null;
  annotations: Annotations;
  agreement: Agreement;
  columns: StoredColumn[];
}

/** A run in float64 with what is known of it in float32. */
export interface Recording {
  history: History;
  agreement: Agreement;
}

function definedPart(values: Float64Array): { from: number; values: Float32Array } | null {
  const from = values.findIndex((value) => !Number.isNaN(value));
  if (from < 0) return null;
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  return { from, values: Float32Array.from(values.subarray(from, last + 1)) };
}

/** The file before compression. `omitted` columns are left out, and undefined when it is read. */
export function encodeRecording(
  experiment: Experiment,
  { history, agreement }: Recording,
  omitted: ReadonlySet<ColumnName> = new Set(),
): Uint8Array<ArrayBuffer> {
  const columns: StoredColumn[] = [];
  const planes: Uint8Array[] = [];
  for (const name of COLUMN_NAMES) {
    if (name === "step" || name === "learningRate" || omitted.has(name)) continue;
    const part = definedPart(history.column(name));
    if (part === null) continue;
    columns.push({ name, from: part.from, length: part.values.length });
    planes.push(toBytePlanes(part.values));
  }
  const { length: rows, divergedAt, annotations } = history;
  const header: RecordingHeader = {
    experiment: hashOf(experiment),
    rows,
    divergedAt,
    annotations,
    agreement,
    columns,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const size = planes.reduce((sum, plane) => sum + plane.length, HEADER_AT + text.length);
  const file = new Uint8Array(size);
  file.set(new TextEncoder().encode(MAGIC));
  new DataView(file.buffer).setUint32(MAGIC.length, text.length, true);
  file.set(text, HEADER_AT);
  let at = HEADER_AT + text.length;
  for (const plane of planes) {
    file.set(plane, at);
    at += plane.length;
  }
  return file;
}

const isWhole = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/** Whether a column lies within the run and is one that this version knows. */
function isColumn(column: Partial<StoredColumn>, rows: number): column is StoredColumn {
  const { name, from, length } = column;
  if (!COLUMN_NAMES.some((known) => known === name)) return false;
  return isWhole(from) && isWhole(length) && from + length <= rows;
}

function isAgreement(value: Partial<Agreement> | undefined): value is Agreement {
  const numbers = [value?.agreesTo, value?.closeTo, value?.largest];
  return numbers.every((number) => Number.isFinite(number));
}

/** The header's fields, checked; null for anything but this version's. */
function readHeader(text: string): RecordingHeader | null {
  const header = JSON.parse(text) as Partial<RecordingHeader> | null;
  const { experiment, rows, divergedAt = null, agreement, columns } = header ?? {};
  if (typeof experiment !== "string" || !isWhole(rows) || rows < 1) return null;
  if (divergedAt !== null && !(isWhole(divergedAt) && divergedAt < rows)) return null;
  if (!isAgreement(agreement) || !Array.isArray(columns)) return null;
  if (!columns.every((column) => isColumn(column, rows))) return null;
  const annotations = { ...emptyAnnotations(), ...header?.annotations };
  if (!Object.values(annotations).every((list) => Array.isArray(list))) return null;
  return { experiment, rows, divergedAt, annotations, agreement, columns };
}

/** The run of a file that has been decompressed; null when it is not one of this experiment. */
export function decodeRecording(file: Uint8Array, experiment: Experiment): Recording | null {
  const text = new TextDecoder();
  if (file.length < HEADER_AT || text.decode(file.subarray(0, MAGIC.length)) !== MAGIC) return null;
  const size = new DataView(file.buffer, file.byteOffset).getUint32(MAGIC.length, true);
  let header;
  try {
    header = readHeader(text.decode(file.subarray(HEADER_AT, HEADER_AT + size)));
  } catch {
    return null;
  }
  if (header === null || header.experiment !== hashOf(experiment)) return null;
  const stored = header.columns.reduce((sum, { length }) => sum + 4 * length, 0);
  if (file.length !== HEADER_AT + size + stored) return null;
  return {
    history: historyOf(header, file.subarray(HEADER_AT + size), experiment),
    agreement: header.agreement,
  };
}

function historyOf(header: RecordingHeader, data: Uint8Array, experiment: Experiment): History {
  const { rows, divergedAt, annotations } = header;
  const columns = Object.fromEntries(
    COLUMN_NAMES.map((name) => [name, new Float64Array(rows).fill(NaN)]),
  ) as ColumnBatch["columns"];
  for (let step = 0; step < rows; step++) {
    columns.step[step] = step;
    columns.learningRate[step] = learningRateAt(experiment, step);
  }
  let at = 0;
  for (const { name, from, length } of header.columns) {
    columns[name].set(fromBytePlanes(data.subarray(at, at + 4 * length)), from);
    at += 4 * length;
  }
  const history = new History();
  history.append({ firstStep: 0, length: rows, columns });
  history.annotations = annotations;
  history.divergedAt = divergedAt;
  return history;
}

/**
 * Read a recording as it is sent; null when it is not whole, or not of this experiment.
 * @param gzipped the file, or the body of the answer that brings it
 */
export async function readRecording(
  gzipped: Blob | Response,
  experiment: Experiment,
): Promise<Recording | null> {
  try {
    const stream = gzipped instanceof Blob ? gzipped.stream() : gzipped.body;
    if (stream === null) return null;
    const plain = stream.pipeThrough(new DecompressionStream("gzip"));
    return decodeRecording(new Uint8Array(await new Response(plain).arrayBuffer()), experiment);
  } catch {
    return null;
  }
}
