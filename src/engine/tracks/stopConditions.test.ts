import { describe, expect, test } from "vitest";
import type { OverlayStop } from "../../protocol/annotations.ts";
import type { Center } from "./center.ts";
import { createStopWatch, type Situation, type StartOfClaim } from "./stopConditions.ts";

const START: StartOfClaim = { loss: "mse", initialLoss: 1, edgeLoss: 0.02 };
const LATE: StartOfClaim = { ...START, loss: "cross-entropy" };

/** η = 0.1, so 2/η = 20; S = 20, α = 4, β = 100, δ = √(2α/β), |∇S| = 11: nothing ends here. */
const CENTER: Center = {
  parameters: Float64Array.of(0),
  loss: 0.01,
  gradient: Float64Array.of(0),
  sharpness: 20,
  eigenvalue2: 12,
  topEigenvector: Float64Array.of(1),
  sharpnessSlope: Math.sqrt(21),
  sharpnessGradientNorm: 11,
  perpendicular: Float64Array.of(0),
  alpha: 4,
  beta: 100,
  delta: Math.sqrt(0.08),
  history: [],
  topProduct: Float64Array.of(20),
  productsAlong: [],
};
const QUIET: Omit<Situation, "step"> = {
  learningRate: 0.1,
  center: CENTER,
  eigenvectorOverlap: 1,
  run: { x: 0.2, y: 1, distance: 0.25 },
  runLoss: 0.02,
  runSharpness: 21,
  predictionError: 0.01,
  cubicError: 0.01,
  quartic: 100,
};

type Change = Partial<Omit<Situation, "center">> & { center?: Partial<Center> };

function situation(step: number, change: Change): Situation {
  return { ...QUIET, ...change, step, center: { ...CENTER, ...change.center } };
}

/** All stops over consecutive steps from 0. */
function stopsOver(changes: Change[], start = START): OverlayStop[] {
  const watch = createStopWatch(start);
  return changes.flatMap((change, step) => watch(situation(step, change)));
}

const repeated = (count: number, change: Change) => Array.from({ length: count }, () => change);
const at = (step: number, reason: OverlayStop["reason"], overlays: OverlayStop["overlay"][]) =>
  overlays.map((overlay) => ({ step, overlay, reason }));

const BOTH: OverlayStop["overlay"][] = ["prediction", "cubic"];
const ALL: OverlayStop["overlay"][] = ["prediction", "cubic", "constrained"];

test("nothing ends while every assumption holds", () => {
  expect(stopsOver(repeated(60, {}))).toEqual([]);
});

describe("conditions that end a claim at once", () => {
  test.each<{
    reason: OverlayStop["reason"];
    overlays: OverlayStop["overlay"][];
    /** Just beyond and just within the bound. */
    beyond: Change;
    within: Change;
  }>([
    {
      reason: "second-eigenvalue", // 1.9/η = 19
      overlays: BOTH,
      beyond: { center: { eigenvalue2: 19.01 } },
      within: { center: { eigenvalue2: 18.99 } },
    },
    {
      reason: "flat-sharpness-gradient", // |∇S⊥| < 10⁻³ |∇S|
      overlays: ALL,
      beyond: { center: { beta: 0.009 ** 2, sharpnessGradientNorm: 9.01 } },
      within: { center: { beta: 0.009 ** 2, sharpnessGradientNorm: 8.99 } },
    },
    {
      reason: "too-coarse", // η√α > 0.3
      overlays: BOTH,
      beyond: { center: { alpha: 3.001 ** 2 } },
      within: { center: { alpha: 2.999 ** 2 } },
    },
    {
      reason: "too-coarse", // |y|η > 0.5
      overlays: BOTH,
      beyond: { run: { x: 0.2, y: -5.01, distance: 0.25 } },
      within: { run: { x: 0.2, y: -4.99, distance: 0.25 } },
    },
    {
      reason: "far-excursion", // |x| > 6δ
      overlays: ["cubic"],
      beyond: { run: { x: -6.01 * CENTER.delta, y: 1, distance: 2 }, quartic: 0 },
      within: { run: { x: -5.99 * CENTER.delta, y: 1, distance: 2 }, quartic: 0 },
    },
    {
      reason: "far-excursion", // x² |∇⁴L| > S
      overlays: ["cubic"],
      beyond: { quartic: -501 },
      within: { quartic: -499 },
    },
    {
      reason: "divergence", // L > 10³ L₀
      overlays: ALL,
      beyond: { runLoss: 1001 },
      within: { runLoss: 999 },
    },
    {
      reason: "drift", // |v − v̂| > ½ max(|v|, δ), here δ
      overlays: ["prediction"],
      beyond: { predictionError: 0.501 * CENTER.delta },
      within: { predictionError: 0.499 * CENTER.delta },
    },
    {
      reason: "drift", // here |v|
      overlays: ["cubic"],
      beyond: { cubicError: 0.501, run: { x: 0.2, y: 1, distance: 1 } },
      within: { cubicError: 0.499, run: { x: 0.2, y: 1, distance: 1 } },
    },
    {
      reason: "eigenvector-swap", // |u·u′| < 0.9
      overlays: BOTH,
      beyond: { eigenvectorOverlap: 0.899 },
      within: { eigenvectorOverlap: 0.901 },
    },
  ])("$reason ends $overlays", ({ reason, overlays, beyond, within }) => {
    expect(stopsOver([{}, within, within])).toEqual([]);
    // Once, at its first step, however long and often it holds.
    expect(stopsOver([{}, within, beyond, beyond, within, beyond])).toEqual(
      at(2, reason, overlays),
    );
    expect(stopsOver([beyond])).toEqual(at(0, reason, overlays));
  });
});

