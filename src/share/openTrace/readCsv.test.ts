import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { historyOfRun, type OpenedRun } from "./openedRun.ts";
import { readText } from "./readFile.ts";

function opened(text: string): OpenedRun {
  const result = readText(text);
  if (!result.ok) throw new Error(result.error);
  return result.run;
}

function errorOf(text: string): string {
  const result = readText(text);
  return result.ok ? "" : result.error;
}

const rowsOf = (text: string, learningRate: number | null = 0.1) => {
  const history = historyOfRun(opened(text), learningRate);
  return Array.from(history.column("step"), (step) => [
    step,
    history.at("loss", step),
    history.at("sharpness", step),
  ]);
};

const TWO = [
  [0, 0.5, 3],
  [1, 0.25, 4],
];

describe("CSV from elsewhere", () => {
  it.each([
    ["plain", "step,loss,sharpness\n0,0.5,3\n1,0.25,4\n"],
    ["Windows and a byte order mark", "\uFEFFstep,loss,sharpness\r\n0,0.5,3\r\n1,0.25,4\r\n"],
    ["another order, spaces, capitals", " Sharpness , STEP,Loss\n3, 0 ,5e-1\n+4,1,.25\n\n"],
    ["quotes", '"step","loss","sharpness","note"\n"0","0.5","3","a, ""b"""\n1,0.25,4,\n'],
    ["comments", "# by hand\nstep,loss,sharpness\n# in between\n0,0.5,3\n1,2.5E-1,4"],
    ["semicolons", "step;loss;sharpness\n0;0.5;3\n1;0.25;4"],
    ["tabs", "step\tloss\tsharpness\n0\t0.5\t3\n1\t0.25\t4"],
    ["a header as NumPy writes it", "# step,loss,sharpness\n0.0,0.5,3\n1.000e+00,0.25,4.0"],
  ])("is read: %s", (_, text) => {
    expect(rowsOf(text)).toEqual(TWO);
    expect(opened(text)).toMatchObject({ experiment: null, backend: null, divergedAt: null });
  });

  it("may have gaps, and values that are none", () => {
    expect(rowsOf("step,loss,sharpness\n0,0.5,\n1,nan,NaN\n2,inf,None\n3,1,2")).toEqual([
      [0, 0.5, NaN],
      [1, NaN, NaN],
      [2, NaN, NaN],
      [3, 1, 2],
    ]);
  });

  it("gives known columns and remarks on the others", () => {
    const run = opened("step,loss,sharpness,eigenvalue2,accuracy\n0,1,2,1.5,0.9\n");
    expect([...(run.columns.eigenvalue2 ?? [])]).toEqual([1.5]);
    expect(run.remarks).toEqual([
      'The file\'s column is not known here and not shown: "accuracy".',
    ]);
  });

  it.each([
    ["# eta=0.02", 0.02],
    ["# learning rate: 1e-3, seed 7", 0.001],
    ["# lr = 2", 2],
    ['# {"lr": 0.5}', 0.5],
    ["# η = 0.1", 0.1],
  ])("says η in a comment: %s", (comment, learningRate) => {
    const run = opened(`${comment}\nstep,loss,sharpness\n0,1,2\n`);
    expect([...(run.columns.learningRate ?? [])]).toEqual([learningRate]);
  });

  it("has no η unless it says one, and none is made up", () => {
    const run = opened("# beta=0.9, clr=3\nstep,loss,sharpness\n0,1,2\n");
    expect(run.columns.learningRate).toBeUndefined();
    expect(() => historyOfRun(run, null)).toThrow(RangeError);
    expect(historyOfRun(run, 0.3).at("learningRate", 0)).toBe(0.3);
  });

  it("takes η from a column, with its changes", () => {
    const run = opened("step,lr,learning_rate,loss,sharpness\n0,9,0.1,1,2\n1,9,0.2,1,2\n");
    expect(historyOfRun(run, null).annotations.learningRateChanges).toEqual([
      { step: 1, learningRate: 0.2 },
    ]);
  });

  it.each([
    ["", /empty/],
    ["# only this", /empty/],
    ["step,loss,sharpness\n", /no rows/],
    ["epoch,loss,sharpness\n0,1,2", /^line 1: no column step; .*got "epoch,loss,sharpness"/],
    ["step,loss,loss,sharpness\n0,1,1,2", /^line 1: column loss is there twice/],
    ["step,loss,sharpness\n0,1,2\n1,x,2", /^line 3, column loss: got "x"/],
    ["step,loss,sharpness\n0,1;2,3,4", /^line 2: got 4 fields, must be 3/],
    ["step;loss;sharpness\n0;0,5;3", /^line 2, column loss: got "0,5", must be a number such as/],
    ['step,loss,sharpness\n0,"1,2', /^line 2: a quote does not close/],
    ["step,loss,sharpness\n1,1,2", /column step, row 1: got 1/],
    ["step,loss,sharpness\n0,1,2\n10,1,2", /column step, row 2: got 10, must be the whole numbers/],
    ["step,loss,sharpness,learningRate\n0,1,2,-1", /column learningRate, row 1: got -1/],
    ["# lr=0\nstep,loss,sharpness\n0,1,2", /η as 0, which must be above 0/],
    ["step,loss,sharpness\n0,1e999,2", /^line 2, column loss: got "1e999"/],
    [
      '# Brink trace, version 1: x\n# experiment {"learningRate":0}\nstep,loss,sharpness\n0,1,2',
      /^comment experiment\.learningRate: got 0/,
    ],
  ])("is refused with a sentence: %j", (text, sentence) => {
    expect(errorOf(text)).toMatch(sentence);
  });

  it("gives back every number exactly", () => {
    const value = fc.oneof(fc.double({ noDefaultInfinity: true, noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 40 }), (pairs) => {
        const losses = pairs.map(([loss]) => loss);
        fc.pre(losses.some(Number.isFinite));
        const text = pairs.map((pair, step) => [step, ...pair].join(","));
        const { columns } = opened(["step,loss,sharpness", ...text].join("\n"));
        // "-0" is written without its sign.
        expect([...columns.loss!].map((x) => x + 0)).toEqual(losses.map((x) => x + 0));
        const sharpness = pairs.map(([, s]) => s + 0);
        expect([...columns.sharpness!].map((x) => x + 0)).toEqual(sharpness);
      }),
    );
  });
});
