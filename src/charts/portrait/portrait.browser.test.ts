import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../styles/tokens.css";
import type { Row } from "../../protocol/columns.ts";
import type { History } from "../../session/history.ts";
import { ORBIT_ALPHA, ORBIT_DELTA, orbitHistory, orbitRow } from "../fixtures/orbitHistory.ts";
import { EXPERIMENT, batchOf, historyOf } from "../fixtures/syntheticHistory.ts";
import { defaultView } from "../view.ts";
import { createPortrait, type Portrait } from "./portrait.ts";

const EDGE = 10;

let container: HTMLElement;
let portrait: Portrait;
let crosshairs: (number | null)[];
let caption: string;

beforeEach(() => {
  container = document.createElement("div");
  Object.assign(container.style, { width: "300px", height: "286px" });
  document.body.replaceChildren(container);
  document.documentElement.dataset["theme"] = "light";
  crosshairs = [];
  caption = "";
  portrait = createPortrait(container, {
    onCrosshair: (step) => crosshairs.push(step),
    onCaption: (words) => (caption = words),
  });
});
afterEach(() => portrait.destroy());

/** Two frames: one for the resize observer, one for the drawing. */
async function drawn(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

async function show(history: History): Promise<void> {
  portrait.setHistory(history, EXPERIMENT);
  await drawn();
}

const root = () => container.querySelector<HTMLElement>(".portrait")!;
const find = (selector: string) => container.querySelector(selector)!;
const numberOf = (element: Element, name: string) => Number(element.getAttribute(name));
const isShown = (selector: string) => getComputedStyle(find(selector)).display !== "none";
const words = () => [...container.querySelectorAll("text, p")].map((text) => text.textContent);

/** Pixels of |x| and y, taken from what the axes say of themselves. */
function pixelOf(amplitude: number, excess: number) {
  const [law, divide] = container.querySelectorAll("line");
  const left = numberOf(law!, "x1");
  const zero = numberOf(law!, "y1");
  const delta = numberOf(divide!, "x1");
  const tick = [...container.querySelectorAll("text")].find(({ textContent }) =>
    /^\+[\d.]+$/.test(textContent),
  )!;
  const perUnit = (zero - (numberOf(tick, "y") - 0.35 * 12)) / Number(tick.textContent);
  return { x: left + (amplitude / ORBIT_DELTA) * (delta - left), y: zero - excess * perUnit };
}

/** |x| and y over two steps, as they are drawn. */
function pointOf(step: number): [number, number] {
  const now = orbitRow(step, EDGE);
  const before = orbitRow(step - 1, EDGE);
  if (before.x === undefined) return [Math.abs(now.x!), now.y!];
  return [Math.hypot(now.x!, before.x) / Math.SQRT2, (now.y! + before.y!) / 2];
}

const placeOf = (step: number) => pixelOf(...pointOf(step));

/** Whether a layer has a token's colour within two pixels of a place. */
function isPainted(layer: string, token: string, { x, y }: { x: number; y: number }): boolean {
  const canvas = container.querySelector<HTMLCanvasElement>(`canvas.portrait-${layer}`)!;
  const probe = document.createElement("canvas").getContext("2d")!;
  probe.fillStyle = getComputedStyle(root()).getPropertyValue(token);
  probe.fillRect(0, 0, 1, 1);
  const wanted = probe.getImageData(0, 0, 1, 1).data;
  const scale = canvas.width / canvas.clientWidth;
  const { data } = canvas
    .getContext("2d")!
    .getImageData((x - 2) * scale, (y - 2) * scale, 4 * scale, 4 * scale);
  for (let i = 0; i < data.length; i += 4) {
    const distance = [0, 1, 2].reduce((sum, k) => sum + Math.abs(data[i + k]! - wanted[k]!), 0);
    if (data[i + 3]! > 100 && distance < 60) return true;
  }
  return false;
}

async function point(place: { x: number; y: number }, type = "pointermove"): Promise<void> {
  const { left, top } = root().getBoundingClientRect();
  root().dispatchEvent(
    new PointerEvent(type, {
      clientX: left + place.x,
      clientY: top + place.y,
      pointerType: "mouse",
    }),
  );
  await drawn();
}

async function press(key: string, shiftKey = false): Promise<void> {
  root().dispatchEvent(
    new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }),
  );
  await drawn();
}

