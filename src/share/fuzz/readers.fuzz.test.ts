/**
 * Everything that is read from outside, given what is damaged and what means ill: never an exception, never
 * a sentence that is more than a line of text, never a change to what all objects share, and never more
 * memory than the file is worth. A test that hangs fails by its time limit.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultExperiment, parseExperiment } from "../../model/parseExperiment.ts";
import { emptyAnnotations } from "../../protocol/annotations.ts";
import { decodeLink } from "../decodeLink.ts";
import { encodeLink } from "../encodeLink.ts";
import { anyState, knownKeys } from "../fixtures/anyState.ts";
import { findPreset } from "../fixtures/testPresets.ts";
import { isLinkFile, linkFileText, readLinkFile } from "../linkFile.ts";
import { startingState } from "../linkState.ts";
import { historyOfRun } from "../openTrace/openedRun.ts";
import { readFile, readText } from "../openTrace/readFile.ts";
import { traceObject, traceToCsv, traceToJson } from "../traceFile.ts";
import { CORPUS } from "./corpus.ts";
import { damagedJson, damagedText, HOSTILE_TEXTS } from "./hostile.ts";

/** A longer campaign by hand: FUZZ_RUNS=50000 npx vitest run src/share/fuzz */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 1500);

const own = (value: object) => Reflect.ownKeys(value).length;
const SHARED = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const before = SHARED.map(own);

/** What all objects share is as it was. */
function expectUntouched(): void {
  expect(SHARED.map(own)).toEqual(before);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
}

/** One line that a page can show: bounded, without characters that break or turn a line. */
function expectSentence(text: string): void {
  expect(text.length).toBeLessThan(1000);
  expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  expect(text).toMatch(/\.$/);
  // What a schema says of itself where it was given no words.
  expect(text).not.toMatch(/Invalid \w+: (Expected|Received)/);
}

function expectNotices(notices: readonly string[]): void {
  expect(notices.length).toBeLessThan(100);
  for (const notice of notices) expectSentence(notice);
}

/** So much a value takes as text: what is read is no bomb. */
function expectNoLarger(value: unknown, text: string): void {
  expect(JSON.stringify(value)?.length ?? 0).toBeLessThan(20 * text.length + 50_000);
}

const experiment = {
  ...defaultExperiment(),
  learningRateChanges: [{ step: 2, learningRate: 0.05 }],
};

const trace = traceObject({
  experiment,
  backend: "wasm",
  precision: "float32",
  column: (name) =>
    name === "step" ? Float64Array.of(0, 1, 2, 3) : Float64Array.of(0.1, 0.1, 0.05, 0.05),
  annotations: {
    ...emptyAnnotations(),
    edgeSteps: [1],
    overlayStops: [{ step: 3, overlay: "prediction", reason: "drift" }],
  },
  ended: { step: 3, reason: "diverged" },
});

const traceText = traceToJson(trace);
const csvText = traceToCsv(trace, "https://brink.test/#v=1");
const log = 'epoch;Step;LOSS;sharpness\n# lr = 0.1\n1;0;1,5;2\n1;1;0.5;nan\n2;2;"0.25";3\n';

function readLinkText(hash: string): void {
  const { state, notices } = decodeLink(hash, findPreset);
  expectNotices(notices);
  expect(parseExperiment(state.experiment).ok).toBe(true);
  expectNoLarger(state, hash);
  const link = encodeLink(state, findPreset);
  expect(link).toMatch(/^#[\w.,:;()/&=%~!*'-]*$/);
  expectUntouched();
}

function readJsonExperiment(text: string): void {
  const value: unknown = JSON.parse(text);
  const parsed = parseExperiment(value);
  if (!parsed.ok) expectSentence(parsed.error);
  else expectNoLarger(parsed.experiment, text);
  expectUntouched();
}

function readRun(text: string): void {
  const result = readText(text);
  if (!result.ok) {
    expectSentence(result.error);
    return;
  }
  const { run } = result;
  expectNotices(run.remarks);
  let bytes = 0;
  for (const column of Object.values(run.columns)) {
    expect(column.length).toBe(run.rows);
    bytes += column.byteLength;
  }
  expect(bytes).toBeLessThan(40 * text.length + 50_000);
  const history = historyOfRun(run, run.columns.learningRate === undefined ? 0.1 : null);
  expect(history.length).toBe(run.rows);
  expectUntouched();
}

function readLinkFileText(text: string): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return;
  }
  if (!isLinkFile(value)) return;
  const result = readLinkFile(value, findPreset);
  if (!result.ok) expectSentence(result.error);
  else expectNotices(result.link.notices);
  expectUntouched();
}

