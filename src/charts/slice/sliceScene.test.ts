import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEAVES, TAKEOVER, takeoverHistory } from "../fixtures/takeoverHistory.ts";
import { DELTA, hoppingHistory, lossAt, sliceAt } from "../fixtures/syntheticSlice.ts";
import { alongHop, hopsOf } from "./hops.ts";
import { namesAt } from "./marks.ts";
import { cubicTerm, lossAlong, quadraticAlong, sharpnessAlong } from "./profile.ts";
import { namedFeet } from "./lossPlot.ts";
import { arrowOf } from "./sharpnessPlot.ts";
import { situationAt } from "./situation.ts";
import { sliceLayout } from "./sliceLayout.ts";
import { buildSliceScene, windowOf, type SliceDomains } from "./sliceScene.ts";
import { sliceSummary } from "./sliceSummary.ts";
import { magnificationWords } from "./stripPlot.ts";

const LAYOUT = sliceLayout(300, 12);
const alternating = (size: number) => (step: number) => (step % 2 === 0 ? size : -size);

function situation(x: (step: number) => number, y?: (step: number) => number, step = 60) {
  const found = situationAt(hoppingHistory(80, 20, x, y), step, sliceAt(60));
  if (found === null) throw new Error("no situation");
  return found;
}

const sceneOf = (x: (step: number) => number, y?: (step: number) => number) =>
  buildSliceScene(situation(x, y), LAYOUT, null).scene;

describe("between samples", () => {
  it("the loss is the cubic through values and slopes", () => {
    const slice = sliceAt(0);
    fc.assert(
      fc.property(fc.double({ min: -5 * DELTA, max: 5 * DELTA, noNaN: true }), (s) => {
        // The error of a cubic: h⁴ L''''/384, of a loss with constant fourth derivative.
        expect(Math.abs(lossAlong(slice, s) - lossAt(s))).toBeLessThan((0.02 ** 4 * 900) / 380);
      }),
    );
    expect(lossAlong(slice, 5.01 * DELTA)).toBeNaN();
    expect(lossAlong(slice, NaN)).toBeNaN();
  });

  it("Taylor curves are those of the coefficients", () => {
    const slice = { ...sliceAt(0), slope: 0.5 };
    expect(quadraticAlong(slice, 0.1)).toBeCloseTo(0.2 + 0.05 + 0.1, 12);
    expect(cubicTerm(slice, -0.1)).toBeCloseTo(-0.005, 12);
  });

  it("sharpness is straight, and nothing where nothing was measured", () => {
    const slice = sliceAt(0);
    const { offsets, sharpnesses } = slice.alongSharpness;
    const middle = (offsets[2]! + offsets[3]!) / 2;
    expect(sharpnessAlong(slice, middle)).toBeCloseTo((sharpnesses[2]! + sharpnesses[3]!) / 2, 10);
    expect(sharpnessAlong(slice, 2 * offsets.at(-1)!)).toBeNaN();
    const flat = { ...slice, alongSharpness: { offsets: [], sharpnesses: [] } };
    expect(sharpnessAlong(flat, 0)).toBeNaN();
  });
});

