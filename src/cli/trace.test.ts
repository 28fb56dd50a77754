/** The command as it is typed, in a process of its own. */
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Trace } from "../share/traceFile.ts";
import { experimentFolder, PARABOLA, type Ending } from "./fixtures/traceRunner.ts";

const folder = experimentFolder();
afterAll(folder.remove);

function typed(...args: string[]): Ending {
  const command = ["run", "--silent", "trace", "--", ...args];
  const { status, stdout, stderr } = spawnSync("npm", command, { encoding: "utf8" });
  return { status: status ?? -1, stdout, stderr };
}

let whole: Ending;
beforeAll(() => {
  const start = performance.now();
  whole = typed(folder.fileWith(PARABOLA), "--steps", "1");
  console.log(`npm run trace, from start to end: ${Math.round(performance.now() - start)} ms`);
}, 60_000);

test("standard output is the trace and nothing else", () => {
  expect(whole.status, whole.stderr).toBe(0);
  const trace = JSON.parse(whole.stdout) as Trace;
  expect(trace.columns.loss).toEqual([2, 0.5]);
  expect(whole.stdout).toBe(`${JSON.stringify(trace)}\n`);
});

test("also where TensorFlow.js has something to say", () => {
  const { status, stdout } = typed(folder.fileWith(PARABOLA), "--backend", "cpu");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ backend: "cpu", ended: { step: 6 } });
});

test("the exit status says what happened, and a refusal is one line", () => {
  const diverged = typed(folder.fileWith({ ...PARABOLA, learningRate: 3, steps: 50 }));
  expect(diverged.status).toBe(3);
  expect(JSON.parse(diverged.stdout)).toMatchObject({ ended: { step: 9, reason: "diverged" } });
  for (const args of [
    [folder.fileWith({ ...PARABOLA, learningRate: 0 })],
    [folder.fileWith(PARABOLA), "--backend", "webgl"],
  ]) {
    const refused = typed(...args);
    expect([refused.status, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toMatch(/^[^\n\r]+\n$/);
  }
});
