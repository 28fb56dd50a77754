import { expect, it } from "vitest";
import { LESSONS } from "../../lessons/lessons.ts";
import { parseMarkup, type Segment } from "../../lessons/markup.ts";
import { joinMath } from "./joinMath.ts";

const written = (segment: Segment) => (segment.kind === "text" ? segment.text : segment.kind);

const joined = (paragraph: string) =>
  joinMath(parseMarkup(paragraph)).map((group) => group.map(written));

it("keeps punctuation and brackets on the line of their formula", () => {
  expect(joined("The step ($\\eta$), of $L$.")).toEqual([
    ["The step "],
    ["(", "math", "),"],
    [" of "],
    ["math", "."],
  ]);
});

it("keeps what stands between two formulas without a space with both", () => {
  expect(joined("at $a$/$b$ only")).toEqual([["at "], ["math", "/", "math"], [" only"]]);
});

it("keeps a symbol with its value", () => {
  expect(joined("Here $S$ = {value:sharpness}, as $w$ is.")).toEqual([
    ["Here "],
    ["math", "\u00a0=\u00a0", "value"],
    [", as "],
    ["math"],
    [" is."],
  ]);
});

it("leaves a formula on a line of its own alone", () => {
  expect(joined("$a < b$")).toEqual([["math"]]);
});

it("loses nothing of the lessons' texts", () => {
  const paragraphs = LESSONS.flatMap(({ steps }) =>
    steps.flatMap(({ body, ask }) => [...body, ...(ask?.body ?? [])]),
  );
  for (const paragraph of paragraphs) {
    const segments = parseMarkup(paragraph);
    const whole = joinMath(segments).flat().map(written).join("");
    expect(whole.replaceAll("\u00a0", " ")).toBe(segments.map(written).join(""));
  }
});
