import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStageClassifier, type Stage } from "./stages.ts";

const ALPHA = 0.04;
const BETA = 2;
/** √(2α/β) = 0.2, √α = 0.2. */
const DELTA = 0.2;
const constants = { alpha: ALPHA, delta: DELTA };

/** Classifies points as they come, x flipping its sign every step as on a run. */
function stagesOf(points: { x: number; y: number }[]): Stage[] {
  const classify = createStageClassifier();
  return points.map(({ x, y }, t) => classify({ x: t % 2 === 0 ? x : -x, y, ...constants }));
}

/** Stays at one point until smoothing over two steps has forgotten the one before. */
const stay = (x: number, y: number) => Array.from({ length: 3 }, () => ({ x, y }));

/** X' = XY, Y' = α − ½βX² from (x₀, 0), by the classical Runge–Kutta method. */
function orbit(x0: number, h: number, time: number) {
  const slope = (x: number, y: number) => [x * y, ALPHA - 0.5 * BETA * x * x] as const;
  const points = [{ x: x0, y: 0 }];
  for (let t = 0; t < time; t += h) {
    const { x, y } = points.at(-1)!;
    const a = slope(x, y);
    const b = slope(x + 0.5 * h * a[0], y + 0.5 * h * a[1]);
    const c = slope(x + 0.5 * h * b[0], y + 0.5 * h * b[1]);
    const d = slope(x + h * c[0], y + h * c[1]);
    points.push({
      x: x + (h / 6) * (a[0] + 2 * b[0] + 2 * c[0] + d[0]),
      y: y + (h / 6) * (a[1] + 2 * b[1] + 2 * c[1] + d[1]),
    });
  }
  return points;
}

function changes(stages: Stage[]): Stage[] {
  return stages.filter((stage, i) => i === 0 || stage !== stages[i - 1]);
}

describe("the four quadrants", () => {
  it.each([
    { x: 0.1, y: -0.1, stage: 1 },
    { x: 0.1, y: 0.1, stage: 2 },
    { x: 0.3, y: 0.1, stage: 3 },
    { x: 0.3, y: -0.1, stage: 4 },
    { x: DELTA, y: 0.1, stage: 3 },
    { x: DELTA, y: -0.1, stage: 4 },
  ])("(|x|, y) = ($x, $y) is stage $stage", ({ x, y, stage }) => {
    expect(stagesOf(stay(x, y))).toEqual([stage, stage, stage]);
    expect(stagesOf(stay(-x, y))).toEqual([stage, stage, stage]);
  });

  it("are told apart after a jump from any other", () => {
    const quadrant = fc.tuple(fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(quadrant, quadrant, ([wide, above], [wideAfter, aboveAfter]) => {
        const at = (w: boolean, a: boolean) => stay(w ? 0.4 : 0.05, a ? 0.1 : -0.1);
        const stages = stagesOf([...at(wide, above), ...at(wideAfter, aboveAfter)]);
        expect(stages.at(-1)).toBe(aboveAfter ? (wideAfter ? 3 : 2) : wideAfter ? 4 : 1);
      }),
    );
  });
});

describe("on the closed orbit of the limiting equations", () => {
  it.each([0.01, 0.1, 0.5])("from x = %s δ the order is 1 → 2 → 3 → 4 → 1", (share) => {
    // Between 4.7/√α and 7.3/√α a loop: at least four of them.
    const order = changes(stagesOf(orbit(share * DELTA, 0.02, 36 / Math.sqrt(ALPHA))));
    expect(order.length).toBeGreaterThan(16);
    // It starts on the line between 1 and 2, where y is zero and rises.
    const first = order[0]!;
    expect([1, 2]).toContain(first);
    for (const [i, stage] of order.entries()) expect(stage).toBe(((first - 1 + i) % 4) + 1);
  });

  it("from x = δ/10 they last 38, 38, 12 and 12 percent of a loop", () => {
    const step = 0.01;
    // This orbit's period is 5.80/√α; the split is known from integrating it. Over three loops:
    const period = 5.8 / Math.sqrt(ALPHA);
    const stages = stagesOf(orbit(0.1 * DELTA, step, 4 * period));
    const loops = stages.slice(Math.round(period / step), Math.round((4 * period) / step));
    const share = (stage: Stage) => loops.filter((s) => s === stage).length / loops.length;
    expect(Math.abs(share(1) - 0.38)).toBeLessThan(0.02);
    expect(Math.abs(share(2) - 0.38)).toBeLessThan(0.02);
    expect(Math.abs(share(3) - 0.12)).toBeLessThan(0.02);
    expect(Math.abs(share(4) - 0.12)).toBeLessThan(0.02);
  });
});

