import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { emptyAnnotations } from "../../protocol/annotations.ts";
import { COLUMN_NAMES, type ColumnName } from "../../protocol/columns.ts";
import { traceObject, traceToCsv, traceToJson, type Trace } from "../traceFile.ts";
import { historyOfRun, type OpenedRun } from "./openedRun.ts";
import { readFile, readText } from "./readFile.ts";

const VALUES: Partial<Record<ColumnName, number[]>> = {
  step: [0, 1, 2, 3],
  learningRate: [0.1, 0.1, 0.05, 0.05],
  loss: [0.5, 0.30000000000000004, 1e-7, 0.25],
  sharpness: [3, NaN, 20.5, -0.25],
  predictedLoss: [NaN, NaN, 0.125, 0.25],
  stage: [NaN, NaN, 2, 3],
};

function trace(): Trace {
  return traceObject({
    experiment: { ...defaultExperiment(), learningRateChanges: [{ step: 2, learningRate: 0.05 }] },
    backend: "wasm",
    precision: "float32",
    column: (name) => Float64Array.from(VALUES[name] ?? [NaN, NaN, NaN, NaN]),
    annotations: {
      ...emptyAnnotations(),
      edgeSteps: [1],
      resyncSteps: [2, 3],
      overlayStops: [{ step: 3, overlay: "prediction", reason: "drift" }],
    },
    ended: { step: 3, reason: "diverged" },
  });
}

function opened(text: string): OpenedRun {
  const result = readText(text);
  if (!result.ok) throw new Error(result.error);
  return result.run;
}

function errorOf(value: unknown): string {
  const result = readText(typeof value === "string" ? value : JSON.stringify(value));
  return result.ok ? "" : result.error;
}

