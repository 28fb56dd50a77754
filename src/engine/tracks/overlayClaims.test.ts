import { expect, test } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { blankRow } from "../rows.ts";
import { beginClaims, OverlayClaims, type Findings } from "./overlayClaims.ts";

const CENTER = {
  loss: 1,
  sharpness: 4,
  eigenvalue2: 1,
  sharpnessSlope: 0,
  sharpnessGradientNorm: 1,
  alpha: 1,
  beta: 1,
  delta: 1,
};
const at = (y: number) => ({ x: 0.1, y, distance: 0.2 });
const FINDINGS: Findings = {
  center: CENTER,
  eigenvectorOverlap: 1,
  run: at(0),
  runLoss: 1,
  predictionError: 0,
  cubicError: 0,
  quartic: 0,
};
/** Clearly below zero is −0.05 √α = −0.05. */
const YS = [0.3, -0.02, 0.1, -0.3, -0.01, 0.01, 0.2, -0.02, 0.3, -0.4, 0.5];
const CROSSINGS = [5, 10];
const claims = () => new OverlayClaims(defaultExperiment(), beginClaims(1, 1));

/** Show the step, and whether v̂ is reset there. */
function show(shown: OverlayClaims, y: number): boolean {
  const isReset = shown.isResynchronising(at(y), CENTER, "each-cycle");
  shown.stops({ ...blankRow(), learningRate: 0.1, sharpness: 4 }, FINDINGS);
  return isReset;
}

test("y crosses zero upwards once per cycle, after it was clearly below", () => {
  const shown = claims();
  const crossed = YS.map((y) => show(shown, y));
  expect(crossed.flatMap((isReset, i) => (isReset ? [i] : []))).toEqual(CROSSINGS);
  expect(shown.age).toBe(YS.length);
});

test("the first crossing ahead is found from wherever one stands, and nothing is shown by asking", () => {
  const shown = claims();
  for (const [i, y] of YS.entries()) {
    const ahead = YS.slice(i).map((each) => ({ y: each, alpha: CENTER.alpha }));
    const next = CROSSINGS.find((step) => step >= i);
    const expected = next === undefined ? -1 : next - i;
    expect(shown.firstCrossing(ahead)).toBe(expected);
    expect(shown.firstCrossing(ahead)).toBe(expected);
    show(shown, y);
  }
});