describe("the picture", () => {
  it("paints the run where its numbers are, the last cycle strongly", async () => {
    await show(orbitHistory(200, EDGE));
    for (let step = 160; step < 200; step++) {
      expect(isPainted("recent", "--gd", placeOf(step)), String(step)).toBe(true);
    }
    for (let step = EDGE + 1; step < 140; step++) {
      expect(isPainted("older", "--gd", placeOf(step)), String(step)).toBe(true);
    }
    expect(isPainted("recent", "--gd", pixelOf(ORBIT_DELTA, 0))).toBe(false);
    expect(isPainted("older", "--gd", pixelOf(ORBIT_DELTA, 0))).toBe(false);
    const head = find(".portrait-head");
    expect(numberOf(head, "cx")).toBeCloseTo(placeOf(199).x, 0);
    expect(numberOf(head, "cy")).toBeCloseTo(placeOf(199).y, 0);
  });

  it("lays the colours of the stages under the last cycle", async () => {
    await show(orbitHistory(200, EDGE));
    for (let step = 165; step < 199; step++) {
      const { stage } = orbitRow(step, EDGE);
      const here = placeOf(step);
      const beside = [3, -3].flatMap((shift) => [
        { x: here.x + shift, y: here.y },
        { x: here.x, y: here.y + shift },
      ]);
      const marks = [1, 2, 3, 4].filter((mark) =>
        beside.some((place) => isPainted("recent", `--stage-${mark}-mark`, place)),
      );
      expect(marks, `${step} in stage ${stage}`).toContain(stage);
      expect(marks.length, String(step)).toBeLessThanOrEqual(2);
    }
  });

  it("has the fixed point at (δ, 0) and the closed orbit of the run's energy around it", async () => {
    await show(orbitHistory(60, EDGE));
    const cross = pixelOf(ORBIT_DELTA, 0);
    const [, x, y] = /^M([\d.]+),([\d.]+)h/.exec(find(".portrait-fixed-point").getAttribute("d")!)!;
    expect(Number(x) + 5).toBeCloseTo(cross.x, 0);
    expect(Number(y)).toBeCloseTo(cross.y, 0);
    // 1.61 δ and 0.80 √α for an orbit from δ/2, from the theory's table.
    const peak = 0.8 * Math.sqrt(ORBIT_ALPHA);
    for (const [amplitude, excess] of [
      [1.61, 0],
      [0.5, 0],
      [1, peak],
      [1, -peak],
    ] as const) {
      const place = pixelOf(amplitude * ORBIT_DELTA, excess);
      expect(isPainted("orbits", "--ink-3", place), `${amplitude} ${excess}`).toBe(true);
    }
    expect(words()).toContain("δ = 0.05");
    expect(caption).toBe("the quadrants are the stages");
  });

  it("draws the prediction as far as it is claimed, to a ring where it stopped", async () => {
    const stops = [{ step: 25, overlay: "prediction", reason: "drift" } as const];
    await show(orbitHistory(60, EDGE, { overlayStops: stops }));
    const predicted = (step: number) => {
      const [amplitude, excess] = pointOf(step);
      return pixelOf(1.3 * amplitude, excess);
    };
    const count = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => predicted(from + i)).filter((place) =>
        isPainted("recent", "--pred", place),
      ).length;
    expect(count(EDGE, 25)).toBeGreaterThanOrEqual(10);
    expect(count(28, 44)).toBe(0);
    const ring = find(".portrait-stop");
    expect(isShown(".portrait-stop")).toBe(true);
    expect(numberOf(ring, "cx")).toBeCloseTo(predicted(25).x, 0);
    expect(numberOf(ring, "cy")).toBeCloseTo(predicted(25).y, 0);
    expect(isShown(".portrait-predicted")).toBe(false);
    const view = defaultView();
    portrait.setView({ ...view, visible: { ...view.visible, pred: false } });
    await drawn();
    expect(count(EDGE, 25)).toBe(0);
    expect(isShown(".portrait-stop")).toBe(false);
  });

  it("goes back to a step and forward again", async () => {
    await show(orbitHistory(60, EDGE));
    portrait.setPlayhead(25);
    await drawn();
    expect(isPainted("recent", "--gd", placeOf(20))).toBe(true);
    expect(isPainted("recent", "--gd", placeOf(40))).toBe(false);
    expect(numberOf(find(".portrait-head"), "cx")).toBeCloseTo(placeOf(25).x, 0);
    portrait.setPlayhead(null);
    await drawn();
    expect(isPainted("recent", "--gd", placeOf(40))).toBe(true);
  });

  it("adds to a long path what is new, and keeps its axes", async () => {
    const history = orbitHistory(30_000, EDGE);
    await show(history);
    const before = placeOf(29_000);
    const rows = Array.from({ length: 500 }, (_, i) => orbitRow(30_000 + i, EDGE));
    history.append(batchOf(30_000, rows));
    portrait.markDirty();
    await drawn();
    expect(placeOf(29_000)).toEqual(before);
    for (let step = 29_000; step < 29_040; step++) {
      expect(isPainted("older", "--gd", placeOf(step)), String(step)).toBe(true);
    }
    expect(isPainted("recent", "--gd", placeOf(30_499))).toBe(true);
  });
});

