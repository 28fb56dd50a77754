import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import "../styles/tokens.css";
import type { History } from "../session/history.ts";
import { createFigure, type Figure } from "./figure.ts";
import {
  EXPERIMENT,
  batchOf,
  edgeHistory,
  edgeRow,
  historyOf,
} from "./fixtures/syntheticHistory.ts";
import type { Navigation } from "./navigation/navigator.ts";
import { defaultView, type View } from "./view.ts";

let container: HTMLElement;
let figure: Figure;
let crosshairs: (number | null)[];
let navigations: Navigation[];

beforeEach(async () => {
  container = document.createElement("div");
  Object.assign(container.style, { width: "832px", height: "732px" });
  document.body.replaceChildren(container);
  document.documentElement.dataset["theme"] = "light";
  crosshairs = [];
  navigations = [];
  figure = createFigure(container, {
    onCrosshair: (step) => crosshairs.push(step),
    onNavigation: (n) => navigations.push(n),
    onPlayhead: () => undefined,
  });
  // What is loaded after the first frame is there.
  await vi.waitUntil(() => container.querySelector(".overview-playhead") !== null);
});
afterEach(() => figure.destroy());

/** Two frames: one for the resize observer, one for the drawing. */
async function drawn(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

async function show(history: History, view: View = defaultView()): Promise<void> {
  figure.setView(view);
  figure.setHistory(history, EXPERIMENT);
  await drawn();
}

const text = () => container.textContent ?? "";
const root = () => container.querySelector<HTMLElement>(".figure")!;

/** Every attribute and text of the figure's SVG. */
function written(): string[] {
  return [...container.querySelectorAll("*")].flatMap((element) => [
    ...[...element.attributes].map(({ value }) => value),
    element.childElementCount === 0 ? (element.textContent ?? "") : "",
  ]);
}

/** How many canvas pixels in a rectangle have nearly the colour of a token. */
function pixelsLike(token: string, box: { x: number; y: number; width: number; height: number }) {
  const canvas = container.querySelector("canvas")!;
  const probe = document.createElement("canvas").getContext("2d")!;
  probe.fillStyle = getComputedStyle(root()).getPropertyValue(token);
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  const scale = canvas.width / canvas.clientWidth;
  const { data } = canvas
    .getContext("2d")!
    .getImageData(box.x * scale, box.y * scale, box.width * scale, box.height * scale);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    const distance =
      Math.abs(data[i]! - red!) + Math.abs(data[i + 1]! - green!) + Math.abs(data[i + 2]! - blue!);
    if (data[i + 3]! > 100 && distance < 40) count++;
  }
  return count;
}

const WHOLE = { x: 0, y: 0, width: 832, height: 732 };

const VARIANTS: [string, View][] = [
  ["linear axes", defaultView()],
  [
    "log axes",
    {
      ...defaultView(),
      xScale: "log",
      yScale: { loss: "log", sharpness: "log", distance: "log" },
    },
  ],
  [
    "flow time and everything beyond the stop",
    { ...defaultView(), xAxis: "time", showBeyondStop: true },
  ],
];

