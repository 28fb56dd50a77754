/**
 * The path before its last cycle. It never changes, so it is painted once and only added to; painted
 * anew, what lies on pixels that are covered already is left out, so that a run of any length costs
 * about as much as covering the plot.
 */
import { createCanvas } from "../canvas.ts";
import type { PhasePoints } from "./phasePath.ts";
import type { PortraitScene } from "./portraitScene.ts";
import { modeColor } from "./portraitTokens.ts";
import { clipToPlot } from "./tracePoints.ts";

/** What is drawn strongly has the run's own width and opacity. */
const WIDTH = 0.6;
const OPACITY = "0.42";

/** Lines per stroke: the cost of one grows faster than its length. */
const BATCH = 400;

/** Pixels of the plot that a line has passed. */
class Covered {
  readonly #columns: number;
  readonly #rows: number;
  readonly #cells: Uint8Array;

  constructor(width: number, height: number) {
    this.#columns = Math.ceil(width);
    this.#rows = Math.ceil(height);
    this.#cells = new Uint8Array(this.#columns * this.#rows);
  }

  /** Walk a line; whether it passed a pixel that was not covered. */
  cover(x0: number, y0: number, x1: number, y1: number): boolean {
    const longest = Math.max(this.#columns, this.#rows);
    const steps = Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1));
    // Only a run that diverges leaves the plot so far.
    if (steps > 2 * longest) return true;
    let isNew = false;
    for (let i = 0; i <= steps; i++) {
      const column = Math.floor(x0 + ((x1 - x0) * i) / steps);
      const row = Math.floor(y0 + ((y1 - y0) * i) / steps);
      if (column < 0 || row < 0 || column >= this.#columns || row >= this.#rows) continue;
      const cell = row * this.#columns + column;
      if (this.#cells[cell] === 0) {
        this.#cells[cell] = 1;
        isNew = true;
      }
    }
    return isNew;
  }
}

export interface OlderPath {
  update(scene: PortraitScene): void;
}

export function createOlderPath(root: HTMLElement): OlderPath {
  const canvas = createCanvas(root);
  canvas.element.classList.add("portrait-older");
  canvas.element.style.opacity = OPACITY;
  let context: CanvasRenderingContext2D | null = null;
  /** One for each mode. */
  let covered: Covered[] = [];
  let key = "";
  let drawnTo = -1;

  const paint = (
    scene: PortraitScene,
    { amplitude, excess }: PhasePoints,
    place: number,
    { from, to }: { from: number; to: number },
  ) => {
    if (!context) return;
    const { x, y, box, tokens } = scene;
    const pixels = (covered[place] ??= new Covered(box.width, box.height));
    clipToPlot(context, scene);
    context.strokeStyle = modeColor(tokens, place);
    context.lineWidth = WIDTH * tokens.curves.gd.width;
    context.lineJoin = "round";
    context.lineCap = "round";
    context.beginPath();
    let lines = 0;
    let isOpen = false;
    for (let step = from + 1; step <= to; step++) {
      const x0 = x.toPixel(amplitude[step - 1]!);
      const y0 = y.toPixel(excess[step - 1]!);
      const x1 = x.toPixel(amplitude[step]!);
      const y1 = y.toPixel(excess[step]!);
      const isLine = Number.isFinite(x0 + y0 + x1 + y1) && pixels.cover(x0, y0, x1, y1);
      if (isLine && !isOpen) context.moveTo(x0, y0);
      if (isLine) context.lineTo(x1, y1);
      isOpen = isLine;
      if (isLine && ++lines % BATCH === 0) {
        context.stroke();
        context.beginPath();
        isOpen = false;
      }
    }
    context.stroke();
    context.restore();
  };

  return {
    update(scene) {
      const { stretch } = scene.moment;
      const isShown = stretch !== null && scene.view.visible.gd;
      const to = isShown ? scene.recentFrom : -1;
      const wanted = JSON.stringify([
        scene.box,
        scene.domain,
        stretch?.from,
        isShown,
        scene.tokens.curves.gd,
        scene.path.modes.length,
        devicePixelRatio,
      ]);
      if (wanted !== key || to < drawnTo) {
        key = wanted;
        context = canvas.clear(scene.box.width, scene.box.height);
        covered = [];
        drawnTo = stretch?.from ?? -1;
      }
      if (isShown && to > drawnTo) {
        for (const [place, { run }] of scene.path.modes.entries()) {
          paint(scene, run, place, { from: drawnTo, to });
        }
        drawnTo = to;
      }
    },
  };
}
