import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import "../../styles/tokens.css";
import type { History } from "../../session/history.ts";
import { createFigure, type Figure } from "../figure.ts";
import {
  EXPERIMENT,
  batchOf,
  edgeHistory,
  edgeRow,
  historyOf,
} from "../fixtures/syntheticHistory.ts";
import { defaultView } from "../view.ts";
import type { GhostRun } from "./ghostRun.ts";

const LEFT = 46;
const RIGHT = 700;

let container: HTMLElement;
let figure: Figure;

beforeEach(() => {
  container = document.createElement("div");
  Object.assign(container.style, { width: "832px", height: "732px" });
  document.body.replaceChildren(container);
  document.documentElement.dataset["theme"] = "light";
  const ignore = () => undefined;
  const callbacks = { onCrosshair: ignore, onNavigation: ignore, onPlayhead: ignore };
  figure = createFigure(container, callbacks);
});
afterEach(() => figure.destroy());

async function drawn(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

function ghost(history: History, name: string, slot = 0, id = name): GhostRun {
  return { id, name, history, experiment: EXPERIMENT, slot };
}

const canvases = () => [...container.querySelectorAll<HTMLCanvasElement>(".figure > canvas")];
const text = () => container.textContent ?? "";

async function compare(runs: readonly GhostRun[]): Promise<void> {
  figure.setGhosts(runs);
  await expect.poll(() => canvases().length).toBe(runs.length > 0 ? 2 : 1);
  await drawn();
}

/** Columns of pixels, within the panels, in which the ghosts' canvas is not empty. */
function inkedColumns(): boolean[] {
  const canvas = canvases()[0]!;
  const { data, width, height } = canvas
    .getContext("2d")!
    .getImageData(0, 0, canvas.width, canvas.height);
  const scale = canvas.width / canvas.clientWidth;
  return Array.from({ length: RIGHT - LEFT }, (_, i) => {
    const x = Math.round((LEFT + i) * scale);
    for (let y = 0; y < height; y++) if (data[4 * (y * width + x) + 3]! > 60) return true;
    return false;
  });
}

const lastInked = () => inkedColumns().lastIndexOf(true);

describe("compared runs", () => {
  it("are drawn behind the run, named at their end, as far as they go", async () => {
    figure.setHistory(edgeHistory(400, 100), EXPERIMENT);
    await compare([ghost(edgeHistory(200, 100), "shorter run")]);
    const [behind, before] = canvases();
    expect(behind!.compareDocumentPosition(before!)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    // The axis of 400 steps goes to 500.
    expect(Math.abs(lastInked() - (199 / 500) * (RIGHT - LEFT))).toBeLessThan(4);
    expect(text().split("shorter run")).toHaveLength(4);
    figure.setGhosts([]);
    await expect.poll(() => canvases().length).toBe(1);
    await drawn();
    expect(text()).not.toContain("shorter run");
  });

  it("have the whole of the x axis", async () => {
    figure.setHistory(edgeHistory(60, 100), EXPERIMENT);
    await compare([ghost(edgeHistory(2000, 100), "longer run")]);
    expect(lastInked()).toBeGreaterThan(RIGHT - LEFT - 4);
    expect(text()).toContain("1,800");
  });

  it("stand on their own flow time on the axis of η·t", async () => {
    const half = Array.from({ length: 300 }, (_, step) => ({
      ...edgeRow(step, 100),
      learningRate: 0.05,
    }));
    figure.setHistory(edgeHistory(301, 100), EXPERIMENT);
    await compare([ghost(historyOf(half), "half η")]);
    figure.fit();
    await drawn();
    const onSteps = lastInked();
    figure.setView({ ...defaultView(), xAxis: "time" });
    await drawn();
    expect(Math.abs(lastInked() - onSteps / 2)).toBeLessThan(4);
  });

  it("leave the run on screen alone when it is one of them", async () => {
    const history = edgeHistory(200, 100);
    figure.setHistory(history, EXPERIMENT);
    await compare([]);
    figure.setGhosts([ghost(history, "itself")]);
    await drawn();
    expect(canvases()).toHaveLength(1);
    figure.setHistory(edgeHistory(300, 100), EXPERIMENT);
    await expect.poll(() => canvases().length).toBe(2);
    await drawn();
    expect(text()).toContain("itself");
  });

  it("keep the loss of the run readable when one of them diverged", async () => {
    const rows = Array.from({ length: 30 }, (_, step) => ({
      learningRate: 0.1,
      loss: 10 ** step,
      sharpness: 20,
    }));
    const blownUp = historyOf(rows);
    blownUp.divergedAt = 29;
    figure.setHistory(edgeHistory(400, 100), EXPERIMENT);
    await compare([ghost(blownUp, "too far")]);
    expect(text()).not.toMatch(/e\+|NaN|10⁹/);
    expect(text()).toContain("too far");
  });

  it("differ by their dashes: each slot leaves out another share of the line", async () => {
    const flat = () =>
      historyOf(Array.from({ length: 400 }, () => ({ learningRate: 0.1, loss: 0.5 })));
    figure.setHistory(edgeHistory(400, 100), EXPERIMENT);
    const inked = [];
    for (const slot of [0, 1, 2]) {
      await compare([ghost(flat(), `slot ${slot}`, slot)]);
      await expect.poll(text).toContain(`slot ${slot}`);
      inked.push(inkedColumns().filter(Boolean).length);
    }
    // 5 of 7 and 2 of 4 widths, with rounded pixels at either end.
    expect(inked[1]! / inked[0]!).toBeLessThan(0.85);
    expect(inked[2]! / inked[1]!).toBeLessThan(0.9);
    expect(inked[2]! / inked[0]!).toBeGreaterThan(0.4);
  });

  it("are drawn again only when a scale changes, not by a growing run", async () => {
    const history = edgeHistory(420, 100);
    figure.setHistory(history, EXPERIMENT);
    await compare([ghost(edgeHistory(300, 100), "before")]);
    const clear = vi.spyOn(canvases()[0]!.getContext("2d")!, "clearRect");
    for (let i = 0; i < 5; i++) {
      const from = history.length;
      const rows = Array.from({ length: 10 }, (_, k) => edgeRow(from + k, 100));
      history.append(batchOf(from, rows));
      figure.markDirty();
      await drawn();
    }
    expect(clear).not.toHaveBeenCalled();
    expect(text()).toContain(`descent ${history.at("loss", 469).toFixed(4)}`);
    figure.setView({ ...defaultView(), xAxis: "time" });
    await drawn();
    expect(clear).toHaveBeenCalled();
  });
});
