import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Trace } from "../share/traceFile.ts";
import { experimentFolder, traceCommand } from "./fixtures/traceRunner.ts";

const folder = experimentFolder();
afterAll(folder.remove);

const TEXT = "a,b,y\n1,9,0.5\n3,9,-1\n2,9,2\n";
const SHA256 = createHash("sha256").update(TEXT).digest("hex");
writeFileSync(join(folder.path, "own.csv"), TEXT);

function onFile(change: { name?: string; sha256?: string } = {}) {
  const file = { name: "own.csv", size: TEXT.length, sha256: SHA256, ...change };
  const chosen = { column: 2, samples: 3, shape: [2], standardise: "inputs" };
  return {
    data: { kind: "file", format: "csv", files: [file], ...chosen },
    model: { hidden: [4] },
    steps: 5,
  };
}

test("a trace on a file is that of the same numbers written out", async () => {
  const { stdout, status, stderr } = await traceCommand(folder.fileWith(onFile()));
  expect(status, stderr).toBe(0);
  // Mean 2, deviation √(2/3); the constant column becomes zero.
  const one = 1 / Math.sqrt(2 / 3);
  const inputs = [
    [-one, 0],
    [one, 0],
    [0, 0],
  ];
  const inline = { kind: "inline", inputs, targets: [[0.5], [-1], [2]] };
  const written = await traceCommand(folder.fileWith({ ...onFile(), data: inline }));
  const [own, same] = [stdout, written.stdout].map((text) => JSON.parse(text) as Trace);
  expect(own!.columns.loss).toHaveLength(6);
  own!.columns.loss!.forEach((loss, step) => {
    expect(loss).toBeCloseTo(same!.columns.loss![step]!, 12);
  });
});

test.each([
  [{ name: "elsewhere.csv" }, 'data.files: "elsewhere.csv" must lie beside the experiment'],
  [{ sha256: "0".repeat(64) }, 'data.files: "own.csv" is not the file of the experiment'],
])("another file is refused: %j", async (change, sentence) => {
  const { status, stderr } = await traceCommand(folder.fileWith(onFile(change)));
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});
