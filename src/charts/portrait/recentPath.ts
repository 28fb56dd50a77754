/** The last cycle of the run over the colours of its stages, and the prediction. On a canvas. */
import { createCanvas } from "../canvas.ts";
import type { Stage } from "../stageRuns.ts";
import type { PortraitScene } from "./portraitScene.ts";
import { modeColor } from "./portraitTokens.ts";
import { clipToPlot, tracePoints } from "./tracePoints.ts";

type Context = CanvasRenderingContext2D;

/** Widths against the run's own. */
const UNDERLAY = 3.4;
const UNDERLAY_OPACITY = 0.7;
const PREDICTION = 0.8;

/** Of the prediction before the last cycle; with several modes that is left out. */
const OLDER_PREDICTION = 0.5;

/** How much of the prediction is drawn, up to its end, in steps: more would only cover itself. */
const PREDICTED_STEPS = 600;
/** It is cut at multiples of this, so that its dashes rest. */
const CUT = 100;

interface Piece {
  stage: Stage;
  from: number;
  to: number;
}

/** The recent path by stages; each piece reaches to the first step of the next one. */
function stagePieces(scene: Pick<PortraitScene, "path" | "recentFrom" | "moment">): Piece[] {
  const { path, recentFrom, moment } = scene;
  const pieces: Piece[] = [];
  for (let i = path.stageRuns.length - 1; i >= 0; i--) {
    const run = path.stageRuns[i]!;
    if (run.to <= recentFrom) break;
    const from = Math.max(run.from, recentFrom);
    const to = Math.min(run.to, moment.end);
    if (to > from) pieces.unshift({ stage: run.stage, from, to });
  }
  return pieces;
}

function drawUnderlay(context: Context, scene: PortraitScene): void {
  const { tokens, path } = scene;
  context.globalAlpha = UNDERLAY_OPACITY;
  context.lineWidth = UNDERLAY * tokens.curves.gd.width;
  context.lineCap = "butt";
  for (const piece of stagePieces(scene)) {
    context.strokeStyle = tokens.stageMarks[piece.stage];
    context.beginPath();
    tracePoints(context, scene, path.run, piece);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawRun(context: Context, scene: PortraitScene): void {
  const { tokens, path, moment, recentFrom } = scene;
  context.lineWidth = tokens.curves.gd.width;
  context.lineCap = "round";
  for (const [place, { run }] of path.modes.entries()) {
    context.strokeStyle = modeColor(tokens, place);
    context.beginPath();
    tracePoints(context, scene, run, { from: recentFrom, to: moment.end });
    context.stroke();
  }
}

/** The claimed prediction: as strong as the run where that is, paler before. */
function drawPrediction(context: Context, scene: PortraitScene): void {
  const { tokens, path, moment, recentFrom } = scene;
  const { stretch } = moment;
  if (stretch === null) return;
  const to = Math.min(stretch.prediction.to, moment.end);
  const cut = Math.ceil(Math.max(0, to - stretch.from - PREDICTED_STEPS) / CUT) * CUT;
  const starts = new Set(path.history.annotations.resyncSteps);
  const { width, color, dash } = tokens.curves.pred;
  context.lineWidth = PREDICTION * width;
  context.lineCap = "butt";
  context.strokeStyle = color;
  context.setLineDash(dash);
  const stroke = (from: number, last: number, opacity: number) => {
    context.globalAlpha = opacity;
    context.beginPath();
    for (const { prediction } of path.modes) {
      tracePoints(context, scene, prediction, { from, to: last }, starts);
    }
    context.stroke();
  };
  const first = Math.max(stretch.prediction.from, stretch.from + cut);
  if (moment.modes === 1) stroke(first, Math.min(to, recentFrom), OLDER_PREDICTION);
  stroke(Math.max(first, recentFrom), to, 1);
  context.globalAlpha = 1;
  context.setLineDash([]);
}

export function createRecentPath(root: HTMLElement): { update(scene: PortraitScene): void } {
  const canvas = createCanvas(root);
  canvas.element.classList.add("portrait-recent");
  return {
    update(scene) {
      const context = canvas.clear(scene.box.width, scene.box.height);
      if (!context || scene.moment.stretch === null) return;
      clipToPlot(context, scene);
      context.lineJoin = "round";
      if (scene.view.visible.gd) {
        drawUnderlay(context, scene);
        drawRun(context, scene);
      }
      if (scene.view.visible.pred) drawPrediction(context, scene);
      context.restore();
    },
  };
}
