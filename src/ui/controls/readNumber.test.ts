import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumber, readWhole, readWholes } from "./readNumber.ts";

describe("numbers as people type them", () => {
  it.each([
    ["0.1", 0.1],
    [" 0,05 ", 0.05],
    ["2e-3", 2e-3],
    [".5", 0.5],
    ["1.", 1],
    ["−0,3", -0.3],
  ])("reads %j", (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each(["", "abc", "0.1.2", "1,2,3", "NaN", "Infinity", "0x10", "1e999", "2/20"])(
    "refuses %j",
    (text) => {
      expect(readNumber(text)).toBeNull();
    },
  );

  it("reads back whatever JavaScript writes, also with a decimal comma", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        // JavaScript writes −0 as 0.
        expect(readNumber(String(value))).toBe(value + 0);
        expect(readNumber(String(value).replace(".", ","))).toBe(value + 0);
      }),
    );
  });

  it("never gives anything but a finite number or null", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = readNumber(text);
        expect(value === null || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

describe("whole numbers", () => {
  it("may have thousands separators and nothing else", () => {
    expect(readWhole("1,200")).toBe(1200);
    expect(readWhole("1 200 000")).toBe(1_200_000);
    expect(readWhole("1,20")).toBeNull();
    expect(readWhole("-3")).toBeNull();
    expect(readWhole("2.5")).toBeNull();
    expect(readWhole("")).toBeNull();
  });

  it("come in lists with any separator", () => {
    expect(readWholes("32, 32")).toEqual([32, 32]);
    expect(readWholes("32–20 8")).toEqual([32, 20, 8]);
    expect(readWholes("  ")).toEqual([]);
    expect(readWholes("32, x")).toBeNull();
    expect(readWholes("1.5")).toBeNull();
  });
});
