import { describe, expect, it } from "vitest";
import { FileFault } from "./fileFault.ts";
import { readTable } from "./readTable.ts";

const read = (text: string) => readTable(new TextEncoder().encode(text));

describe("a CSV file", () => {
  it("is read with its header, comments and empty lines left out", () => {
    expect(read("\uFEFF# measured\r\nx, y\r\n\r\n1,-2.5\r\n3e1,.5\r\n")).toEqual({
      kind: "table",
      columns: [
        { name: "x", kind: "numbers", words: [] },
        { name: "y", kind: "numbers", words: [] },
      ],
      count: 2,
      values: Float64Array.of(1, -2.5, 30, 0.5),
    });
  });

  it("needs no header, and may name classes by words", () => {
    const { columns, values } = read("5.1,setosa\n4.9,setosa\n6,virginica");
    expect(columns).toEqual([
      { name: "column 1", kind: "numbers", words: [] },
      { name: "column 2", kind: "words", words: ["setosa", "virginica"] },
    ]);
    expect([...values]).toEqual([5.1, 0, 4.9, 0, 6, 1]);
  });

  it.each([
    ["a;b\n1,5;2\n-,5;,25", [1.5, 2, -0.5, 0.25]],
    ["a\tb\n1\t2", [1, 2]],
    ['a,b\n"1","2"', [1, 2]],
    ["a,b\r1,2\r3,4", [1, 2, 3, 4]],
  ])("may be written as %j", (text, values) => {
    expect([...read(text).values]).toEqual(values);
  });

  it("keeps names that mean something to JavaScript as text", () => {
    const { columns } = read("__proto__,constructor,toString\n1,hasOwnProperty,__proto__");
    expect(columns.map(({ name }) => name)).toEqual(["__proto__", "constructor", "toString"]);
    expect(columns[2]).toEqual({ name: "toString", kind: "words", words: ["__proto__"] });
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it("has text in a column of more than a hundred different words", () => {
    const lines = Array.from({ length: 101 }, (_, i) => `${i},word${i}`);
    expect(read(lines.join("\n")).columns[1]).toEqual({
      name: "column 2",
      kind: "text",
      words: [],
    });
  });

  const faults: [text: string, sentence: string][] = [
    ["", "it is empty; CSV has a row of numbers for every sample."],
    ["x,y\n", "it has one line and no number in it; CSV has a row of numbers for every sample."],
    [
      "x,y\n1,2\n3,<b>",
      'line 3, column "y": got "<b>", must be a number such as 0.25, as in the first row.',
    ],
    ["x,y\n1,2\n3,1e999", 'line 3, column "y": got "1e999", must be between -1e+30 and 1e+30.'],
    ["x,y\n1,2\n3", "line 3: got 1 fields, must be 2, as in the first line."],
    ["x,y\n1,2\n3,", 'line 3, column "y": the cell is empty; every cell needs a value.'],
    ['x,y\n1,"2', "line 2: a quote does not close."],
    [
      "1,2\u00003",
      "byte 3 is 0, so it is not text; CSV has numbers in UTF-8, separated by commas.",
    ],
    [`1${"2".repeat(2e5)}`, "line 1 has 200001 characters; at most 200000 are read."],
    ["1".concat(",1".repeat(4096)), "line 1 has 4097 fields; at most 4096 are read."],
  ];
  it.each(faults)("is refused when it is %j", (text, sentence) => {
    expect(() => read(text)).toThrow(new FileFault(sentence));
  });

  it("is refused before it is too much", () => {
    const row = `${"1,".repeat(4095)}1\n`;
    expect(() => read(row.repeat(2442))).toThrow("it has more than 10000000 cells");
    expect(() => readTable(new Uint8Array(33 * 2 ** 20))).toThrow("it has more than 32 MB");
  });
});
