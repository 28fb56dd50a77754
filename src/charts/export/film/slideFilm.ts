/** A slide being drawn: the figure grows from left to right, then rests with its sentence. */
import { edgeFormula, edgeLevel } from "../../../model/stability.ts";
import { formatSignificant, formatStep } from "../../format.ts";
import { firstAtLeast } from "../../../math/firstAtLeast.ts";
import { isInside, shownAs, stepToPixel, type Scene } from "../../scene.ts";
import { slideParts, type SlideParts } from "../slideSvg.ts";
import { SLIDE, type SlideInput } from "../slideWords.ts";
import { FRAMES_PER_SECOND } from "./recordFilm.ts";

/** Eight seconds: the drawing, and the picture at rest. */
const DRAWING_SECONDS = 6.5;
const REST_SECONDS = 1.5;

export interface SlideFilm {
  canvas: HTMLCanvasElement;
  frames: number;
  draw(frame: number): void;
}

/** The words of a moment of the run. */
export interface FilmMoment {
  heading: string;
  learningRate: number;
}

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The last step drawn when all left of a pixel of the figure is. */
function stepAt(scene: Scene, pixel: number): number {
  const { firstShown, lastShown, positions, x } = scene;
  const after = firstAtLeast(positions, x.toValue(pixel + 1e-6), firstShown, lastShown + 1);
  return Math.max(firstShown, Math.min(lastShown, after - 1));
}

/** Where the run is, on each panel. */
function drawHead(
  context: CanvasRenderingContext2D,
  { scene, origin, tokens }: SlideParts,
  step: number,
): void {
  const x = origin.x + stepToPixel(scene, step);
  for (const panel of scene.panels) {
    const descent = panel.curves.find(
      ({ definition }) => definition.curve === "gd" && definition.kind === "line",
    );
    if (descent === undefined || panel.y === null) continue;
    const value = shownAs(scene, descent.definition).values(scene.columns)[step] ?? NaN;
    if (!isInside(panel, value)) continue;
    context.beginPath();
    context.arc(x, origin.y + panel.y.toPixel(value), tokens.fontSize / 3, 0, 2 * Math.PI);
    context.fillStyle = tokens.curves.gd.color;
    context.fill();
    context.lineWidth = tokens.fontSize / 8;
    context.strokeStyle = tokens.paper;
    context.stroke();
  }
}

function drawMoment(
  context: CanvasRenderingContext2D,
  { scene, origin, tokens, sizes, ink }: SlideParts,
  step: number,
  { heading, learningRate }: FilmMoment,
): void {
  const right = SLIDE.width - SLIDE.margin;
  const { optimizer } = scene.experiment;
  const rate = `η = ${formatSignificant(learningRate, 4)}    ${edgeFormula(optimizer)} = ${formatSignificant(edgeLevel(optimizer, learningRate), 4)}`;
  // Where the heading of the slide stands.
  const bottom = origin.y + scene.layout.height + 1.05 * sizes.heading;
  context.fillStyle = ink;
  context.textAlign = "right";
  context.font = `600 ${sizes.rate}px ${tokens.sans}`;
  context.fillText(rate, right, SLIDE.margin + 0.6 * sizes.rate);
  context.font = `${sizes.rate}px ${tokens.sans}`;
  context.fillText(`step ${formatStep(step)}`, right, bottom);
  context.textAlign = "left";
  context.font = `${sizes.heading}px ${tokens.serif}`;
  context.fillText(heading, SLIDE.margin, bottom);
}

/**
 * @param momentOf heading and η at a step
 * @param scale pixels of the film per pixel of the slide
 */
export async function createSlideFilm(
  input: SlideInput,
  momentOf: (step: number) => FilmMoment,
  scale = 1,
): Promise<SlideFilm> {
  const parts = slideParts({ ...input, step: null });
  const [whole, empty] = await Promise.all([imageOf(parts.svg), imageOf(parts.empty)]);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: SLIDE.width * scale, height: SLIDE.height * scale });
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The browser gave no canvas to draw the film on.");
  context.scale(scale, scale);
  const { scene, origin } = parts;
  const { left, right } = scene.layout;
  const end = Math.min(right, stepToPixel(scene, Math.max(0, scene.lastShown)));
  const drawing = Math.round(DRAWING_SECONDS * FRAMES_PER_SECOND);
  return {
    canvas,
    frames: drawing + Math.round(REST_SECONDS * FRAMES_PER_SECOND),
    draw(frame) {
      if (frame >= drawing) {
        context.drawImage(whole, 0, 0);
        return;
      }
      const pixel = left + ((end - left) * (frame + 1)) / drawing;
      const step = stepAt(scene, pixel);
      context.drawImage(empty, 0, 0);
      context.save();
      context.beginPath();
      context.rect(0, origin.y, origin.x + pixel, scene.layout.height);
      context.clip();
      context.drawImage(whole, 0, 0);
      context.restore();
      drawHead(context, parts, step);
      drawMoment(context, parts, step, momentOf(step));
    },
  };
}