describe("the figure", () => {
  it.each(VARIANTS)("writes no NaN at any length of the run, with %s", async (_, view) => {
    for (const length of [0, 1, 2, 60, 101, 102, 400]) {
      const history = length === 0 ? historyOf([]) : edgeHistory(length, 100);
      if (length === 400) {
        history.annotations.overlayStops = [
          { step: 300, overlay: "prediction", reason: "second-eigenvalue" },
        ];
        history.annotations.resyncSteps = [200];
      }
      await show(history, view);
      figure.setCrosshair(Math.floor(length / 2));
      await drawn();
      expect(written().filter((value) => /NaN|Infinity|undefined|null/.test(value))).toEqual([]);
    }
  });

  it("says what it shows: titles, 2/η, values at the last step and at the crosshair", async () => {
    const history = edgeHistory(400, 100);
    await show(history);
    expect(text()).toContain("Sharpness");
    expect(text()).toContain("2/η = 20");
    expect(text()).toContain("edge: predictions start");
    expect(text()).toContain(`descent ${history.at("loss", 399).toFixed(4)}`);
    figure.setCrosshair(50);
    await drawn();
    expect(text()).toContain(`descent ${history.at("loss", 50).toFixed(4)}`);
    expect(root().getAttribute("aria-valuetext")).toContain("step 50; loss: descent");
  });

  it("shows a spike of one step among 50,000", async () => {
    const rows = Array.from({ length: 50_000 }, (_, step) => ({
      learningRate: 0.1,
      loss: step === 31_415 ? 1 : 0.1,
    }));
    await show(historyOf(rows));
    figure.fit();
    await drawn();
    const x = 46 + (654 * 31_415) / 49_999;
    const spike = { x: x - 4, y: 80, width: 8, height: 60 };
    expect(pixelsLike("--gd", spike)).toBeGreaterThan(40);
    expect(pixelsLike("--gd", { ...spike, x: x + 20 })).toBe(0);
  });

  it("shows it at every zoom, and nothing of it where it is not", async () => {
    const rows = Array.from({ length: 50_000 }, (_, step) => ({
      learningRate: 0.1,
      loss: step === 31_415 ? 1 : 0.1,
    }));
    await show(historyOf(rows));
    figure.fit();
    await drawn();
    const x = 46 + (654 * 31_415) / 49_999;
    const press = async (key: string) => {
      root().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await drawn();
    };
    figure.setCrosshair(31_415);
    for (let zoom = 1.5; zoom < 6000; zoom *= 1.5) {
      await press("+");
      // The zoom is about the crosshair, so the spike stays where it is, as wide as two steps.
      const reach = Math.max(4, (654 * zoom) / 50_000);
      const spike = { x: x - reach, y: 80, width: 2 * reach, height: 60 };
      expect(pixelsLike("--gd", spike), `zoom by ${zoom}`).toBeGreaterThan(40);
    }
    await press("PageDown");
    await press("PageDown");
    // The domain follows what is visible: a flat line in the middle of its panel.
    expect(pixelsLike("--gd", { ...WHOLE, y: 70, height: 30 })).toBe(0);
    expect(text()).not.toContain("NaN");
    expect(navigations.at(-1)).toEqual({ isZoomed: true, follows: false });
  });

  it("recolours at once when the theme changes", async () => {
    await show(edgeHistory(400, 100));
    const light = pixelsLike("--gd", WHOLE);
    expect(light).toBeGreaterThan(500);
    document.documentElement.dataset["theme"] = "dark";
    await drawn();
    expect(pixelsLike("--gd", WHOLE)).toBeGreaterThan(light / 2);
  });

  it("follows pointer and keys, and reports where the crosshair went", async () => {
    await show(edgeHistory(400, 100));
    const { left, top } = root().getBoundingClientRect();
    root().dispatchEvent(
      new PointerEvent("pointermove", { clientX: left + 46, clientY: top + 200 }),
    );
    expect(crosshairs).toEqual([0]);
    const press = (key: string) => {
      root().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    };
    press("ArrowRight");
    press("End");
    press("Escape");
    expect(crosshairs).toEqual([0, 1, 399, null]);
  });

  it("draws growing runs of 50,000 steps in little time", async () => {
    const length = 50_000;
    const history = historyOf(
      Array.from({ length }, (_, step) => edgeRow(step, 2500)),
      {
        edgeSteps: [2500],
      },
    );
    await show(history);
    const times: number[] = [];
    const original = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      original((time) => {
        const start = performance.now();
        callback(time);
        times.push(performance.now() - start);
      });
    for (let i = 0; i < 20; i++) {
      const rows = Array.from({ length: 50 }, (_, k) => edgeRow(length + 50 * i + k, 2500));
      history.append(batchOf(length + 50 * i, rows));
      figure.markDirty();
      await new Promise((resolve) => original(() => original(resolve)));
    }
    window.requestAnimationFrame = original;
    times.sort((a, b) => a - b);
    console.log(`redraw of 50,000 steps: median ${times[10]!.toFixed(1)} ms of script`);
    expect(times).toHaveLength(20);
    expect(history.length).toBe(51_000);
  });
});