describe("a slice on screen", () => {
  it("has the ball on the true loss at x, and the last five positions behind it", () => {
    const scene = sceneOf((step) => alternating(0.03 + step / 1e4)(step));
    expect(scene.balls).toHaveLength(5);
    for (const [k, ball] of scene.balls.entries()) {
      const x = scene.situation.positions[k]!;
      expect(Math.sign(ball!.x - scene.loss.center.x)).toBe(Math.sign(x));
      expect(scene.along.toValue(ball!.x)).toBeCloseTo(x, 10);
      expect(scene.loss.y.toValue(ball!.y)).toBeCloseTo(lossAt(x), 6);
    }
    expect(scene.situation.positions.at(-1)).toBeCloseTo(0.036, 12);
    expect(scene.along.toValue(scene.predicted!.x)).toBeCloseTo(0.038, 10);
  });

  it("names the feet of δ unless they are too close to θ†", () => {
    const scene = sceneOf(alternating(0.03));
    expect(namedFeet(scene).map(({ sign }) => sign)).toEqual([-1, 1]);
    const center = scene.along.toPixel(0);
    const deltas = scene.deltas.map(({ sign, on }) => ({
      sign,
      on: { ...on, x: center + 8 * sign },
    }));
    expect(namedFeet({ ...scene, deltas })).toEqual([]);
  });

  it("shows 3.5 δ to either side, and more only when the run goes farther", () => {
    expect(windowOf(situation(alternating(0.5 * DELTA)))).toBeCloseTo(3.5 * DELTA, 12);
    expect(windowOf(situation(alternating(3.5 * DELTA)))).toBeCloseTo(5 * DELTA, 12);
    // Never beyond what was measured: the ball is then not drawn at all.
    const far = situation(alternating(8 * DELTA));
    expect(windowOf(far)).toBeCloseTo(5 * DELTA, 12);
    expect(buildSliceScene(far, LAYOUT, null).scene.balls).toEqual([null, null, null, null, null]);
  });

  it("prints by how much the strip is taller", () => {
    const { strip, loss, magnification } = sceneOf(alternating(0.04));
    const inStrip = Math.abs(strip.y.toPixel(0.001) - strip.y.toPixel(0));
    const above = Math.abs(loss.y.toPixel(0.001) - loss.y.toPixel(0));
    expect(magnification).toBeCloseTo(inStrip / above, 10);
    expect(magnificationWords(10.4)).toBe("10× taller");
    expect(magnificationWords(0.25)).toBe("0.25× as tall");
  });

  it("leaves the cubic and the quartic term in the strip", () => {
    const { strip, along } = sceneOf(alternating(0.04));
    for (const [i, pixel] of strip.truth.entries()) {
      const s = along.toValue(pixel!.x);
      expect(strip.y.toValue(pixel!.y)).toBeCloseTo(5 * s ** 3 - 37.5 * s ** 4, 6);
      expect(strip.y.toValue(strip.cubic[i]!.y)).toBeCloseTo(5 * s ** 3, 10);
    }
  });

  it("keeps its axes while the run moves within them", () => {
    let domains: SliceDomains | null = null;
    const seen = new Set<string>();
    for (let step = 30; step < 80; step++) {
      const at = situation(alternating(0.05), (t) => 0.3 * Math.sin(t), step);
      ({ domains } = buildSliceScene(at, LAYOUT, domains));
      seen.add(JSON.stringify(domains));
    }
    expect(seen.size).toBe(1);
  });

  it("has no pixel that is not a number, whatever the slice lacks", () => {
    const bare = {
      ...sliceAt(60),
      ...{ alpha: -1, beta: 0, delta: 0 },
      alongSharpness: { offsets: [], sharpnesses: [] },
    };
    bare.alongU.losses[20] = NaN;
    const { scene } = buildSliceScene(
      { ...situation(alternating(0.1)), slice: bare },
      LAYOUT,
      null,
    );
    const numbers: number[] = [];
    JSON.stringify([scene.loss, scene.strip, scene.sharpness], (_, value: unknown) => {
      if (typeof value === "number") numbers.push(value);
      return value;
    });
    expect(numbers.length).toBeGreaterThan(300);
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(scene.sharpness.ball).toBeNull();
    expect(scene.deltas).toEqual([]);
  });
});

describe("sharpness along ∇S⊥", () => {
  it("has the ball at w = y/β on the measured curve", () => {
    const { sharpness } = sceneOf(alternating(0.05), () => 0.3);
    const w = 0.3 / 500;
    expect(sharpness.along.toValue(sharpness.ball!.x)).toBeCloseTo(w, 12);
    expect(sharpness.y.toValue(sharpness.ball!.y)).toBeCloseTo(sharpnessAlong(sliceAt(0), w), 9);
    expect(sharpness.y.toValue(sharpness.edge)).toBeCloseTo(20, 10);
  });

  it("is pushed down past δ, on either side, and rises before it", () => {
    const past = sceneOf(alternating(2 * DELTA)).sharpness;
    expect(past.push).toBe(-1);
    const down = arrowOf(past)!;
    expect(down.tip.x).toBeLessThan(down.tail.x);
    expect(down.tip.y).toBeGreaterThan(down.tail.y);
    expect(down.tail.x).toBeLessThan(past.ball!.x);
    const before = sceneOf(alternating(0.3 * DELTA)).sharpness;
    expect(before.push).toBeCloseTo(1 - 0.09, 10);
    const up = arrowOf(before)!;
    expect(up.tip.x).toBeGreaterThan(up.tail.x);
    expect(up.tip.y).toBeLessThan(up.tail.y);
    expect(arrowOf(sceneOf(alternating(DELTA)).sharpness)).toBeNull();
  });
});

