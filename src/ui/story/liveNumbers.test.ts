import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COLUMN_NAMES } from "../../protocol/columns.ts";
import { History } from "../../session/history.ts";
import type { Status } from "../../session/store.ts";
import { divergence } from "./divergence.ts";
import { heldRun } from "./heldRun.ts";
import { liveNumbers, spokenNumbers } from "./liveNumbers.ts";
import { plainText } from "./prose.ts";
import { tellStory } from "./story.ts";
import { historyOf } from "./fixtures/historyOf.ts";

const FIVE = { minLength: 5, maxLength: 5 };

const texts = (history: History, step: number) =>
  Object.fromEntries(liveNumbers(history, step).map(({ symbol, text }) => [symbol, text]));

describe("the numbers under the sentence", () => {
  it("are those of the step, with dashes before the edge", () => {
    const history = historyOf(10, { sharpness: (step) => 10 + step });
    expect(texts(history, 4)).toEqual({
      S: "14.00",
      "2/η": "20.00",
      "|x|/δ": "–",
      y: "–",
      α: "–",
      β: "–",
      δ: "–",
      "1 − γ²": "–",
    });
    expect(spokenNumbers(liveNumbers(history, 4))).toBe("sharpness 14.00, line 20.00");
  });

  it("know stage, signs and the share that the constraint leaves", () => {
    const history = historyOf(
      12,
      {
        sharpness: (step) => 20 + (step % 2),
        stage: () => 4,
        x: (step) => (step % 2 === 0 ? 0.3 : -0.3),
        y: () => -0.4142,
        alpha: () => 0.2,
        beta: () => 40,
        delta: () => 0.1,
        constrainedSharpness: () => 20,
        // |∇L|² − α²/β = 0.003, α²/β = 0.001
        constrainedLoss: (step) => 1 - 0.0003 * step,
      },
      { edgeSteps: [0] },
    );
    expect(texts(history, 11)).toEqual({
      S: "20.50",
      "2/η": "20.00",
      "|x|/δ": "3",
      y: "−0.41",
      α: "0.2",
      β: "40",
      δ: "0.1",
      "1 − γ²": "75 %",
    });
    expect(liveNumbers(history, 11).at(-1)?.share).toBeCloseTo(0.75, 10);
  });

  it("are of each direction where several oscillate, over two steps", () => {
    const alternating = (mean: number, by: number) => (step: number) =>
      mean + (step % 2 === 0 ? by : -by);
    const history = historyOf(
      12,
      {
        sharpness: alternating(20.5, 0.25),
        eigenvalue2: alternating(19.75, 0.5),
        // Those of one mode go on for a while, and are not shown.
        y: () => 3,
        alpha: () => 0.2,
        beta: () => 40,
        delta: () => 0.7,
        modesActive: () => 2,
        modesX: (step) => (step % 2 === 0 ? 0.3 : 0.4),
        modesDelta: () => 0.25,
        modesY1: alternating(0.4, 0.2),
        modesY2: (step) => (step < 11 ? NaN : -0.25),
      },
      { edgeSteps: [0] },
    );
    expect(texts(history, 10)).toEqual({
      S: "20.50",
      "2/η": "20.00",
      // √((0.3² + 0.4²)/2) / 0.25
      "|x|/δ": "1.41",
      δ: "0.25",
      "λ₂": "19.75",
      "y₁": "+0.40",
      "y₂": "–",
      "y₃": "–",
    });
    // A direction that has just joined has no mean yet.
    expect(texts(history, 11)["y₂"]).toBe("−0.25");
    expect(spokenNumbers(liveNumbers(history, 11))).toBe(
      "sharpness 20.50, line 20.00, oscillation 1.41, balance point 0.25, second eigenvalue 19.75, first direction above the line +0.40, second direction above the line −0.25",
    );
  });

  it("write y near the line so that it has room", () => {
    const yOf = (y: number) => texts(historyOf(2, { y: () => y }), 1)["y"];
    expect([0.00511, 0.0016, -0.0011].map(yOf)).toEqual(["+0.01", "+0.0016", "−0.0011"]);
  });

  it("are those of one direction again when the others have left", () => {
    const history = historyOf(4, {
      y: () => 0.5,
      alpha: () => 0.2,
      delta: () => 0.1,
      modesActive: () => 1,
      modesX: () => 0.1,
      modesDelta: () => 0.1,
      modesY2: () => 0.5,
    });
    expect(texts(history, 3)).toMatchObject({ y: "+0.50", α: "0.2", "|x|/δ": "1", δ: "0.1" });
  });

  it("have the sharpness of the sentence above them", () => {
    const columns = { sharpness: (step: number) => 20 + 9 * (step % 2), stage: () => 3 };
    const lesson = { divergence, heldRun };
    const both = (history: History, status: Status) => {
      const { paragraphs } = tellStory({ history, step: 9, status, lesson });
      return { sentence: paragraphs.map(plainText).join(" "), S: texts(history, 9)["S"] };
    };
    const atEdge = both(historyOf(10, columns, { edgeSteps: [2] }), "running");
    expect(atEdge.S).toBe("24.50");
    expect(atEdge.sentence).toContain("24.50");

    const ended = historyOf(10, columns, { edgeSteps: [2] });
    ended.divergedAt = 9;
    const diverged = both(ended, "diverged");
    expect(diverged.S).toBe("29.00");
    expect(diverged.sentence).toContain("λ₁ is 29.00 there");

    const learningRateChanges = [{ step: 5, learningRate: 0.1 }];
    const changed = historyOf(10, columns, { edgeSteps: [2], learningRateChanges });
    const after = both(changed, "running");
    expect(after.S).toBe("29.00");
    expect(after.sentence).toContain("29.00");
  });

  it("show nothing that is not a number, whatever the columns hold", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e300, max: 1e300 }), FIVE), (values) => {
        const value = (step: number) => values[step % 5] ?? NaN;
        const history = historyOf(6, Object.fromEntries(COLUMN_NAMES.map((name) => [name, value])));
        for (const { text, share } of liveNumbers(history, 5)) {
          expect(text).not.toMatch(/NaN|Infinity|undefined/);
          expect(share === undefined || (share >= 0 && share <= 1)).toBe(true);
        }
        expect(liveNumbers(new History(), -1).every(({ text }) => text === "–")).toBe(true);
      }),
    );
  });
});
