/** Pieces that the plots of a slice share. */
import { clamp } from "../../math/clamp.ts";
import { spread } from "../spread.ts";
import { px, type Group } from "../svg.ts";
import type { CurveStyle } from "../tokens.ts";
import type { PlotBox } from "./sliceLayout.ts";
import type { Path, Pixel } from "./sliceScene.ts";

/** An SVG path along the pixels, broken where there are none. */
export function pathOf(path: Path): string {
  return path
    .map((pixel, i) =>
      pixel === null ? "" : `${path[i - 1] ? "L" : "M"}${px(pixel.x)},${px(pixel.y)}`,
    )
    .join("");
}

/** Lines of a plot: the thing itself, its straight or parabolic model, and with the next term. */
export function createLines(parent: Group) {
  const line = (hue: string) => parent.append("path").style("fill", "none").style("stroke", hue);
  const truth = line("var(--ink)").style("stroke-width", 2);
  const model = line("var(--ghost)").style("stroke-width", 2).style("stroke-dasharray", "4 4");
  const cubic = line("var(--cubic)");
  return {
    update(paths: { truth: Path; model: Path; cubic: Path }, style: CurveStyle): void {
      truth.attr("d", pathOf(paths.truth));
      model.attr("d", pathOf(paths.model));
      cubic
        .attr("d", pathOf(paths.cubic))
        .style("stroke-width", style.width)
        .style("stroke-dasharray", style.dash.join(" "));
    },
  };
}

export interface PlotText {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
  hue?: string;
  /** The last so many characters are a symbol, set in the serif's italic. */
  symbol?: number;
}

/** Words of a plot, drawn anew as a whole. */
export function drawTexts(parent: Group, texts: readonly PlotText[]): void {
  parent
    .selectAll<SVGTextElement, PlotText>("text")
    .data(texts)
    .join("text")
    .attr("x", ({ x }) => px(x))
    .attr("y", ({ y }) => px(y))
    .attr("text-anchor", ({ anchor }) => anchor)
    .style("fill", ({ hue }) => hue ?? "var(--ink-2)")
    .selectAll("tspan")
    .data(({ text, symbol = 0 }) => {
      const words = text.slice(0, text.length - symbol);
      return [
        { part: words, isSymbol: false },
        { part: text.slice(words.length), isSymbol: true },
      ];
    })
    .join("tspan")
    .style("font-family", ({ isSymbol }) => (isSymbol ? "var(--serif)" : null))
    .style("font-style", ({ isSymbol }) => (isSymbol ? "italic" : null))
    // The page explains what is marked so, under the pointer.
    .attr("data-symbol", ({ isSymbol, part }) => (isSymbol ? part.replace(/ →$/, "") : null))
    .style("pointer-events", ({ isSymbol }) => (isSymbol ? "auto" : null))
    .text(({ part }) => part);
}

export interface NamedEnd {
  text: string;
  hue: string;
  end: Pixel | null;
}

/** Names right of a plot, beside the ends of its lines and kept apart. */
export function namesAt(ends: readonly NamedEnd[], box: PlotBox, fontSize: number) {
  const named = ends
    .flatMap(({ end, ...name }) => (end === null ? [] : [{ ...name, y: end.y }]))
    .map(({ y, ...name }) => ({ ...name, y: clamp(y, box.top, box.bottom) }))
    .sort((a, b) => a.y - b.y);
  const places = spread(
    named.map(({ y }) => y),
    1.2 * fontSize,
    box.top,
    box.bottom,
  );
  return named.map((name, i) => ({ ...name, textY: places[i]! }));
}

export function createEndNames(parent: Group) {
  const leaders = parent.append("g").style("fill", "none").style("opacity", 0.6);
  const words = parent.append("g");
  return {
    update(ends: readonly NamedEnd[], box: PlotBox, fontSize: number): void {
      const names = namesAt(ends, box, fontSize);
      leaders
        .selectAll("path")
        .data(names)
        .join("path")
        .style("stroke", ({ hue }) => hue)
        .attr("d", ({ y, textY }) => `M${box.right + 1},${px(y)}L${box.right + 9},${px(textY)}`);
      drawTexts(
        words,
        names.map(({ text, hue, textY }) => ({
          ...{ text, hue, anchor: "start" },
          ...{ x: box.right + 12, y: textY + 0.34 * fontSize },
        })),
      );
    },
  };
}

/** A filled dot with paper around it; away when there is no place for it. */
export function createDot(parent: Group, hue: string, radius: number) {
  const dot = parent
    .append("circle")
    .attr("r", radius)
    .style("fill", hue)
    .style("stroke", "var(--paper)")
    .style("stroke-width", 1.5);
  return {
    update(at: Pixel | null): void {
      dot.style("display", at === null ? "none" : "inline");
      if (at !== null) dot.attr("cx", px(at.x)).attr("cy", px(at.y));
    },
  };
}
