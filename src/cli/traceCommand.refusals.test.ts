import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { experimentFolder, PARABOLA, traceCommand } from "./fixtures/traceRunner.ts";

const folder = experimentFolder();
afterAll(folder.remove);

/** Nothing on standard output, one line on standard error, status 2. */
async function refusal(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await traceCommand(...args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^[^\n\r]+\n$/);
  return stderr;
}

describe("a bad experiment is refused in one line that names path, value and what is allowed", () => {
  test.each([
    { change: { learningRate: -3 }, says: ["learningRate:", "got -3", "above 0 and at most 1000"] },
    { change: { learningRate: "fast" }, says: ["learningRate:", 'got "fast"', "must be"] },
    { change: { version: 2 }, says: ["version:", "got 2", "must be 1"] },
    {
      change: { model: { activation: "sigmoid" } },
      says: ["model.activation:", "sigmoid", "tanh"],
    },
    { change: { model: { hidden: [16, 0] } }, says: ["model.hidden[1]:", "got 0", "1 to 4096"] },
    { change: { data: { kind: "cifar100" } }, says: ["data.kind:", "cifar100", "chebyshev"] },
    { change: { loss: "logistic" }, says: ["loss:", "logistic", "targets 1 and -1"] },
    { change: { init: { parameters: [1, 2] } }, says: ["init.parameters:", "[1, 2]", "length 1"] },
    { change: { eigenvalues: 7 }, says: ["eigenvalues:", "got 7", "from 1 to 6"] },
    { change: { nudge: 11 }, says: ["nudge:", "got 11", "-10 to 10"] },
    { change: { steps: 1.5 }, says: ["steps:", "got 1.5", "whole number"] },
    {
      change: { learningRateChanges: [{ step: 1, learningRate: 0 }] },
      says: ["learningRateChanges[0].learningRate:", "got 0", "above 0"],
    },
    {
      change: { data: { kind: "inline", inputs: [[1], [2, 3]], targets: [[0], [1]] } },
      says: ["data.inputs[1]:", "[2, 3]", "length 1"],
    },
    { change: { overlays: ["flows"] }, says: ["overlays[0]:", "flows", "flowFromStart"] },
  ])("$says", async ({ change, says }) => {
    const line = await refusal(folder.fileWith({ ...PARABOLA, ...change }));
    for (const part of says) expect(line).toContain(part);
  });

  test("no limit of steps and no --steps", async () => {
    const line = await refusal(folder.fileWith({ ...PARABOLA, steps: 0 }));
    expect(line).toContain("steps: got 0");
    expect(line).toContain("--steps N");
  });

  test("not an object at all", async () => {
    expect(await refusal(folder.fileWith([1, 2]))).toContain(
      "experiment: got [1, 2], must be an object",
    );
  });

  test("malformed JSON, also over several lines, names the file", async () => {
    const file = folder.fileWith('{\n "learningRate": oops\n}');
    expect(await refusal(file)).toContain(`${file} could not be read as JSON`);
  });

  test("a file that is not there, or is a folder, is named", async () => {
    const missing = join(folder.path, "missing.json");
    expect(await refusal(missing)).toContain(`${missing} could not be read`);
    expect(await refusal(folder.path)).toContain(`${folder.path} could not be read`);
  });

  test("a start whose loss overflows", async () => {
    const line = await refusal(folder.fileWith({ ...PARABOLA, init: { parameters: [1e200] } }));
    expect(line).toContain("cannot begin");
  });
});

describe("bad arguments are refused in one line", () => {
  test.each([
    { args: [], says: "Name one file" },
    { args: ["a.json", "b.json"], says: "Name one file" },
    { args: ["a.json", "--step", "3"], says: "--step" },
    { args: ["a.json", "--steps", "0"], says: "--steps: got 0" },
    { args: ["a.json", "--steps", "1e3"], says: "--steps: got 1e3" },
    { args: ["a.json", "--steps", "10000001"], says: "--steps: got 10000001" },
    { args: ["a.json", "--backend", "cuda"], says: "--backend: got cuda" },
  ])("$args", async ({ args, says }) => {
    expect(await refusal(...args)).toContain(says);
  });

  test("a backend that does not exist outside a browser, with the reason", async () => {
    const line = await refusal(folder.fileWith(PARABOLA), "--backend", "webgpu");
    expect(line).toContain("--backend webgpu does not work here");
    expect(line).toContain("no WebGPU");
  });

  test("an output file that cannot be written, before the run", async () => {
    const nowhere = join(folder.path, "nowhere", "trace.json");
    expect(await refusal(folder.fileWith(PARABOLA), "--out", nowhere)).toContain(
      `--out: ${nowhere}`,
    );
    expect(await refusal(folder.fileWith(PARABOLA), "--out", folder.path)).toContain(
      "it is a folder",
    );
  });
});
