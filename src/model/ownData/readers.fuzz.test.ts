import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dataset } from "../dataset.ts";
import { CIFAR_RECORD_BYTES, decodeCifarBatch } from "../datasets/cifarBatch.ts";
import { parseExperiment } from "../parseExperiment.ts";
import corpus from "./fixtures/readerCorpus.json" with { type: "json" };
import { likelyChoices, uselessReason } from "./fileChoices.ts";
import { fileDataset } from "./fileDataset.ts";
import { FileFault } from "./fileFault.ts";
import type { FileRows } from "./fileRows.ts";
import { readFiles, type NamedBytes } from "./readFiles.ts";
import { readIdx } from "./readIdx.ts";
import { readTable } from "./readTable.ts";

const RUNS = { numRuns: 3000 };
const text = new TextEncoder();

/** What a damaged file is: bytes changed, cut off, put in, or said again. */
type Damage =
  | { kind: "set"; at: number; byte: number }
  | { kind: "cut"; at: number }
  | { kind: "insert"; at: number; bytes: Uint8Array }
  | { kind: "repeat"; at: number; length: number };

const place = fc.double({ min: 0, max: 1, noNaN: true });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant("set"), at: place, byte: fc.nat(255) }),
  fc.record({ kind: fc.constant("cut"), at: place }),
  fc.record({ kind: fc.constant("insert"), at: place, bytes: fc.uint8Array({ maxLength: 8 }) }),
  fc.record({ kind: fc.constant("repeat"), at: place, length: fc.nat(50) }),
);

function damaged(bytes: Uint8Array, damages: readonly Damage[]): Uint8Array<ArrayBuffer> {
  let result = Uint8Array.from(bytes);
  for (const each of damages) {
    const at = Math.floor(each.at * result.length);
    const [head, tail] = [result.subarray(0, at), result.subarray(at)];
    if (each.kind === "set") result[at] = each.byte;
    else if (each.kind === "cut") result = head.slice();
    else if (each.kind === "insert") result = Uint8Array.from([...head, ...each.bytes, ...tail]);
    else result = Uint8Array.from([...head, ...tail.subarray(0, each.length), ...tail]);
  }
  return result;
}

const withDamage = (whole: fc.Arbitrary<Uint8Array>) =>
  fc
    .tuple(whole, fc.array(damage, { maxLength: 4 }))
    .map(([bytes, damages]) => damaged(bytes, damages));

const cell = fc.oneof(
  fc.double().map(String),
  fc.integer().map(String),
  fc.constantFrom("", " ", "NaN", "1e999", "-", "__proto__", "constructor", '"', '""', "'", "<b>"),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const csv = fc
  .tuple(
    fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
    fc.constantFrom(",", ";", "\t", ", "),
    fc.constantFrom("\n", "\r\n", "\r", "\n\n", "\n#"),
  )
  .map(([rows, separator, newline]) =>
    text.encode(rows.map((row) => row.join(separator)).join(newline)),
  );
const number = fc.oneof(
  { weight: 20, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
);
const rectangular = fc.integer({ min: 2, max: 4 }).chain((width) =>
  fc
    .array(fc.array(number, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 9 })
    .map((rows) => {
      const header = ["a", "__proto__", "c", "constructor"].slice(0, width);
      return text.encode([header, ...rows].map((row) => row.join(",")).join("\n"));
    }),
);
const idx = fc
  .tuple(fc.array(fc.nat(4), { maxLength: 4 }), fc.uint8Array({ maxLength: 64 }))
  .map(([sizes, values]) =>
    Uint8Array.from([0, 0, 8, sizes.length, ...sizes.flatMap((n) => [0, 0, 0, n]), ...values]),
  );
const rightIdx = fc
  .oneof(
    fc.array(fc.nat(4), { minLength: 1, maxLength: 1 }),
    fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }),
  )
  .map((sizes) => {
    const length = sizes.reduce((product, size) => product * size, 1);
    const header = [0, 0, 8, sizes.length, ...sizes.flatMap((n) => [0, 0, 0, n])];
    return Uint8Array.from([...header, ...Array.from({ length }, (_, i) => i % 7)]);
  });
const cifar = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.nat(12))
  .map(([count, label]) => new Uint8Array(count * CIFAR_RECORD_BYTES).fill(label));
const junk = fc.uint8Array({ maxLength: 200 });

/** What a reader gives, or the fault it throws; anything else that it throws ends the test. */
type Outcome<Result> = { result: Result } | { fault: FileFault };

function faultOnly(error: unknown): { fault: FileFault } {
  if (error instanceof FileFault) return { fault: error };
  throw error;
}

function outcomeOf<Result>(read: () => Result): Outcome<Result> {
  try {
    return { result: read() };
  } catch (error) {
    return faultOnly(error);
  }
}