const READERS = {
  link: readLinkText,
  linkFile: readLinkFileText,
  experiment: readJsonExperiment,
  run: readRun,
};

describe("damaged and hostile input", () => {
  it("as a link", () => {
    const key = fc.oneof(fc.constantFrom(...knownKeys), fc.constantFrom(...HOSTILE_TEXTS));
    const pairs = fc
      .array(fc.tuple(key, fc.constantFrom(...HOSTILE_TEXTS)), { maxLength: 10 })
      .map((said) => `#${said.map(([name, value]) => `${name}=${value}`).join("&")}`);
    const damaged = anyState.map((state) => encodeLink(state, findPreset)).chain(damagedText);
    fc.assert(fc.property(fc.oneof(pairs, damaged), readLinkText), { numRuns: RUNS });
  });

  it("as a link file", () => {
    const state = startingState(null, findPreset);
    const text = linkFileText({ ...state, unknown: [["flavour", "mint"]] });
    const damaged = fc.oneof(damagedText(text), damagedJson(JSON.parse(text)));
    fc.assert(fc.property(damaged, readLinkFileText), { numRuns: RUNS });
  });

  it("as an experiment", () => {
    const sources = [
      experiment,
      { ...experiment, data: { kind: "inline", inputs: [[1], [2]], targets: [[1], [0]] } },
      { ...experiment, init: { parameters: [1, 2] }, note: { by: "someone" } },
    ];
    const damaged = fc.oneof(...sources.map(damagedJson));
    fc.assert(fc.property(damaged, readJsonExperiment), { numRuns: 2 * RUNS });
  });

  it("as a trace", () => {
    const damaged = fc.oneof(damagedText(traceText), damagedJson(JSON.parse(traceText)));
    fc.assert(fc.property(damaged, readRun), { numRuns: 2 * RUNS });
  });

  it("as CSV", () => {
    const damaged = fc.oneof(damagedText(csvText), damagedText(log));
    fc.assert(fc.property(damaged, readRun), { numRuns: 2 * RUNS });
  });

  it("as a file of any name", async () => {
    const name = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: "binary" }));
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      damagedText(traceText).map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(name, bytes, async (fileName, content) => {
        const file = new File([content as Uint8Array<ArrayBuffer>], fileName);
        const result = await readFile(file, findPreset);
        if (!result.ok) expectSentence(result.error);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what grows", () => {
  const many = (count: number, of: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => of(i));

  it("stays in proportion: long links, wide and long tables, deep JSON", () => {
    readLinkText(`#${"k=1&".repeat(100_000)}`);
    readLinkText(`#${many(20_000, (i) => `key${i}=${i}`).join("&")}`);
    readLinkText(`#w=${"9,".repeat(100_000)}`);
    readLinkText(`#params=${"1,".repeat(100_000)}`);
    readRun(
      `step,loss,sharpness,${many(50_000, (i) => `c${i}`).join(",")}\n${"1,".repeat(50_003)}`,
    );
    readRun(`step,loss,sharpness\n${'"'.repeat(200_000)}`);
    readRun(`step,loss,sharpness\n${many(100_000, (i) => `${i},1,1`).join("\n")}`);
    readRun(`# ${"lr ".repeat(100_000)}\nstep,loss,sharpness\n0,1,1\n`);
    readRun(`# ${" ".repeat(100_000)}=\nstep,loss,sharpness\n0,1,1\n`);
    readRun("[".repeat(100_000));
    readRun(`{"format":"brink-trace","columns":${"[".repeat(50_000)}${"]".repeat(50_000)}}`);
    const deep = `{"note":${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
    expect(parseExperiment(JSON.parse(deep)).ok).toBe(true);
  });
});

it.each(CORPUS.map((found) => [found.what, found] as const))("found before: %s", (_, found) => {
  expect(() => {
    READERS[found.reader](found.text);
  }).not.toThrow();
});