describe("hysteresis", () => {
  it("y must pass 5 % of √α before it has crossed", () => {
    const noise = 0.049 * Math.sqrt(ALPHA);
    const beyond = 0.051 * Math.sqrt(ALPHA);
    expect(changes(stagesOf([...stay(0.1, -0.1), ...stay(0.1, noise)]))).toEqual([1]);
    expect(changes(stagesOf([...stay(0.1, -0.1), ...stay(0.1, beyond)]))).toEqual([1, 2]);
    expect(changes(stagesOf([...stay(0.1, 0.1), ...stay(0.1, -noise)]))).toEqual([2]);
    expect(changes(stagesOf([...stay(0.1, 0.1), ...stay(0.1, -beyond)]))).toEqual([2, 1]);
  });

  it("|x| must differ from δ by 5 % before it has crossed", () => {
    expect(changes(stagesOf([...stay(0.1, 0.1), ...stay(1.049 * DELTA, 0.1)]))).toEqual([2]);
    expect(changes(stagesOf([...stay(0.1, 0.1), ...stay(1.051 * DELTA, 0.1)]))).toEqual([2, 3]);
    expect(changes(stagesOf([...stay(0.4, 0.1), ...stay(0.951 * DELTA, 0.1)]))).toEqual([3]);
    expect(changes(stagesOf([...stay(0.4, 0.1), ...stay(0.949 * DELTA, 0.1)]))).toEqual([3, 2]);
  });

  it("each coordinate on its own: one at rest does not hold the other", () => {
    const points = [...stay(0.1, -0.1), ...stay(DELTA, 0.1), ...stay(0.4, 0.001)];
    expect(changes(stagesOf(points))).toEqual([1, 2, 3]);
  });

  it("noise around the fixed point never flickers", () => {
    const noise = fc.record({
      x: fc.double({ min: 0.955 * DELTA, max: 1.045 * DELTA, noNaN: true }),
      y: fc.double({ min: -0.009, max: 0.009, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(noise, { minLength: 1 }), (points) => {
        expect(changes(stagesOf([...stay(0.4, -0.1), ...stay(0.4, -0.1), ...points]))).toEqual([4]);
      }),
    );
  });
});

it("smooths over two steps: a zig-zag about zero, or about δ, has not crossed", () => {
  const zigzag = Array.from({ length: 40 }, (_, t) => ({ x: 0.1, y: t % 2 === 0 ? -0.2 : 0.15 }));
  expect(changes(stagesOf(zigzag))).toEqual([1]);
  const wobble = zigzag.map((_, t) => ({ x: (t % 2 === 0 ? 0.8 : 1.17) * DELTA, y: -0.1 }));
  expect(changes(stagesOf(wobble))).toEqual([1]);
});

it("without progressive sharpening δ is zero, and every oscillation is beyond it", () => {
  const classify = createStageClassifier();
  const stages = [0.1, 0.1, -0.1, -0.1].map((y, t) =>
    classify({ x: t % 2 === 0 ? 1e-9 : -1e-9, y, alpha: -1, delta: 0 }),
  );
  expect(stages).toEqual([3, 3, 3, 4]);
});
