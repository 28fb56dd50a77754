import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layRichText, type RichText } from "./richText.ts";

const measure = (text: string) => text.length * 10;
const font = () => ({ family: "serif", size: 10 });
const lay = (text: RichText, room: number) => layRichText(text, room, font, measure);

describe("sentences in lines", () => {
  it("keeps a number together with its unit and with the comma after it", () => {
    const lines = lay(["It is ", { text: "1.7 δ", curve: "gd" }, ", past δ."], 100);
    expect(lines.map((line) => line.map(({ text }) => text))).toEqual([
      ["It", "is"],
      ["1.7 δ", ","],
      ["past", "δ."],
    ]);
    expect(lines[1]!.map(({ x, curve }) => [x, curve])).toEqual([
      [0, "gd"],
      [50, null],
    ]);
    expect(lines[0]!.map(({ x }) => x)).toEqual([0, 30]);
  });

  it("loses no word and is no wider than its room, but for a word that is", () => {
    const part = fc.oneof(
      fc.string(),
      fc.record({ text: fc.stringMatching(/^[a-z0-9.]{1,6}$/), curve: fc.constant("gd" as const) }),
    );
    fc.assert(
      fc.property(fc.array(part), fc.integer({ min: 10, max: 300 }), (text, room) => {
        const lines = lay(text, room);
        const said = lines.flat().map((run) => run.text);
        const wanted = text.map((piece) => (typeof piece === "string" ? piece : piece.text));
        expect(said.join("").replaceAll(" ", "")).toBe(wanted.join("").replaceAll(" ", ""));
        for (const line of lines) {
          const last = line.at(-1)!;
          const isOneWord = line.every((run, k) => k === 0 || run.x === end(line[k - 1]!));
          expect(isOneWord || end(last) <= room).toBe(true);
        }
      }),
    );
  });
});

const end = ({ x, text }: { x: number; text: string }) => x + measure(text);
