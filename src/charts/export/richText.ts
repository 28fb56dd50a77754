/** Sentences whose numbers have the hues of their curves, set in lines. */
import type { MeasureText, TextFont } from "../textWidth.ts";
import type { Curve } from "../view.ts";

/** Plain words, and numbers that belong to a curve. */
export type RichText = readonly (string | { text: string; curve: Curve })[];

/** A stretch of a line in one font. */
export interface RichRun {
  text: string;
  /** null in the colour of the text. */
  curve: Curve | null;
  x: number;
}

interface Word {
  text: string;
  curve: Curve | null;
  /** Whether a space comes before it. */
  isApart: boolean;
}

/** Quantities are not broken: 1.7 δ stays together. */
function wordsOf(text: RichText): Word[] {
  const words: Word[] = [];
  let isApart = false;
  for (const part of text) {
    if (typeof part !== "string") {
      words.push({ ...part, isApart });
      isApart = false;
      continue;
    }
    for (const piece of part.split(/( +)/)) {
      if (piece === "") continue;
      if (piece.trim() === "") {
        isApart = true;
        continue;
      }
      words.push({ text: piece, curve: null, isApart });
      isApart = false;
    }
  }
  return words;
}

/**
 * Break a sentence into lines no wider than `room`, as far as its words allow.
 * @param fontOf the font of plain words (null) and of quantities
 */
export function layRichText(
  text: RichText,
  room: number,
  fontOf: (curve: Curve | null) => TextFont,
  measure: MeasureText,
): RichRun[][] {
  const lines: RichRun[][] = [];
  let line: RichRun[] = [];
  let x = 0;
  const words = wordsOf(text);
  for (let i = 0; i < words.length;) {
    // What no space parts, a number and the comma after it, goes to one line.
    let end = i + 1;
    while (end < words.length && !words[end]!.isApart) end++;
    const group = words.slice(i, end);
    const widths = group.map((word) => measure(word.text, fontOf(word.curve)));
    const width = widths.reduce((sum, value) => sum + value, 0);
    const space = line.length > 0 && group[0]!.isApart ? measure(" ", fontOf(null)) : 0;
    if (line.length > 0 && x + space + width > room) {
      lines.push(line);
      line = [];
      x = 0;
    } else {
      x += space;
    }
    group.forEach((word, k) => {
      line.push({ text: word.text, curve: word.curve, x });
      x += widths[k]!;
    });
    i = end;
  }
  if (line.length > 0) lines.push(line);
  return lines;
}
