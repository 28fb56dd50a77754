/** Width of text without laying it out. */
export interface TextFont {
  family: string;
  size: number;
  weight?: number;
  italic?: boolean;
}

export type MeasureText = (text: string, font: TextFont) => number;

/** Widths are remembered: the figure measures the same few words again and again. */
export function createTextMeasure(): MeasureText {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  return (text, font) => {
    const css = `${font.italic ? "italic " : ""}${font.weight ?? 400} ${font.size}px ${font.family}`;
    const key = `${css} ${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size > 2000) known.clear();
    let width = text.length * font.size * 0.55;
    if (context) {
      context.font = css;
      ({ width } = context.measureText(text));
    }
    known.set(key, width);
    return width;
  };
}
