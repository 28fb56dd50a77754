/** The four stages as quadrants around the balance point, with their words; the legend of time. */
import type { Stage } from "../stageRuns.ts";
import { outlineCrosses, pathCrosses, presentOrbit, type Box, type Pixel } from "./crossing.ts";
import type { PlotBox, PortraitScene } from "./portraitScene.ts";
import { px, type Group } from "../svg.ts";
import type { MeasureText, TextFont } from "../textWidth.ts";

export interface Quadrant {
  readonly stage: Stage;
  readonly isLarge: boolean;
  readonly isAbove: boolean;
  /** The words in fewer and fewer lines and letters. */
  readonly wordings: readonly (readonly string[])[];
  /** The same for a sentence. */
  readonly phrase: string;
}

export const QUADRANTS: readonly Quadrant[] = [
  {
    stage: 1,
    isLarge: false,
    isAbove: false,
    wordings: [["sharpness rises,", "oscillation dies"], ["sharpness", "rises"], ["rises"], [""]],
    phrase: "the oscillation dies, sharpness rises",
  },
  {
    stage: 2,
    isLarge: false,
    isAbove: true,
    wordings: [["oscillation grows"], ["oscillation", "grows"], ["grows"], [""]],
    phrase: "the oscillation grows",
  },
  {
    stage: 3,
    isLarge: true,
    isAbove: true,
    wordings: [["oscillation pushes", "sharpness down"], ["pushes down"], ["pushes", "down"], [""]],
    phrase: "the oscillation pushes sharpness down",
  },
  {
    stage: 4,
    isLarge: true,
    isAbove: false,
    wordings: [["oscillation dies,", "sharpness falls"], ["falls"], ["falls"], [""]],
    phrase: "the oscillation dies, sharpness falls",
  },
];

const PAD = 6;

/** Of a line of words above and below its baseline, in text heights. */
const CAP = 0.8;
const DESCENT = 0.25;