describe("hops", () => {
  it("go over the valley from position to position", () => {
    const balls = sceneOf(alternating(0.04)).balls;
    const hops = hopsOf(balls);
    expect(hops).toHaveLength(4);
    const last = hops.at(-1)!;
    expect(alongHop(last, 0)).toEqual(balls[3]);
    expect(alongHop(last, 1)).toEqual(balls[4]);
    expect(alongHop(last, 0.5).y).toBeLessThan(Math.min(balls[3]!.y, balls[4]!.y));
    expect(hops.map(({ opacity }) => opacity)).toEqual(
      hops.map(({ opacity }) => opacity).toSorted((a, b) => a - b),
    );
  });

  it("leave out positions that are not on the curve", () => {
    expect(hopsOf([null, { x: 1, y: 2 }, null, { x: 1, y: 2 }])).toEqual([]);
  });
});

describe("layout", () => {
  it("stands beside each other where there is room, below where there is not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 240, max: 900 }), fc.constantFrom(12, 20), (width, size) => {
        const { loss, strip, sharpness, height } = sliceLayout(width, size);
        const isBeside = width >= 46 * size;
        expect(sharpness.left > loss.right).toBe(isBeside);
        expect(sharpness.top > strip.bottom).toBe(!isBeside);
        expect(Math.max(sharpness.right, loss.right)).toBeLessThan(width);
        expect(Math.max(sharpness.bottom, strip.bottom)).toBeLessThan(height);
        expect(loss.right - loss.left).toBeGreaterThan(0);
      }),
    );
  });

  it("keeps the names of lines apart", () => {
    const end = { x: 200, y: 50 };
    const names = namesAt(
      ["a", "b", "c"].map((text) => ({ text, hue: "", end })),
      LAYOUT.strip,
      12,
    );
    const places = names.map(({ textY }) => textY);
    expect(places[1]! - places[0]!).toBeGreaterThanOrEqual(14.4 - 1e-9);
    expect(places[2]! - places[1]!).toBeGreaterThanOrEqual(14.4 - 1e-9);
  });
});

describe("in words", () => {
  it("says where the run is and which way it is pushed", () => {
    expect(sliceSummary(situation(alternating(1.5 * DELTA), () => 0.3))).toBe(
      "Loss along u at step 60: x is 0.06, 1.5 δ from θ†. The loss there is 0.2366, 0.00059 above the quadratic. Sharpness along ∇S⊥ is 20.26 where the run is, and 2/η is 20. The oscillation pushes sharpness down.",
    );
  });

  it("names the step of a slice that is not of the step shown", () => {
    expect(sliceSummary(situation(alternating(0.01), undefined, 71))).toMatch(
      /^Loss along u at step 71 \(θ† of step 60\): x is −0\.01,.*raises it\.$/,
    );
  });

  it("there is none before the edge", () => {
    expect(
      situationAt(
        hoppingHistory(80, 20, () => 0),
        10,
        sliceAt(60),
      ),
    ).toBeNull();
  });
});

it("is looked at along the direction that leads where several modes take over", () => {
  const history = takeoverHistory(300);
  const at = (step: number) => situationAt(history, step, sliceAt(step))!;
  // x is ±0.03 along the first direction, 0.02 along the one that stays; δ goes from 0.04 to √tr Σ = 0.08.
  expect(at(TAKEOVER)).toMatchObject({ predictedX: 0.031, y: 0.5, reach: { x: 0.03, y: 0.5 } });
  expect(at(TAKEOVER).positions).toEqual([0.03, -0.03, 0.03, -0.03, 0.03]);
  expect(at(TAKEOVER - 1).squareOverBalance).toBeCloseTo((0.03 / 0.04) ** 2, 12);
  expect(at(TAKEOVER + 1).squareOverBalance).toBeCloseTo((0.03 / 0.08) ** 2, 12);
  expect(at(LEAVES)).toMatchObject({ predictedX: 0.021, y: -0.5 });
});
