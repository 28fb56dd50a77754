import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../styles/tokens.css";
import { DELTA, hoppingHistory, lossAt, sliceAt } from "./fixtures/syntheticSlice.ts";
import { createSlice, type SliceChart } from "./slice/slice.ts";

let container: HTMLElement;
let chart: SliceChart;

beforeEach(() => {
  container = document.createElement("div");
  container.style.width = "300px";
  document.body.replaceChildren(container);
  document.documentElement.dataset["theme"] = "light";
  chart = createSlice(container);
});
afterEach(() => chart.destroy());

async function drawn(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

const x = (step: number) => (step % 2 === 0 ? 1.5 : -1.5) * DELTA;
const label = () => container.querySelector("svg")!.getAttribute("aria-label");

/** The hues painted at a pixel of the chart, from the top down. */
function hues(left: number, top: number): string[] {
  const box = container.getBoundingClientRect();
  return document
    .elementsFromPoint(box.left + left, box.top + top)
    .filter((element) => element instanceof SVGGeometryElement)
    .map((element) => getComputedStyle(element).fill);
}

function hueOf(token: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(${token})`;
  container.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

describe("the slice", () => {
  it("paints the ball on the loss at x, on the side the run is on", async () => {
    const history = hoppingHistory(81, 20, x);
    chart.setSource({ history, at: () => sliceAt(60) });
    await drawn();
    // 12 px text: the plot is 41…226 px wide and 4…160 px high, and shows 3.5 δ to either side.
    const left = (step: number) => 41 + (185 * (x(step) / DELTA + 3.5)) / 7;
    const ticks = [...container.querySelectorAll<SVGTextElement>("text")].filter(
      ({ textContent }) => textContent === "0.3" || textContent === "0.4",
    );
    const [low, high] = [0.3, 0.4].map((value) => {
      const tick = ticks.find(({ textContent }) => textContent === String(value))!;
      return Number(tick.getAttribute("y")) - 0.34 * 12;
    });
    const top = low! + ((lossAt(x(80)) - 0.3) / 0.1) * (high! - low!);
    const ball = container.querySelector<SVGCircleElement>(".ball circle")!;
    expect(Number(ball.getAttribute("cx"))).toBeCloseTo(left(80), 0);
    expect(Math.abs(Number(ball.getAttribute("cy")) - top)).toBeLessThan(0.5);
    expect(hues(left(80), top)[0]).toBe(hueOf("--gd"));
    // One step on it is on the other side.
    chart.setStep(79);
    await drawn();
    expect(Number(ball.getAttribute("cx"))).toBeCloseTo(left(79), 0);
    expect(label()).toContain("at step 79 (θ† of step 60)");
  });

  it("says what it shows and takes its hues from the theme", async () => {
    chart.setSource({ history: hoppingHistory(81, 20, x), at: () => sliceAt(80) });
    await drawn();
    expect(label()).toContain("x is 0.06, 1.5 δ from θ†");
    const text = container.textContent ?? "";
    expect(text).toMatch(/the same minus the quadratic, [\d.]+× taller/);
    for (const name of ["all three", "cubic", "loss itself", "−δ", "θ†", "+δ", "2/η", "S + βw"]) {
      expect(text).toContain(name);
    }
    expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
    const ball = container.querySelector(".ball circle")!;
    const light = getComputedStyle(ball).fill;
    document.documentElement.dataset["theme"] = "dark";
    await drawn();
    expect(getComputedStyle(ball).fill).not.toBe(light);
  });

  it("is empty, and says so, where there is no slice", async () => {
    chart.setSource({ history: hoppingHistory(81, 20, x), at: () => null });
    await drawn();
    expect(label()).toBe("Loss along u through θ†: nothing to show yet.");
    expect(container.querySelector(".ball")!.getBoundingClientRect().width).toBe(0);
  });

  it("hops from one step to the next, and is there soon", async () => {
    const rows = (count: number) => ({
      history: hoppingHistory(count, 20, x),
      at: () => sliceAt(60),
    });
    chart.setSource(rows(80));
    await drawn();
    const ball = container.querySelector(".ball circle")!;
    const passed: number[] = [];
    const watcher = new MutationObserver(() => passed.push(Number(ball.getAttribute("cx"))));
    watcher.observe(ball, { attributeFilter: ["cx"] });
    await new Promise((resolve) => setTimeout(resolve, 300));
    chart.setSource(rows(81));
    await drawn();
    const target = 41 + (185 * 5) / 7;
    await expect.poll(() => Number(ball.getAttribute("cx"))).toBeCloseTo(target, 0);
    watcher.disconnect();
    // It sets out from where it was.
    expect(passed[0]).toBeCloseTo(41 + (185 * 2) / 7, 0);
  });
});