describe("conditions that must hold", () => {
  const falling: Change = { center: { alpha: 0, delta: 0 }, run: { x: 0.1, y: 1, distance: 0.2 } };

  test("no progressive sharpening: α ≤ 0 for more than ten steps", () => {
    expect(stopsOver(repeated(10, falling))).toEqual([]);
    expect(stopsOver([{}, {}, ...repeated(30, falling)])).toEqual(
      at(12, "no-progressive-sharpening", BOTH),
    );
  });

  test("an interruption starts the count again", () => {
    const interrupted = [...repeated(10, falling), {}, ...repeated(10, falling)];
    expect(stopsOver(interrupted)).toEqual([]);
    expect(stopsOver([...interrupted, falling])).toEqual(at(21, "no-progressive-sharpening", BOTH));
  });

  /** Loss and sharpness fall step by step, below the line, α just negative. */
  const lateStep = (step: number): Change => ({
    center: { alpha: -1e-9 },
    run: { x: 0.2, y: -1, distance: 0.25 },
    runLoss: 0.02 * 0.99 ** step,
    runSharpness: 19 * 0.99 ** step,
  });
  const late = (count: number) => Array.from({ length: count }, (_, step) => lateStep(step));
  const isLate = ({ reason }: OverlayStop) => reason === "late-phase";

  test.each(["cross-entropy", "logistic"] as const)(
    "late phase of %s: 20 steps, each compared with the one before",
    (loss) => {
      const start = { ...START, loss };
      // Step 0 has nothing before it, so the twentieth comparison is at step 20.
      expect(stopsOver(late(20), start).filter(isLate)).toEqual([]);
      expect(stopsOver(late(40), start).filter(isLate)).toEqual(at(20, "late-phase", BOTH));
    },
  );

  test("a squared loss has no late phase", () => {
    expect(stopsOver(late(40)).filter(isLate)).toEqual([]);
    expect(stopsOver(late(40), { ...START, loss: "half-mse" }).filter(isLate)).toEqual([]);
  });

  test.each<{ what: string; change: Change }>([
    { what: "α is positive", change: { center: { alpha: 1 } } },
    { what: "y is positive", change: { run: { x: 0.2, y: 0.1, distance: 0.25 } } },
    { what: "the sharpness rises", change: { runSharpness: 25 } },
    { what: "the loss rises", change: { runLoss: 0.5 } },
  ])("no late phase when $what once in a while", ({ change }) => {
    const steps = late(60).map((step, t) => (t % 15 === 14 ? { ...step, ...change } : step));
    expect(stopsOver(steps, LATE).filter(isLate)).toEqual([]);
  });

  /** Above ten times the loss of the edge (0.2), moving away, sharper than the line. */
  const leaving = (step: number): Change => ({
    runLoss: 0.201,
    run: { x: 0.2, y: 0.1, distance: 0.25 * 1.01 ** step },
  });
  const away = (count: number) => Array.from({ length: count }, (_, step) => leaving(step));

  test("divergence: 20 steps above ten times the edge's loss, moving away, y > 0", () => {
    expect(stopsOver(away(20))).toEqual([]);
    expect(stopsOver(away(40))).toEqual(at(20, "divergence", ALL));
  });

  test.each<{ what: string; change: Change }>([
    { what: "the loss is below", change: { runLoss: 0.199 } },
    { what: "the run comes nearer", change: { run: { x: 0.2, y: 0.1, distance: 0.24 } } },
    { what: "y is negative", change: { run: { x: 0.2, y: -0.1, distance: 0.9 } } },
  ])("no divergence when $what once in a while", ({ change }) => {
    const steps = away(60).map((step, t) => (t % 15 === 14 ? { ...step, ...change } : step));
    expect(stopsOver(steps)).toEqual([]);
  });
});

describe("several reasons", () => {
  test("are reported beside each other, in the step where each holds", () => {
    const stops = stopsOver([
      {},
      { eigenvectorOverlap: 0.5, center: { eigenvalue2: 19.5 } },
      { cubicError: 1, predictionError: 1 },
    ]);
    expect(stops).toEqual([
      ...at(1, "second-eigenvalue", BOTH),
      ...at(1, "eigenvector-swap", BOTH),
      ...at(2, "drift", BOTH),
    ]);
  });

  test("divergence fires once, though two conditions bear its name", () => {
    const both = Array.from({ length: 40 }, (_, step): Change => ({
      runLoss: step < 5 ? 2000 : 0.3,
      run: { x: 0.2, y: 0.1, distance: 0.25 * 1.01 ** step },
    }));
    expect(stopsOver(both)).toEqual(at(0, "divergence", ALL));
  });

  test("each claim is watched on its own", () => {
    const first = createStopWatch(START);
    const again = createStopWatch(START);
    expect(first(situation(0, { eigenvectorOverlap: 0 }))).toHaveLength(2);
    expect(again(situation(9, { eigenvectorOverlap: 0 }))).toEqual(at(9, "eigenvector-swap", BOTH));
  });
});

test("a prediction that has overflowed has drifted", () => {
  expect(stopsOver([{ predictionError: NaN }])).toEqual(at(0, "drift", ["prediction"]));
  expect(stopsOver([{ cubicError: Infinity }])).toEqual(at(0, "drift", ["cubic"]));
});

test("an undefined second eigenvalue ends nothing", () => {
  expect(stopsOver([{ center: { eigenvalue2: NaN } }])).toEqual([]);
});
