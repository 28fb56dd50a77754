import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { emptyAnnotations } from "../../protocol/annotations.ts";
import { COLUMN_NAMES, type ColumnBatch } from "../../protocol/columns.ts";
import { History } from "../history.ts";
import { decodeRecording, encodeRecording, readRecording } from "./recordingFile.ts";

const EXPERIMENT = {
  ...defaultExperiment(),
  learningRate: 0.1,
  learningRateChanges: [{ step: 2, learningRate: 0.05 }],
};
const AGREEMENT = { agreesTo: 5, closeTo: 3, largest: 0.004 };

const value = fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constant(NaN));

/** Any run of some rows, with η as the experiment has it. */
const anyHistory = fc.integer({ min: 1, max: 12 }).chain((rows) =>
  fc.record({
    rows: fc.constant(rows),
    values: fc.array(fc.array(value, { minLength: rows, maxLength: rows }), {
      minLength: COLUMN_NAMES.length,
      maxLength: COLUMN_NAMES.length,
    }),
    divergedAt: fc.option(fc.integer({ min: 0, max: rows - 1 })),
    edge: fc.integer({ min: 0, max: rows - 1 }),
  }),
);

function historyOf(run: {
  rows: number;
  values: number[][];
  divergedAt: number | null;
  edge: number;
}): History {
  const { rows, values, divergedAt, edge } = run;
  const columns = Object.fromEntries(
    COLUMN_NAMES.map((name, i) => [name, Float64Array.from(values[i]!)]),
  ) as ColumnBatch["columns"];
  columns.step = Float64Array.from({ length: rows }, (_, step) => step);
  columns.learningRate = Float64Array.from({ length: rows }, (_, i) => (i < 2 ? 0.1 : 0.05));
  const history = new History();
  history.append({ firstStep: 0, length: rows, columns });
  history.divergedAt = divergedAt;
  history.annotations = { ...emptyAnnotations(), edgeSteps: [edge], warnings: ["Step 0: ε."] };
  return history;
}

const SMALL = historyOf({
  rows: 3,
  values: COLUMN_NAMES.map((_, i) => [i, NaN, 1 / (i + 1)]),
  divergedAt: null,
  edge: 1,
});
const FILE = encodeRecording(EXPERIMENT, { history: SMALL, agreement: AGREEMENT });
const blobOf = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)]);

describe("the file of a recording", () => {
  it("brings back every column in float32, η exactly, and what happened", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (run) => {
        const history = historyOf(run);
        const file = gzipSync(encodeRecording(EXPERIMENT, { history, agreement: AGREEMENT }));
        const read = await readRecording(blobOf(file), EXPERIMENT);
        expect(read).not.toBeNull();
        for (const name of COLUMN_NAMES) {
          const exact = name === "step" || name === "learningRate";
          const expected = exact ? history.column(name) : history.column(name).map(Math.fround);
          expect(read!.history.column(name), name).toEqual(expected);
        }
        expect(read!.history.annotations).toEqual(history.annotations);
        expect(read!.history.divergedAt).toBe(history.divergedAt);
        expect(read!.agreement).toEqual(AGREEMENT);
      }),
      { numRuns: 40 },
    );
  });

  it("leaves columns out on request: they are undefined then", () => {
    const file = encodeRecording(
      EXPERIMENT,
      { history: SMALL, agreement: AGREEMENT },
      new Set(["cubicLoss"]),
    );
    const { history } = decodeRecording(file, EXPERIMENT)!;
    expect([...history.column("cubicLoss")]).toEqual([NaN, NaN, NaN]);
    expect(history.at("flowLoss", 0)).toBe(COLUMN_NAMES.indexOf("flowLoss"));
  });

  it("is not read as a run of another experiment", () => {
    expect(decodeRecording(FILE, EXPERIMENT)).not.toBeNull();
    expect(decodeRecording(FILE, { ...EXPERIMENT, learningRate: 0.2 })).toBeNull();
  });

  it("is not read when it is cut off, longer, or something else", async () => {
    for (let length = 0; length < FILE.length; length++) {
      expect(decodeRecording(FILE.subarray(0, length), EXPERIMENT)).toBeNull();
    }
    expect(decodeRecording(Uint8Array.of(...FILE, 0), EXPERIMENT)).toBeNull();
    const page = new TextEncoder().encode("<!doctype html><title>404</title>");
    expect(decodeRecording(page, EXPERIMENT)).toBeNull();
    expect(await readRecording(blobOf(page), EXPERIMENT)).toBeNull();
    const packed = gzipSync(FILE);
    expect(await readRecording(blobOf(packed.subarray(0, -5)), EXPERIMENT)).toBeNull();
    expect(await readRecording(new Response(null), EXPERIMENT)).toBeNull();
  });

  it("never throws, whatever byte of the header is another", () => {
    fc.assert(
      fc.property(fc.nat(FILE.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = Uint8Array.from(FILE);
        changed[at] = byte;
        const rows = decodeRecording(changed, EXPERIMENT)?.history.length;
        expect([undefined, SMALL.length]).toContain(rows);
      }),
    );
  });
});
