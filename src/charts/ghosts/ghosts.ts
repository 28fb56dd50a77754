/** Draws compared runs: one hue, a dash each, on a canvas of their own behind the run on screen. */
import { createCanvas } from "../canvas.ts";
import { SHORT_PATH, strokeLine } from "../lines.ts";
import type { Pen } from "../pen.ts";
import type { Scene } from "../scene.ts";
import { GHOST_WIDTH, ghostDash } from "./ghostDash.ts";
import { ghostLabels } from "./ghostLabels.ts";
import { GhostLines, stretchedExtent } from "./ghostLines.ts";
import type { GhostCurves, GhostRun, Ghosts } from "./ghostRun.ts";

const PALE = 0.55;

/** Everything on which the picture depends: a growing run under a steady scale changes none of it. */
function pictureKey({ x, view, layout, tokens, panels, everyStep }: Scene): string {
  const { width, height, left, right } = layout;
  const boxes = panels.map(({ box, y, ghosts }) => [
    box.name,
    box.top,
    box.bottom,
    y?.log,
    ...(y?.domain ?? []),
    ...ghosts.map(({ run }) => run.id),
  ]);
  const scale = [x.log, ...x.domain, view.xAxis, everyStep, devicePixelRatio];
  return [...scale, width, height, left, right, tokens.ghost, ...boxes.flat()].join();
}

/**
 * Draw the compared runs of all panels with a pen.
 * @param longestPath segments in one path of a crowded line
 */
export function drawGhosts(context: Pen, scene: Scene, longestPath: number): void {
  const { left, right } = scene.layout;
  for (const { y, box, ghosts } of scene.panels) {
    if (!y) continue;
    context.save();
    context.beginPath();
    context.rect(left, box.top - 2, right - left + 0.5, box.bottom - box.top + 3);
    context.clip();
    context.lineJoin = "round";
    context.strokeStyle = scene.tokens.ghost;
    context.lineWidth = GHOST_WIDTH;
    for (const { run, line, positions } of ghosts) {
      context.globalAlpha = run.isPale === true ? PALE : 1;
      context.setLineDash(ghostDash(run.slot));
      strokeLine(context, line, positions, scene.x, y, false, longestPath);
    }
    context.restore();
  }
}

/** What a scene asks of the compared runs. */
export function ghostCurves(runs: readonly GhostRun[]): GhostCurves {
  const all = runs.map((run) => new GhostLines(run));
  return {
    reach: (xAxis) => Math.max(0, ...all.map((ghost) => ghost.positions(xAxis).at(-1) ?? 0)),
    lines: (panel, window) => all.map((ghost) => ghost.drawn(panel, window)),
    stretch: stretchedExtent,
    labels: ghostLabels,
  };
}

/** @param root the figure, whose first canvas is that of the run on screen */
export function createGhosts(root: HTMLElement, runs: readonly GhostRun[]): Ghosts {
  const canvas = createCanvas(root, root.querySelector("canvas"));
  let drawnKey = "";
  return {
    ...ghostCurves(runs),
    draw(scene) {
      const key = pictureKey(scene);
      if (key === drawnKey) return;
      drawnKey = key;
      const context = canvas.clear(scene.layout.width, scene.layout.height);
      if (context) drawGhosts(context, scene, SHORT_PATH);
    },
    destroy() {
      canvas.remove();
    },
  };
}
