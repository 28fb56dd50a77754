import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PANEL_TITLES, SHORT_NAMES } from "../../charts/names.ts";
import { CURVES } from "../../charts/view.ts";
import { SYMBOL_PATTERN } from "../controls/MathText.tsx";
import { EXPLANATIONS, ROW_NAMES } from "../overlays/overlayRows.ts";
import { liveNumbers } from "../story/liveNumbers.ts";
import { historyOf } from "../story/fixtures/historyOf.ts";
import { STOP_CLAUSES } from "../story/stopSentences.ts";
import { PRESETS } from "../../presets/presets.ts";
import { placeBeside, type Box } from "./placeBeside.ts";
import { SYMBOLS, symbolNamed } from "./symbols.ts";

describe("the glossary", () => {
  it("knows every symbol in the texts of the page, in the numbers and on the charts", () => {
    const texts = [
      ...Object.values(ROW_NAMES),
      ...Object.values(EXPLANATIONS),
      ...Object.values(STOP_CLAUSES),
      ...PRESETS.flatMap(({ question, watch, answers }) => [question, watch, answers]),
      "The line 2/λ₁(0), the axis ηt, |x|, |θ − θ†|, L(θ†), α ≤ 0, β, γ and 1.9/η.",
    ];
    const marked = texts.flatMap((text) =>
      text.split(SYMBOL_PATTERN).filter((_, i) => i % 2 === 1),
    );
    const live = [historyOf(2, {}), historyOf(2, { modesActive: () => 2 })].flatMap((history) =>
      liveNumbers(history, 1).map(({ symbol }) => symbol),
    );
    const charted = [
      ...Object.values(PANEL_TITLES).map(({ symbol }) => symbol),
      ...CURVES.map((curve) => SHORT_NAMES[curve]),
    ];
    expect(marked.length).toBeGreaterThan(20);
    const unknown = [...marked, ...live, ...charted].filter((name) => !symbolNamed(name));
    expect(unknown).toEqual([]);
  });

  it("gives each symbol a name of its own, one sentence and a formula", () => {
    const names = SYMBOLS.flatMap(({ symbol, aliases = [] }) => [symbol, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const { meaning, formula, source } of SYMBOLS) {
      expect(meaning).toMatch(/^[A-Z][^.]*\.$/);
      expect(formula).not.toBe("");
      expect(source).not.toBe("");
    }
  });
});

describe("the place of a note", () => {
  const covers = (a: Box, b: Box) =>
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height;
  const size = { width: 260, height: 110 };

  it("is beside the charts for a symbol in a chart's title", () => {
    const chart = { left: 272, top: 60, width: 824, height: 760 };
    const anchor = { left: 345, top: 300, width: 14, height: 16 };
    const place = placeBeside(anchor, size, { width: 1440, height: 900 }, [chart]);
    expect(place).toEqual({ left: 8, top: 300 });
  });

  it("is on screen and never over its symbol, where there is room", () => {
    const whole = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(whole(1400), whole(880), (left, top) => {
        const anchor = { left, top, width: 20, height: 16 };
        const place = placeBeside(anchor, size, { width: 1440, height: 900 }, []);
        expect(place.left).toBeGreaterThanOrEqual(8);
        expect(place.left + size.width).toBeLessThanOrEqual(1432);
        expect(place.top).toBeGreaterThanOrEqual(8);
        expect(place.top + size.height).toBeLessThanOrEqual(892);
        expect(covers({ ...place, ...size }, anchor)).toBe(false);
      }),
    );
  });
});
