import { expect, it } from "vitest";
import { parseExperiment } from "../../model/parseExperiment.ts";
import { nameOf, tooLarge } from "./fileNames.ts";

it.each(["", "a/b", "x".repeat(500), "😀".repeat(300), "a\u0000\n\u2028b", "\ud800"])(
  "makes %j a name that an experiment may have",
  (name) => {
    const files = [{ name: nameOf({ name }), size: 1, sha256: "0".repeat(64) }];
    const data = { kind: "file", format: "csv", files, column: 1, shape: [1] };
    expect(parseExperiment({ data })).toMatchObject({ ok: true, experiment: { data: { files } } });
  },
);

it("says how large a file is and may be", () => {
  expect(tooLarge({ name: "big.csv", size: 3e8 }).message).toBe(
    'The file "big.csv" cannot be used: it has 287 MB, at most 128 MB are read.',
  );
});
