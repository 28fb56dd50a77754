import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { captionLines } from "./captionLines.ts";

const FONT = { family: "sans-serif", size: 10 };
const measure = (text: string) => text.length * 10;

describe("captionLines", () => {
  it("breaks between words, and within a word that is longer than a line", () => {
    expect(captionLines(["one two three", "abcdefghijkl"], 80, FONT, measure)).toEqual([
      "one two",
      "three",
      "abcdefgh",
      "ijkl",
    ]);
  });

  it("loses nothing and keeps to its room", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 10, max: 400 }), (texts, room) => {
        const lines = captionLines(texts, room, FONT, measure);
        expect(lines.every((line) => measure(line) <= room)).toBe(true);
        const strip = (parts: string[]) => parts.join("").replaceAll(" ", "");
        expect(strip(lines)).toBe(strip(texts));
      }),
    );
  });
});
