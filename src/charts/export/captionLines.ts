import type { MeasureText, TextFont } from "../textWidth.ts";

/** As much of a word as has room, at least one character. */
function cutWord(word: string, room: number, widthOf: (text: string) => number): string {
  let length = Math.max(1, Math.floor((word.length * room) / Math.max(1, widthOf(word))));
  while (length > 1 && widthOf(word.slice(0, length)) > room) length--;
  return word.slice(0, length);
}

/** Break one text into lines; words that are too long for a line, as links are, break anywhere. */
function breakText(text: string, room: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= room) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (widthOf(line) > room && line.length > 1) {
      const part = cutWord(line, room, widthOf);
      lines.push(part);
      line = line.slice(part.length);
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** The paragraphs of a caption as lines no wider than `room` pixels. */
export function captionLines(
  paragraphs: readonly string[],
  room: number,
  font: TextFont,
  measure: MeasureText,
): string[] {
  const widthOf = (text: string) => measure(text, font);
  return paragraphs.flatMap((text) => breakText(text, room, widthOf));
}
