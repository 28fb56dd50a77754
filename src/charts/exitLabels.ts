/** Words beside the arrowhead of a curve that has left its panel. */
import { curvePasses, linesThrough, overlap, textBox, type TextBox } from "./clearOfCurves.ts";
import type { Exit } from "./exits.ts";
import { formatDestination } from "./format.ts";
import { lineName, shortName } from "./names.ts";
import type { PanelScene, Scene } from "./scene.ts";
import { px, withHalo, type Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";
import { hueOf } from "./tokens.ts";

export interface ExitLabel {
  exit: Exit;
  text: string;
  x: number;
  y: number;
  anchor: "start" | "end";
  box: TextBox;
}

/** Between the arrow and the words, in text heights. */
const BESIDE = 0.75;
/** Height of a row, in text heights. */
const ROW = 1.25;
/** From a baseline up to the middle of its words, in text heights. */
const MIDDLE = 0.36;

/** Rows inward and distances from the arrow, in text heights: the nearest first. */
const TO_THE_RIGHT = [0, 1, 2].map((row) => ({ row, distance: BESIDE, isRight: true }));
const TO_THE_LEFT = [0, 1, 2]
  .flatMap((row) =>
    [BESIDE, 1.5, 2.5, 4, 6, 9].map((distance) => ({ row, distance, isRight: false })),
  )
  .sort((a, b) => a.row * ROW + a.distance - (b.row * ROW + b.distance));
const EITHER_SIDE = [...TO_THE_RIGHT, ...TO_THE_LEFT];

/** What a place costs: words over words, outside the plot, on its own line, on another line. */
function costOf(scene: Scene, panel: PanelScene, label: ExitLabel, others: ExitLabel[]): number {
  const { box, exit } = label;
  const own = panel.curves.find(({ definition }) => definition === exit.definition);
  return (
    100 * others.filter((other) => overlap(other.box, box)).length +
    (box.left < scene.layout.left ? 50 : 0) +
    (own && curvePasses(scene, panel, own, box) ? 10 : 0) +
    linesThrough(scene, panel, box)
  );
}

/**
 * Words for the exits of a panel: right of the arrowhead where it has room, else left; at the
 * border, or one or two rows inward where they would lie over each other or over a curve.
 */
export function exitLabelsOf(
  scene: Scene,
  panel: PanelScene,
  exits: readonly Exit[],
  measure: MeasureText,
): ExitLabel[] {
  const { fontSize, right, short } = scene.layout;
  const labels: ExitLabel[] = [];
  for (const exit of exits) {
    const { curve, panel: name } = exit.definition;
    const destination = formatDestination(exit.destination);
    const whereabouts = exit.wasInside ? `leaves for ${destination}` : `is at ${destination}`;
    const text = short
      ? shortName(curve, name, scene.experiment)
      : `${lineName(curve, name, scene)} ${whereabouts}`;
    const width = measure(text, { family: scene.tokens.sans, size: fontSize });
    const fitsRight = exit.x + fontSize * BESIDE + width < right;
    const isUp = exit.direction === "up";
    let best: { label: ExitLabel; cost: number } | null = null;
    for (const { row, distance, isRight } of fitsRight ? EITHER_SIDE : TO_THE_LEFT) {
      const x = exit.x + fontSize * (isRight ? distance : -distance);
      const y = isUp
        ? panel.box.top + fontSize * (1.1 + ROW * row)
        : panel.box.bottom - fontSize * (0.5 + ROW * row);
      const box = textBox(isRight ? x : x - width, y - MIDDLE * fontSize, width, fontSize);
      const label: ExitLabel = { exit, text, x, y, anchor: isRight ? "start" : "end", box };
      const cost = costOf(scene, panel, label, labels);
      if (best === null || cost < best.cost) best = { label, cost };
      if (cost === 0) break;
    }
    if (best) labels.push(best.label);
  }
  return labels;
}

export function createExitLabels(parent: Group): {
  update(labels: readonly (readonly ExitLabel[])[]): void;
} {
  const group = parent.append("g");
  return {
    update(labels) {
      withHalo(group.selectAll<SVGTextElement, ExitLabel>("text").data(labels.flat()).join("text"))
        .attr("text-anchor", ({ anchor }) => anchor)
        .attr("x", ({ x }) => px(x))
        .attr("y", ({ y }) => px(y))
        .style("fill", ({ exit }) => hueOf(exit.definition.curve))
        .text(({ text }) => text);
    },
  };
}
