import { beforeEach, describe, expect, it } from "vitest";
import "../../styles/tokens.css";
import { EXPERIMENT, edgeHistory, edgeRow, historyOf } from "../fixtures/syntheticHistory.ts";
import { defaultView } from "../view.ts";
import { figurePng } from "./figurePng.ts";
import { figureSvg, type FigureSvgInput } from "./figureSvg.ts";

const INPUT: FigureSvgInput = {
  history: edgeHistory(900, 300),
  experiment: EXPERIMENT,
  view: defaultView(),
  panels: ["loss", "sharpness", "distance"],
  compared: [],
  visible: null,
  width: 900,
  height: 700,
  theme: "light",
  background: "paper",
  caption: ["A <network> & its η = 0.1", "https://example.org/brink/#v=1&preset=classic"],
};

/** Parse as XML; a parser's complaint is a document of its own. */
function parse(text: string): Document {
  const document = new DOMParser().parseFromString(text, "image/svg+xml");
  expect(document.querySelector("parsererror")).toBeNull();
  return document;
}

function attributesOf(document: Document): string[] {
  return [...document.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes].map(({ value }) => value),
  );
}

/** Strokes of a colour with a dash, thickest first. */
function strokes(document: Document, color: string, dash: string | null): Element[] {
  return [...document.querySelectorAll(`path[stroke="${color}"]`)].filter(
    (path) =>
      path.getAttribute("stroke-dasharray") === dash && path.getAttribute("fill") === "none",
  );
}

const coordinates = (path: Element) =>
  [...(path.getAttribute("d") ?? "").matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  );

beforeEach(() => {
  document.documentElement.dataset["theme"] = "dark";
});

