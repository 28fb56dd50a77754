/** The design tokens that canvas drawing and layout need as values. */
import type { LineName } from "./view.ts";

/** The token of each curve's colour. */
const HUE_OF: Record<LineName, string> = {
  gd: "gd",
  edge: "edge",
  pred: "pred",
  oneMode: "pred",
  cubic: "cubic",
  dagger: "dagger",
  average: "dagger",
  flow: "flow",
  flowFromStart: "flow",
  l2: "l2",
  frozen2: "ghost",
  frozen3: "cubic",
  // Beside it no prediction is drawn.
  pre: "cubic",
  central: "dagger",
  map: "ink-2",
};

/** Lines whose dash is not that of their colour. */
const DASH_OF: Partial<Record<LineName, string>> = {
  average: "average",
  frozen2: "frozen2",
  frozen3: "frozen3",
  pre: "gd",
  oneMode: "one-mode",
  central: "central",
  map: "map",
};

export interface CurveStyle {
  color: string;
  width: number;
  /** In pixels; empty for a solid line. */
  dash: number[];
}

export interface Tokens {
  curves: Record<LineName, CurveStyle>;
  rawWidth: number;
  paper: string;
  ghost: string;
  bad: string;
  fontSize: number;
  titleSize: number;
  sans: string;
  serif: string;
}

/** The custom property that colours a curve, for use in SVG: follows the theme by itself. */
export function hueOf(curve: LineName): string {
  // The ghosts' hue is too pale for words.
  if (curve === "frozen2") return "var(--ink-3)";
  return `var(--${HUE_OF[curve]})`;
}

function numberOr(text: string, fallback: number): number {
  const value = Number.parseFloat(text);
  return Number.isFinite(value) && value > 0 ? value : fallback;
}

function dashOf(text: string, width: number): number[] {
  const lengths = text.split(/\s+/).map(Number);
  return lengths.every((length) => Number.isFinite(length) && length > 0)
    ? lengths.map((length) => length * width)
    : [];
}

/** Flow from the start is the same flow, earlier: same hue and dash, thinner. */
const FROM_START_WIDTH = 0.6;

/** Read the tokens as they apply to `element` now. */
export function readTokens(element: Element): Tokens {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  const curveStyle = (curve: LineName): CurveStyle => {
    const hue = HUE_OF[curve];
    const width =
      numberOr(read(`--w-${hue}`), 1.5) * (curve === "flowFromStart" ? FROM_START_WIDTH : 1);
    const dash = dashOf(read(`--dash-${DASH_OF[curve] ?? hue}`), width);
    return { color: read(`--${hue}`), width, dash };
  };
  return {
    curves: {
      gd: curveStyle("gd"),
      edge: curveStyle("edge"),
      pred: curveStyle("pred"),
      oneMode: curveStyle("oneMode"),
      cubic: curveStyle("cubic"),
      dagger: curveStyle("dagger"),
      average: curveStyle("average"),
      flow: curveStyle("flow"),
      flowFromStart: curveStyle("flowFromStart"),
      l2: curveStyle("l2"),
      frozen2: curveStyle("frozen2"),
      frozen3: curveStyle("frozen3"),
      pre: curveStyle("pre"),
      central: curveStyle("central"),
      map: curveStyle("map"),
    },
    rawWidth: numberOr(read("--w-raw"), 0.75),
    paper: read("--paper"),
    ghost: read("--ghost"),
    bad: read("--bad"),
    fontSize: numberOr(read("--t-1"), 12),
    titleSize: numberOr(read("--t-2"), 13),
    sans: read("--sans") || "sans-serif",
    serif: read("--serif") || "serif",
  };
}

/** As in `styles/large.css`. */
const LARGE_SCREEN = "(width >= 2400px) and (height >= 1300px)";

/**
 * Call `onChange` when the theme, the mode or the size of type may have changed.
 * @returns a function that stops watching
 */
export function watchTokens(onChange: () => void): () => void {
  const conditions = [matchMedia("(prefers-color-scheme: dark)"), matchMedia(LARGE_SCREEN)];
  const attributes = new MutationObserver(onChange);
  for (const condition of conditions) condition.addEventListener("change", onChange);
  attributes.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme", "data-mode", "class", "style"],
  });
  return () => {
    for (const condition of conditions) condition.removeEventListener("change", onChange);
    attributes.disconnect();
  };
}
