/** What is left of the loss along u when its quadratic is taken away, magnified. */
import { formatSignificant, formatTick } from "../format.ts";
import type { Group } from "../svg.ts";
import type { Tokens } from "../tokens.ts";
import { createDot, createEndNames, createLines, drawTexts, type PlotText } from "./marks.ts";
import type { SliceScene } from "./sliceScene.ts";

/** "10× taller"; where the rest is larger than the loss shown, what it is. */
export function magnificationWords(magnification: number): string {
  return `${formatSignificant(magnification, 2)}× ${magnification >= 1 ? "taller" : "as tall"}`;
}

export function createStripPlot(parent: Group) {
  const lines = createLines(parent);
  const ball = createDot(parent, "var(--gd)", 4);
  const words = parent.append("g");
  const names = createEndNames(parent);

  return {
    update({ strip, layout, magnification }: SliceScene, tokens: Tokens): void {
      const { fontSize, strip: box } = layout;
      const zero = strip.y.toPixel(0);
      const model = [box.left, box.right].map((x) => ({ x, y: zero }));
      lines.update({ truth: strip.truth, model, cubic: strip.cubic }, tokens.curves.cubic);
      ball.update(strip.ball);
      const { tick } = strip;
      drawTexts(words, [
        {
          text: `the same minus the quadratic, ${magnificationWords(magnification)}`,
          ...{ x: 0, y: box.top - 0.6 * fontSize, anchor: "start", hue: "var(--ink-3)" },
        },
        ...[-tick, 0, tick].map((value): PlotText => ({
          text: (value > 0 ? "+" : "") + formatTick(value),
          ...{ x: box.left - 5, y: strip.y.toPixel(value) + 0.34 * fontSize, anchor: "end" },
        })),
      ]);
      names.update(
        [
          { text: "cubic", hue: "var(--cubic)", end: strip.cubic.at(-1)! },
          { text: "loss itself", hue: "var(--ink)", end: strip.truth.at(-1)! },
          { text: "quadratic", hue: "var(--ink-3)", end: model[1]! },
        ],
        box,
        fontSize,
      );
    },
  };
}
