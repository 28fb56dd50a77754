import type { Dataset } from "../dataset.ts";
import { standardise } from "../datasets/standardise.ts";
import type { FileData } from "../experiment.ts";
import { labelOf } from "./fileClasses.ts";
import { FileFault } from "./fileFault.ts";
import { fileSizes } from "./fileSizes.ts";
import type { FileRows, ImageRows, TableRows } from "./fileRows.ts";

/** The columns that are inputs: those of numbers, but for the target. */
export function inputColumns({ columns }: TableRows, target: number | null): number[] {
  return columns.flatMap(({ kind }, i) => (kind === "numbers" && i !== target ? [i] : []));
}

/** What one row of inputs is: [length] or [channels, height, width]. */
export function rowShape(rows: FileRows, target: number | null): number[] {
  return rows.kind === "images"
    ? [rows.channels, rows.height, rows.width]
    : [inputColumns(rows, target).length];
}

/** The rows of the chosen classes; of values all. */
export function eligibleRows(
  rows: FileRows,
  { column, targets, classes }: Pick<FileData, "column" | "targets" | "classes">,
): number[] {
  const label = labelOf(rows, column);
  const chosen = new Set(classes);
  const eligible: number[] = [];
  for (let row = 0; row < rows.count; row++) {
    if (targets === "values" || chosen.has(label(row))) eligible.push(row);
  }
  return eligible;
}

type RowChoice = Pick<FileData, "samples" | "offset" | "subset" | "column" | "targets" | "classes">;

/**
 * The indices of the rows that are chosen.
 * @throws FileFault when there are too few.
 */
export function chosenRows(source: RowChoice, rows: FileRows): number[] {
  const { samples, offset, subset, targets } = source;
  const eligible = eligibleRows(rows, source).slice(offset);
  if (samples > eligible.length) {
    const kind = targets === "values" ? "" : " of these classes";
    throw new FileFault(
      `it has ${eligible.length} rows${kind} from row ${offset} on, the experiment asks for ${samples}.`,
    );
  }
  if (subset === "first") return eligible.slice(0, samples);
  return Array.from(
    { length: samples },
    (_, i) => eligible[Math.floor((i * eligible.length) / samples)]!,
  );
}

function assertFits(source: FileData, rows: FileRows): void {
  const { column, targets, format, shape } = source;
  if ((rows.kind === "table") !== (format === "csv")) {
    throw new FileFault(`it does not hold what the experiment asks for, ${format}.`);
  }
  if (rows.kind === "table") {
    const kind = column === null ? undefined : rows.columns[column]?.kind;
    if (kind === undefined || kind === "text" || (kind === "words" && targets === "values")) {
      throw new FileFault(`its column ${(column ?? 0) + 1} is not one that can be learned.`);
    }
  }
  const found = rowShape(rows, column);
  if (found.join() !== shape.join()) {
    throw new FileFault(
      `its rows are ${found.join(" × ")} numbers, the experiment asks for ${shape.join(" × ")}.`,
    );
  }
}

function tableInputs(rows: TableRows, chosen: readonly number[], column: number | null) {
  const from = inputColumns(rows, column);
  const inputs = new Float64Array(chosen.length * from.length);
  chosen.forEach((row, i) => {
    from.forEach((each, j) => {
      inputs[i * from.length + j] = rows.values[row * rows.columns.length + each]!;
    });
  });
  return inputs;
}

function imageInputs({ pixels }: ImageRows, chosen: readonly number[], size: number) {
  const inputs = new Float64Array(chosen.length * size);
  chosen.forEach((row, i) => {
    for (let j = 0; j < size; j++) inputs[i * size + j] = pixels[row * size + j]! / 255;
  });
  return inputs;
}

/**
 * The chosen rows as a training set.
 * @throws FileFault when the file does not have what the experiment says of it.
 */
export function fileDataset(source: FileData, rows: FileRows): Dataset {
  assertFits(source, rows);
  const sizes = fileSizes(source);
  const { samples, inputSize, outputSize } = sizes;
  const chosen = chosenRows(source, rows);
  const inputs =
    rows.kind === "table"
      ? tableInputs(rows, chosen, source.column)
      : imageInputs(rows, chosen, inputSize);
  const targets = new Float64Array(samples * outputSize);
  const label = labelOf(rows, source.column);
  chosen.forEach((row, i) => {
    const value = label(row);
    if (source.targets === "values") targets[i] = value;
    else if (source.targets === "sign") targets[i] = value === source.classes[0] ? -1 : 1;
    else targets[i * outputSize + source.classes.indexOf(value)] = 1;
  });
  if (source.standardise !== "none") {
    standardise(inputs, inputSize, rows.kind === "table" ? inputSize : rows.channels);
    if (source.standardise === "all" && source.targets === "values") standardise(targets, 1, 1);
  }
  return { inputs, targets, ...sizes };
}
