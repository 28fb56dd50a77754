import { expect, it } from "vitest";
import type { FileData } from "../../model/experiment.ts";
import type { FileRows } from "../../model/ownData/fileRows.ts";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import type { Command } from "../../protocol/commands.ts";
import { ScriptedWorker } from "../fixtures/scriptedWorker.ts";
import { createOwnRows, handingRows } from "./ownRows.ts";

const on = (name: string): FileData => ({
  kind: "file",
  format: "csv",
  files: [{ name, size: 3, sha256: name.repeat(64) }],
  samples: 1,
  offset: 0,
  subset: "first",
  column: 1,
  targets: "values",
  classes: [],
  standardise: "none",
  shape: [1],
});
const rowsOf = (value: number): FileRows => ({
  kind: "table",
  columns: [],
  count: 1,
  values: Float64Array.of(value),
});

it("keeps the rows of the last files", () => {
  const own = createOwnRows();
  const data = ["a", "b", "c"].map(on);
  data.forEach(({ files }, i) => {
    own.put(files, rowsOf(i));
  });
  expect(data.map((each) => own.of(each))).toEqual([null, rowsOf(1), rowsOf(2)]);
  // What a file is called does not matter.
  const renamed = { ...data[2]!, files: [{ ...data[2]!.files[0]!, name: "other" }] };
  expect(own.of(renamed)).toEqual(rowsOf(2));
  expect(own.of({ kind: "chebyshev", degree: 3, samples: 4 })).toBeNull();
});

it("hands them to the engine with an experiment on them, and with no other", () => {
  const own = createOwnRows();
  const data = on("a");
  own.put(data.files, rowsOf(7));
  const scripted = new ScriptedWorker();
  const worker = handingRows(() => scripted, own)();
  const experiment = defaultExperiment();
  const sweep = (of: Pick<typeof experiment, "data">): Command => ({
    type: "sweep",
    runId: 1,
    experiment: { ...experiment, ...of },
    dataUrl: "./",
  });
  worker.postMessage(sweep({ data }));
  worker.postMessage(sweep(experiment));
  worker.postMessage(sweep({ data: on("b") }));
  worker.postMessage({ type: "pause", runId: 1 } satisfies Command);
  expect(scripted.commands.map((command) => "rows" in command)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(scripted.commands[0]).toMatchObject({ rows: rowsOf(7) });
});