describe("pointing", () => {
  it("reports the step under the pointer, and marks the step pointed at elsewhere", async () => {
    await show(orbitHistory(48, EDGE));
    for (const step of [15, 22, 30, 44]) {
      const { x, y } = placeOf(step);
      await point({ x: x + 1, y: y - 1 });
      expect(crosshairs.at(-1)).toBe(step);
      expect(root().getAttribute("aria-valuenow")).toBe(String(step));
    }
    await point(pixelOf(ORBIT_DELTA, 0));
    expect(crosshairs.at(-1)).toBeNull();
    const reported = crosshairs.length;
    portrait.setCrosshair(33);
    await drawn();
    expect(crosshairs).toHaveLength(reported);
    expect(numberOf(find(".portrait-ring"), "cx")).toBeCloseTo(placeOf(33).x, 0);
    expect(numberOf(find(".portrait-ring"), "cy")).toBeCloseTo(placeOf(33).y, 0);
    // The path does not end at the step pointed at.
    expect(isPainted("recent", "--gd", placeOf(45))).toBe(true);
    await point({ x: 0, y: 0 }, "pointerleave");
    expect(isShown(".portrait-ring")).toBe(false);
  });

  it("moves by keys within the stretch and says where it is", async () => {
    await show(orbitHistory(60, EDGE));
    await press("Home");
    expect(crosshairs.at(-1)).toBe(EDGE);
    await press("ArrowLeft");
    expect(crosshairs.at(-1)).toBe(EDGE);
    await press("ArrowRight", true);
    expect(crosshairs.at(-1)).toBe(EDGE + 10);
    const spoken = root().getAttribute("aria-valuetext")!;
    expect(spoken).toMatch(/^step 20, stage [23], the oscillation/);
    expect(spoken).toMatch(/oscillation 0\.9\d? δ, sharpness 0\.6\d? above 2\/η; prediction: /);
    await press("End");
    expect(crosshairs.at(-1)).toBe(59);
    await press("Escape");
    expect(crosshairs.at(-1)).toBeNull();
    portrait.setCrosshair(2);
    await drawn();
    expect(root().getAttribute("aria-valuenow")).toBe("59");
  });
});

describe("a portrait with less to show", () => {
  /** Every attribute and text of the portrait. */
  const written = () =>
    [...container.querySelectorAll("*")].flatMap((element) => [
      ...[...element.attributes].map(({ value }) => value),
      element.childElementCount === 0 ? (element.textContent ?? "") : "",
    ]);

  const expectOnlyNumbers = () =>
    expect(written().filter((text) => /NaN|Infinity|undefined/.test(text))).toEqual([]);

  it("says that the run has not met the edge yet, within the quadrants", async () => {
    await show(orbitHistory(5, EDGE));
    expect(words()).toContain("The run draws itself here once its sharpness reaches 2/η.");
    expect(root().getAttribute("aria-valuetext")).toMatch(/once its sharpness reaches/);
    expect(isShown(".portrait-head")).toBe(false);
    expect(words().filter((text) => /^[1-4]( |$)/.test(text ?? ""))).toHaveLength(4);
    await point({ x: 150, y: 100 });
    await press("ArrowLeft");
    expect(crosshairs).toEqual([]);
    expectOnlyNumbers();
  });

  it("stays as it was when η changed", async () => {
    const rows = Array.from({ length: 90 }, (_, step): Partial<Row> =>
      step < 60 ? orbitRow(step, EDGE) : { learningRate: 0.05, loss: 1, sharpness: 21 },
    );
    await show(
      historyOf(rows, {
        edgeSteps: [EDGE],
        learningRateChanges: [{ step: 60, learningRate: 0.05 }],
        overlayStops: [
          { step: 60, overlay: "constrained", reason: "learning-rate-change" },
          { step: 60, overlay: "prediction", reason: "learning-rate-change" },
        ],
      }),
    );
    expect(caption).toBe("as it was at step 59");
    expect(numberOf(find(".portrait-head"), "cx")).toBeCloseTo(placeOf(59).x, 0);
    expect(isShown(".portrait-stop")).toBe(false);
    expectOnlyNumbers();
  });

  it("draws the path without a balance point where α is not positive", async () => {
    const rows = Array.from({ length: 60 }, (_, step) => ({
      ...orbitRow(step, EDGE),
      ...(step >= EDGE ? { alpha: -0.1, delta: 0, stage: 3 } : {}),
    }));
    await show(historyOf(rows, { edgeSteps: [EDGE] }));
    expect(caption).toBe("no balance point: α ≤ 0");
    expect(isShown(".portrait-fixed-point")).toBe(false);
    expect(isShown(".portrait-head")).toBe(true);
    const spoken = root().getAttribute("aria-valuetext");
    expect(spoken).toMatch(/^step 59, stage 3.*: oscillation 0\.0\d+, sharpness/);
    expectOnlyNumbers();
  });

  it("survives a run that stands still or overflows", async () => {
    const still = { learningRate: 0.1, x: 0, y: 0, alpha: 0.5, delta: 0.05, stage: 1 };
    await show(historyOf([still, still], { edgeSteps: [0] }));
    expect(isShown(".portrait-head")).toBe(true);
    expectOnlyNumbers();
    await show(
      historyOf([still, { ...still, x: 1e200, y: -1e200 }, { ...still, x: Infinity }], {
        edgeSteps: [0],
      }),
    );
    expect(caption).toBe("as it was at step 1");
    expect(isShown(".portrait-head")).toBe(false);
    expectOnlyNumbers();
  });
});
