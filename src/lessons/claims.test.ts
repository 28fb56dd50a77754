import { describe, expect, it } from "vitest";
import { all, edge, falls, holds, less, near, type Claim } from "./claims.ts";
import { rightChoice, type Ask } from "./lesson.ts";
import { at, max, mean, measured, min } from "./measure.ts";
import type { RunRows } from "./runRows.ts";
import { atEdge } from "./experiments.ts";

/** Ten steps: loss 10, 9, … 1; sharpness at even steps only. */
const run: RunRows = {
  length: 10,
  at: (column, step) => {
    if (step < 0 || step > 9) return NaN;
    if (column === "loss") return 10 - step;
    if (column === "learningRate") return 0.5;
    if (column === "sharpness") return step % 2 === 0 ? step : NaN;
    return NaN;
  },
  annotations: {
    edgeSteps: [4],
    overlayStops: [{ step: 7, overlay: "cubic", reason: "drift" }],
  },
};

const truths: Claim[] = [
  less(at("loss", 5), at("loss", 4)),
  less(mean("sharpness", 0, 3), at("line", 0)),
  near(mean("loss", 0, 9), 5.4, 0.02),
  falls("loss", 0, 9),
  edge(3, 5),
  { kind: "noEdge", by: 3 },
  { kind: "stops", overlay: "cubic", reason: "drift", from: 5, to: 8 },
  { kind: "goesOn", overlay: "prediction", by: 9 },
  { kind: "goesOn", overlay: "cubic", by: 6 },
  all(edge(4, 4), less(1, 2)),
];

const untruths: Claim[] = [
  less(at("loss", 4), at("loss", 5)),
  near(mean("loss", 0, 9), 5, 0.02),
  falls("sharpness", 0, 4),
  edge(5, 9),
  { kind: "noEdge", by: 4 },
  { kind: "stops", overlay: "cubic", reason: "too-coarse", from: 5, to: 8 },
  { kind: "stops", overlay: "prediction", reason: "drift", from: 5, to: 8 },
  { kind: "goesOn", overlay: "cubic", by: 7 },
  all(edge(4, 4), less(2, 1)),
];

/** What has not been computed yet, or has no value, supports no claim. */
const unknown: Claim[] = [
  less(at("loss", 10), 100),
  less(at("sharpness", 3), 100),
  falls("loss", 0, 10),
  { kind: "noEdge", by: 10 },
  { kind: "goesOn", overlay: "prediction", by: 10 },
];

describe("claims", () => {
  it("measure means, extremes and multiples", () => {
    expect(measured(mean("sharpness", 0, 4), run)).toBe(2);
    expect(measured(max("sharpness", 0, 9, 2), run)).toBe(16);
    expect(measured(min("loss", 2, 4), run)).toBe(6);
  });

  it.each(truths.map((claim) => [JSON.stringify(claim), claim] as const))("%s", (_, claim) => {
    expect(holds(claim, run)).toBe(true);
  });

  it.each([...untruths, ...unknown].map((claim) => [JSON.stringify(claim), claim] as const))(
    "not %s",
    (_, claim) => {
      expect(holds(claim, run)).toBe(false);
    },
  );
});

describe("the answer to a question", () => {
  const ask = (claims: Claim[], to: number): Ask => ({
    question: "?",
    choices: claims.map((isRightIf, i) => ({ text: String(i), isRightIf })),
    answer: { experiment: atEdge, to },
    body: [],
  });

  it("is the one choice that is true of the run", () => {
    expect(rightChoice(ask([untruths[0]!, truths[0]!], 9), run)).toBe(1);
  });

  it("is none where two are true, or none", () => {
    expect(rightChoice(ask([truths[0]!, truths[3]!], 9), run)).toBeNull();
    expect(rightChoice(ask([untruths[0]!, untruths[1]!], 9), run)).toBeNull();
  });

  it("does not know what came after its step", () => {
    expect(rightChoice(ask([untruths[0]!, falls("loss", 0, 9)], 8), run)).toBeNull();
  });
});
