import { expect, it } from "vitest";
import type { FileData } from "../../model/experiment.ts";
import { fileWords, otherFiles } from "./ownDataWords.ts";

const file = (name: string, size: number, digit: string) => ({
  name,
  size,
  sha256: digit.repeat(64),
});
const wanted = { files: [file("a.csv", 1500, "a")] } as FileData;

it("takes the file of an experiment under any name", () => {
  expect(otherFiles(wanted, [file("copy of a.csv", 1500, "a")])).toBeNull();
});

it.each([
  [
    [file("b.csv", 1499, "b")],
    '"b.csv" is not the file of this experiment: it has 1,499 bytes, not 1,500.',
  ],
  [
    [file("a.csv", 1500, "b")],
    '"a.csv" is not the file of this experiment: its SHA-256 begins with bbbbbbbbbbbb, not aaaaaaaaaaaa.',
  ],
  [[file("a", 1, "a"), file("b", 1, "b")], "The experiment is on 1 file, not 2."],
])("says why other files are not those of an experiment", (found, sentence) => {
  expect(otherFiles(wanted, found)).toBe(sentence);
});

it("says what is in files", () => {
  const table = {
    kind: "table" as const,
    columns: [{ name: "x", kind: "numbers" as const, words: [] }],
    count: 1,
    values: Float64Array.of(1),
  };
  expect(fileWords([file("a.csv", 1, "a")], table)).toBe("a.csv: 1 row of 1 column");
  const images = {
    kind: "images" as const,
    count: 60_000,
    channels: 1,
    height: 28,
    width: 28,
    pixels: new Uint8Array(),
    labels: new Uint8Array(),
  };
  const files = [file("images", 1, "a"), file("labels", 1, "b")];
  expect(fileWords(files, images)).toBe("images, labels: 60,000 images of 28 × 28");
});