describe("a trace file", () => {
  it.each([
    ["JSON", () => traceToJson(trace())],
    ["CSV", () => traceToCsv(trace(), "https://example.org/#v=1")],
  ])("comes back from %s as it was saved", (_, text) => {
    const run = opened(text());
    expect(run.experiment).toEqual(trace().experiment);
    expect(run.backend).toEqual({ name: "wasm", precision: "float32" });
    expect(run.remarks).toEqual([]);
    const history = historyOfRun(run, null);
    for (const name of COLUMN_NAMES) {
      expect([...history.column(name)], name).toEqual(VALUES[name] ?? [NaN, NaN, NaN, NaN]);
    }
    expect(history.divergedAt).toBe(3);
    expect(history.annotations).toEqual({
      edgeSteps: [1],
      resyncSteps: [2, 3],
      overlayStops: [{ step: 3, overlay: "prediction", reason: "drift" }],
      learningRateChanges: [{ step: 2, learningRate: 0.05 }],
      warnings: [],
    });
  });

  it("is read with columns of later versions left out, and says so", () => {
    const later = trace();
    const columns = { ...later.columns, sharpnessOfTomorrow: [1, 2, 3, 4], "<img src=x>": [] };
    const run = opened(JSON.stringify({ ...later, columns, backend: "tpu" }));
    expect(run.remarks.join()).toMatch(
      /not known here and not shown: "sharpnessOfTomorrow", "<img src=x>"\./,
    );
    expect(run.backend).toBeNull();
  });

  it.each<[string, (file: Record<string, unknown>) => unknown, RegExp]>([
    ["another format", (f) => ({ ...f, format: "tensorboard" }), /^format: got "tensorboard"/],
    ["no format", () => ({ a: 1 }), /no trace/],
    ["a list", () => [1, 2], /holds \[1, 2\]/],
    ["a later version", (f) => ({ ...f, version: 2 }), /^version: got 2, must be 1/],
    [
      "a bad experiment",
      (f) => ({ ...f, experiment: { learningRate: -1 } }),
      /^experiment\.learningRate: got -1/,
    ],
    ["no columns", (f) => ({ ...f, columns: undefined }), /^columns: missing/],
    [
      "no loss",
      (f) => ({ ...f, columns: { ...columnsOf(f), loss: undefined } }),
      /^columns\.loss: missing/,
    ],
    [
      "a text among numbers",
      (f) => withColumn(f, "loss", [1, "x", 1, 1]),
      /^columns\.loss\[1\]: got "x", must be a finite number or null/,
    ],
    [
      "a short column",
      (f) => withColumn(f, "loss", [1, 2]),
      /^columns\.loss: got a list of length 2, must be of length 4/,
    ],
    [
      "an empty column",
      (f) => withColumn(f, "step", []),
      /^columns\.step: .*must have 1 to 1000000 entries/,
    ],
    ["steps with a gap", (f) => withColumn(f, "step", [0, 1, 3, 4]), /column step, row 3: got 3/],
    [
      "η of zero",
      (f) => withColumn(f, "learningRate", [0.1, 0, 1, 1]),
      /column learningRate, row 2: got 0/,
    ],
    [
      "a step without η",
      (f) => withColumn(f, "learningRate", [0.1, null, 1, 1]),
      /row 2: got no value/,
    ],
    ["a fifth stage", (f) => withColumn(f, "stage", [5, 1, 1, 1]), /column stage, row 1: got 5/],
    [
      "no numbers",
      (f) => withColumn(f, "loss", [null, null, null, null]),
      /column loss has no numbers/,
    ],
    [
      "another end",
      (f) => ({ ...f, ended: { step: 2, reason: "steps" } }),
      /^ended\.step: got 2, must be 3/,
    ],
    [
      "an unknown end",
      (f) => ({ ...f, ended: { step: 3, reason: "bored" } }),
      /^ended\.reason: got "bored"/,
    ],
    ["an edge beyond the end", (f) => ({ ...f, edgeSteps: [9] }), /^edgeSteps: got step 9/],
    ["edges out of order", (f) => ({ ...f, edgeSteps: [2, 1] }), /^edgeSteps: .*increasing order/],
    [
      "an unknown stop",
      (f) => ({ ...f, overlayStops: [{ step: 1, overlay: "flow", reason: "drift" }] }),
      /^overlayStops\[0\]\.overlay: got "flow"/,
    ],
    ["a long remark", (f) => ({ ...f, warnings: ["x".repeat(501)] }), /^warnings\[0\]/],
  ])("is refused with one sentence for %s", (_, change, sentence) => {
    const error = errorOf(change(JSON.parse(traceToJson(trace())) as Record<string, unknown>));
    expect(error).toMatch(sentence);
    expect(error).not.toContain("\n");
    expect(error).toMatch(/\.$/);
  });

  it("is refused when it was cut off", () => {
    expect(errorOf(traceToJson(trace()).slice(0, 300))).toMatch(/cut off/);
  });

  it("never makes reading throw, whatever is in it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.jsonValue(), (text, value) => {
        expect(typeof readText(text).ok).toBe("boolean");
        // Now and then chance makes a column that is none the worse.
        fc.pre(!Array.isArray(value) || value.length !== trace().columns.loss?.length);
        const spoilt = { ...trace(), columns: { ...trace().columns, loss: value } };
        expect(errorOf(spoilt)).not.toBe("");
      }),
    );
  });

  it("keeps keys of the language to themselves", () => {
    const text = traceToJson(trace()).replace('"columns":{', '"columns":{"__proto__":{"x":[9]},');
    expect([...historyOfRun(opened(text), null).column("x")]).toEqual([NaN, NaN, NaN, NaN]);
  });
});

describe("a file", () => {
  it("is named in the sentence, as text on one line", async () => {
    const file = new File(["{"], '<img src=x onerror="alert(1)">\n.json');
    const result = await readFile(file, () => undefined);
    expect(result.ok ? "" : result.error).toMatch(
      /^The file "<img src=x onerror=\\"alert\(1\)\\">.*\.json" cannot be opened: It begins like JSON/,
    );
  });

  it("is not read when it is too large", async () => {
    const file = Object.defineProperty(new File([""], "big.json"), "size", { value: 2 ** 30 });
    const result = await readFile(file, () => undefined);
    expect(result.ok ? "" : result.error).toMatch(/it has 1024 MB, at most 100 MB are read/);
  });
});

function columnsOf(file: Record<string, unknown>): Record<string, unknown> {
  return file["columns"] as Record<string, unknown>;
}

function withColumn(file: Record<string, unknown>, name: string, values: unknown[]) {
  return { ...file, columns: { ...columnsOf(file), [name]: values } };
}