/** A quadrant as a rectangle; of no width where there is no balance point. */
function rectangleOf({ isLarge, isAbove }: Quadrant, box: PlotBox, divide: number, law: number) {
  const left = isLarge ? divide : box.left;
  const right = isLarge ? box.right : divide;
  const top = isAbove ? box.top : law;
  const bottom = isAbove ? law : box.bottom;
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

const sideOf = ({ isLarge }: Quadrant) => (isLarge ? "large" : "small");

/** A line of words in a corner of the plot. */
interface Word {
  quadrant: Quadrant;
  numeral: string;
  text: string;
  x: number;
  y: number;
}

/**
 * @param under behind the paths: tints
 * @param over in front: words
 */
export function createQuadrants(
  under: Group,
  over: Group,
  measure: MeasureText,
): { update(scene: PortraitScene): void } {
  const tints = under.append("g");
  const words = over.append("g");

  /** Index of the longest wording that fits; beyond the last one when not even the numeral does. */
  const fitting = (quadrant: Quadrant, font: TextFont, room: number): number => {
    const widthOf = (lines: readonly string[]) =>
      Math.max(
        ...lines.map((line, i) => measure(i === 0 ? `${quadrant.stage} ${line}` : line, font)),
      );
    const level = quadrant.wordings.findIndex((wording) => widthOf(wording) + 2 * PAD <= room);
    return level < 0 ? quadrant.wordings.length : level;
  };

  const wordsOf = (scene: PortraitScene, quadrant: Quadrant, level: number): Word[] => {
    const { box, tokens } = scene;
    const { fontSize } = tokens;
    const lines = quadrant.wordings[level] ?? [];
    const line = 1.25 * fontSize;
    const first = quadrant.isAbove
      ? box.top + fontSize + 3
      : box.bottom - PAD - (lines.length - 1) * line;
    return lines.map((text, i) => ({
      quadrant,
      numeral: i === 0 ? String(quadrant.stage) : "",
      text,
      x: quadrant.isLarge ? box.right - PAD : box.left + PAD,
      y: first + i * line,
    }));
  };

  /** The box of a quadrant's words. */
  const boxOf = (words: readonly Word[], font: TextFont): Box => {
    const widths = words.map(({ numeral, text }) => measure(`${numeral} ${text}`.trim(), font));
    const [first, last] = [words[0]!, words.at(-1)!];
    const width = Math.max(...widths);
    const left = first.quadrant.isLarge ? first.x - width : first.x;
    const top = first.y - CAP * font.size;
    return { left, right: left + width, top, bottom: last.y + DESCENT * font.size };
  };

  /** How far the path is known to leave the words of a stage alone, in a wording. */
  const checked = new Map<Stage, { level: number; to: number }>();

  /**
   * Index of the longest wording, from `level` on, that the run's path and the orbit of its energy
   * leave alone; words are not given up for them.
   */
  const uncrossed = (
    scene: PortraitScene,
    quadrant: Quadrant,
    level: number,
    font: TextFont,
    orbit: readonly Pixel[],
  ): number => {
    const { path, moment, view } = scene;
    const { stretch, end } = moment;
    if (stretch === null) return level;
    const known = checked.get(quadrant.stage);
    let from = known?.level === level ? Math.max(known.to, stretch.from) : stretch.from;
    let free = level;
    const isCrossed = () => {
      const box = boxOf(wordsOf(scene, quadrant, free), font);
      const isOnPath = view.visible.gd && pathCrosses(scene, path.run, { from, to: end }, box);
      return isOnPath || outlineCrosses(orbit, box);
    };
    while (free < quadrant.wordings.length - 2 && isCrossed()) {
      free++;
      from = stretch.from;
    }
    checked.set(quadrant.stage, { level: free, to: view.visible.gd ? Math.max(from, end) : -1 });
    return free;
  };

  // δ drifts: on the same axes the words of a side shrink together and never grow back.
  let shrunk = { small: 0, large: 0 };
  let shrunkFor = "";

  return {
    update(scene) {
      const law = scene.y.toPixel(0);
      const quadrants = scene.moment.hasQuadrants ? QUADRANTS : [];
      const rectangles = quadrants.map((quadrant) => ({
        quadrant,
        ...rectangleOf(quadrant, scene.box, scene.divide, law),
      }));
      tints
        .selectAll("rect")
        .data(rectangles)
        .join("rect")
        .attr("x", ({ left }) => px(left))
        .attr("y", ({ top }) => px(top))
        .attr("width", ({ width }) => px(width))
        .attr("height", ({ height }) => px(height))
        .style("fill", ({ quadrant }) => `var(--stage-${quadrant.stage})`);
      const { sans, fontSize } = scene.tokens;
      const font = { family: sans, size: fontSize, weight: 600 };
      const key = JSON.stringify([scene.moment.stretch?.from, scene.box, scene.domain, font]);
      if (key !== shrunkFor) {
        shrunkFor = key;
        shrunk = { small: 0, large: 0 };
        checked.clear();
      }
      // Without a balance point there are large oscillations only, for as long as that lasts.
      const sided = rectangles.filter(({ width }) => width > 0);
      for (const { quadrant, width } of sided) {
        const side = sideOf(quadrant);
        shrunk[side] = Math.max(shrunk[side], fitting(quadrant, font, width));
      }
      const orbit = presentOrbit(scene);
      let before: typeof shrunk;
      do {
        before = { ...shrunk };
        for (const { quadrant } of sided) {
          const side = sideOf(quadrant);
          shrunk[side] = uncrossed(scene, quadrant, shrunk[side], font, orbit);
        }
      } while (before.small !== shrunk.small || before.large !== shrunk.large);
      const lines = sided.flatMap(({ quadrant }) =>
        wordsOf(scene, quadrant, shrunk[sideOf(quadrant)]),
      );
      words
        .selectAll<SVGTextElement, Word>("text")
        .data(lines)
        .join((enter) => {
          const text = enter
            .append("text")
            .style("paint-order", "stroke")
            .style("stroke-width", "3px")
            .style("stroke-linejoin", "round");
          text.append("tspan").style("font-weight", 700);
          text.append("tspan");
          return text;
        })
        .attr("x", ({ x }) => px(x))
        .attr("y", ({ y }) => px(y))
        .attr("text-anchor", ({ quadrant }) => (quadrant.isLarge ? "end" : "start"))
        .style("stroke", ({ quadrant }) => `var(--stage-${quadrant.stage})`)
        .style("fill", ({ quadrant }) =>
          quadrant.stage === scene.stage ? "var(--ink)" : "var(--ink-3)",
        )
        .style("font-weight", ({ quadrant }) => (quadrant.stage === scene.stage ? 600 : 400))
        .each(function ({ numeral, text }) {
          const [first, second] = this.children;
          if (first) first.textContent = numeral === "" || text === "" ? numeral : `${numeral} `;
          if (second) second.textContent = text;
        });
    },
  };
}