describe("the figure as SVG", () => {
  it("is XML that needs nothing else and holds no number that is none", () => {
    const text = figureSvg(INPUT);
    const svg = parse(text);
    expect(svg.documentElement.getAttribute("viewBox")).toBe("0 0 900 700");
    expect(
      text.match(
        /.{0,80}(NaN|Infinity|undefined|var\(| style=|<script|<image|<foreignObject).{0,30}/,
      ),
    ).toBeNull();
    const references = attributesOf(svg).filter((value) => /url\(|https?:/.test(value));
    expect(references.filter((value) => !value.startsWith("url(#"))).toEqual([
      "http://www.w3.org/2000/svg",
    ]);
    expect(document.querySelector("[data-theme=light]")).toBeNull();
  });

  it("draws each visible curve as one path with its colour and dash", () => {
    const svg = parse(figureSvg(INPUT));
    expect(strokes(svg, "#c03a00", "8 4.4")).toHaveLength(3);
    expect(strokes(svg, "#00705a", "13.5 3.6").length).toBeGreaterThan(0);
    expect(strokes(svg, "#574600", "9 3 1.8 3")).toHaveLength(3);
    expect(strokes(svg, "#616b7b", null).length).toBeGreaterThan(0);
    const descent = strokes(svg, "#1d5fd1", null).filter(
      (path) => path.getAttribute("stroke-width") === "2",
    );
    expect(descent).toHaveLength(3);
    for (const path of descent) expect(coordinates(path).length).toBeGreaterThan(300);
    // Switched off, a curve is not there.
    const view = { ...INPUT.view, visible: { ...INPUT.view.visible, pred: false } };
    expect(strokes(parse(figureSvg({ ...INPUT, view })), "#c03a00", "8 4.4")).toHaveLength(0);
  });

  it("keeps words as text: titles, ticks, names, events and the caption", () => {
    const svg = parse(figureSvg(INPUT));
    const words = [...svg.querySelectorAll("text")].map(({ textContent }) => textContent);
    for (const word of [
      "edge: predictions start",
      "gradient descent",
      "2/η = 20, θ† on it",
      "step",
    ])
      expect(words).toContain(word);
    expect(words.some((word) => word?.startsWith("Sharpness"))).toBe(true);
    expect(words).toContain("A <network> & its η = 0.1");
    expect(words).toContain("https://example.org/brink/#v=1&preset=classic");
    const sizes = [...svg.querySelectorAll("text")].map((text) => Number(text.getAttribute("x")));
    expect(Math.max(...sizes)).toBeLessThan(900);
  });

  it("draws compared runs behind it, with their names", () => {
    const history = edgeHistory(500, 200);
    const run = { id: "a", name: "<b>half η</b>", history, experiment: EXPERIMENT, slot: 1 };
    const svg = parse(figureSvg({ ...INPUT, compared: [run] }));
    expect(strokes(svg, "#8a8f99", "8 3.2").length).toBe(3);
    const words = [...svg.querySelectorAll("text")].map(({ textContent }) => textContent);
    expect(words.filter((word) => word === "<b>half η</b>").length).toBeGreaterThan(2);
  });

  it("keeps a spike of one step among many", () => {
    const rows = Array.from({ length: 50_000 }, (_, step) => ({
      ...edgeRow(step, 60_000),
      loss: step === 31_234 ? 5 : 0.3,
    }));
    const svg = parse(figureSvg({ ...INPUT, history: historyOf(rows) }));
    const [loss] = strokes(svg, "#1d5fd1", null);
    const heights = coordinates(loss!).map(([, y]) => y);
    const base = Math.max(...heights);
    expect(heights.filter((y) => y < base - 60)).toHaveLength(1);
    expect(coordinates(loss!).length).toBeLessThan(10_000);
  });

  it("shows the steps on screen when a part is asked for", () => {
    const svg = parse(figureSvg({ ...INPUT, visible: { from: 400, to: 440 } }));
    const ticks = [...svg.querySelectorAll("text")].map(({ textContent }) => textContent);
    expect(ticks).toContain("420");
    expect(ticks).not.toContain("100");
  });

  it("takes colours of the theme asked for, and paints no paper when transparent", () => {
    const dark = figureSvg({ ...INPUT, theme: "dark" });
    expect(dark).toContain("#4c98ff");
    expect(dark).toContain("#0f1216");
    const clear = figureSvg({ ...INPUT, background: "transparent" });
    expect(clear).not.toMatch(/#fdfcf9/i);
    expect(parse(clear).querySelector("rect")).toBeNull();
  });

  it("draws a run without rows and one that diverged", () => {
    expect(
      parse(figureSvg({ ...INPUT, history: historyOf([]) })).querySelector("text"),
    ).not.toBeNull();
    const diverged = historyOf([edgeRow(0, 10), edgeRow(1, 10), edgeRow(2, 10)]);
    diverged.divergedAt = 2;
    const svg = parse(figureSvg({ ...INPUT, history: diverged }));
    expect(strokes(svg, "#a3123a", null).length).toBeGreaterThan(0);
  });

  it("fits a narrow size with its link broken into lines", () => {
    const long = `https://example.org/#${"key=value&".repeat(25)}`;
    const svg = parse(figureSvg({ ...INPUT, width: 360, height: 520, caption: [long] }));
    const lines = [...svg.querySelectorAll("text")].map(({ textContent }) => textContent ?? "");
    expect(lines.filter((line) => line.includes("key=")).length).toBeGreaterThan(3);
    expect(lines.join("")).toContain(long);
  });
});

describe("the figure as PNG", () => {
  /** The colours of a picture at a few places. */
  async function pixels(blob: Blob, places: readonly (readonly [number, number])[]) {
    const bitmap = await createImageBitmap(blob);
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
    const context = canvas.getContext("2d")!;
    context.drawImage(bitmap, 0, 0);
    return {
      width: bitmap.width,
      height: bitmap.height,
      colors: places.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data]),
    };
  }

  it("is painted at the scale asked for, on paper or on nothing", async () => {
    const size = { width: 900, height: 700, scale: 2 };
    const paper = await pixels(await figurePng(figureSvg(INPUT), size), [[1798, 2]]);
    expect(paper).toEqual({ width: 1800, height: 1400, colors: [[253, 252, 249, 255]] });
    const clear = figureSvg({ ...INPUT, background: "transparent" });
    expect((await pixels(await figurePng(clear, size), [[1798, 2]])).colors[0]?.[3]).toBe(0);
    // A point of the descent's path has its colour.
    const [loss] = strokes(parse(figureSvg(INPUT)), "#1d5fd1", null);
    const [x, y] = coordinates(loss!)[30]!;
    const { colors } = await pixels(await figurePng(figureSvg(INPUT), size), [
      [2 * (x + 12), 2 * (y + 12)],
    ]);
    expect(Math.abs(colors[0]![2]! - 0xd1)).toBeLessThan(30);
  });
});