/** One line that a person can read. */
const isSentence = ({ message }: FileFault) => /^[^\p{C}\p{Zl}\p{Zp}]{10,700}\.$/u.test(message);

/** Whether what was read belongs together, and takes no more room than the file lets expect. */
function isWhole(rows: FileRows, bytes: number): boolean {
  const { count } = rows;
  if (rows.kind === "table") {
    const { columns, values } = rows;
    const isFilled = values.length === count * columns.length && values.every(Number.isFinite);
    return count > 0 && isFilled && values.length <= bytes;
  }
  const { channels, height, width, pixels, labels } = rows;
  const isFilled = pixels.length === count * channels * height * width && labels.length === count;
  return count > 0 && isFilled && pixels.length <= bytes;
}

/** The training set of what is likely meant by rows; null where there is nothing to learn. */
function datasetOf(rows: FileRows): Dataset | null {
  if (uselessReason(rows) !== null) return null;
  const files = [{ name: "a", size: 1, sha256: "0".repeat(64) }];
  const format = rows.kind === "table" ? "csv" : "cifar10";
  const parsed = parseExperiment({ data: { kind: "file", format, files, ...likelyChoices(rows) } });
  if (!parsed.ok || parsed.experiment.data.kind !== "file") throw new Error("no experiment");
  return fileDataset(parsed.experiment.data, rows);
}

const isFinite = ({ inputs, targets }: Dataset) =>
  inputs.every(Number.isFinite) && targets.every(Number.isFinite);

/** Read, chosen from and made a training set, or refused in a sentence. */
function isInOrder(outcome: Outcome<FileRows>, bytes = Infinity): boolean {
  if (Object.keys(Object.prototype).length > 0) return false;
  if ("fault" in outcome) return isSentence(outcome.fault);
  if (!isWhole(outcome.result, bytes)) return false;
  const dataset = datasetOf(outcome.result);
  return dataset === null || isFinite(dataset);
}

const read = async (files: NamedBytes[]): Promise<Outcome<FileRows>> => {
  try {
    return { result: (await readFiles(files)).rows };
  } catch (error) {
    return faultOnly(error);
  }
};

describe("whatever is in a file, a reader gives rows or a fault", () => {
  it("of CSV", () => {
    let learned = 0;
    fc.assert(
      fc.property(withDamage(fc.oneof(csv, rectangular, junk)), (bytes) => {
        const outcome = outcomeOf(() => readTable(bytes));
        if ("result" in outcome && datasetOf(outcome.result) !== null) learned++;
        expect(isInOrder(outcome, bytes.length)).toBe(true);
      }),
      RUNS,
    );
    // Not only refusals.
    expect(learned).toBeGreaterThan(RUNS.numRuns / 20);
  });

  it("of IDX", () => {
    fc.assert(
      fc.property(withDamage(fc.oneof(idx, rightIdx, junk)), (bytes) => {
        const outcome = outcomeOf(() => readIdx(bytes));
        const product =
          "fault" in outcome ? 0 : outcome.result.sizes.reduce((all, n) => all * n, 1);
        // A view: whatever the header announces, nothing is allocated for it.
        const isView =
          "fault" in outcome ||
          (outcome.result.values.buffer === bytes.buffer &&
            outcome.result.values.length === product);
        expect(isView).toBe(true);
        expect("result" in outcome || isSentence(outcome.fault)).toBe(true);
      }),
      RUNS,
    );
  });

  it("of CIFAR-10", () => {
    fc.assert(
      fc.property(withDamage(fc.oneof(cifar, junk)), (bytes) => {
        const outcome = outcomeOf(() => ({ kind: "images" as const, ...decodeCifarBatch(bytes) }));
        expect(isInOrder(outcome, bytes.length)).toBe(true);
      }),
      RUNS,
    );
  });

  it("of any of them, gzipped or not, one or several", async () => {
    const plain = withDamage(fc.oneof(csv, rectangular, idx, rightIdx, cifar, junk));
    const gzipped = withDamage(plain.map((bytes) => Uint8Array.from(gzipSync(bytes))));
    const file = fc.record({
      name: fc.string({ unit: "binary" }),
      bytes: fc.oneof(plain, gzipped),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 3 }), async (files) => {
        expect(isInOrder(await read(files))).toBe(true);
      }),
      RUNS,
    );
  });
});

describe("what was found once", () => {
  it.each(corpus)("$about", async ({ files }) => {
    const bytes = files.map((content) => ({
      name: "a",
      bytes: Uint8Array.from(Buffer.from(content, "base64")),
    }));
    expect(isInOrder(await read(bytes))).toBe(true);
  });
});
