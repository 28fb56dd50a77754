/** Names at the ends of the curves, kept apart, with leaders. */
import type { Exit } from "./exits.ts";
import type { PanelScene, Scene } from "./scene.ts";
import { curveLabels, formerLevels, lawLabel, type EndLabel, type NamePart } from "./lineNames.ts";
import { SHORT_NAMES } from "./names.ts";
import { spread } from "./spread.ts";
import { px, withHalo, type Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";
import type { GhostCurves } from "./ghosts/ghostRun.ts";
import { hueOf } from "./tokens.ts";

/** Height of a line of names, in text heights. */
const LINE = 1.22;

/** The exits of each panel. */
type PanelExits = readonly (readonly Exit[])[];

interface PanelNames {
  panel: PanelScene;
  /** Curves that have left upwards: their words take the top rows of the plot. */
  exits: number;
  names: EndLabel[];
  law: EndLabel[];
  /** Names of compared runs, which have their places beside their ends or in the margin. */
  ghosts: EndLabel[];
}

/** The hue of the ghosts is too pale for text. */
function hueOfName({ curve }: NamePart): string {
  return curve === "ghost" ? "var(--ink-3)" : hueOf(curve);
}

/** Move names apart vertically; the list is sorted by the curves' heights. */
function separate(labels: EndLabel[], top: number, bottom: number, line: number): void {
  labels.sort((a, b) => a.y - b.y);
  const wanted = labels.map(({ y }) => y);
  const places = spread(wanted, line, top + line / 2, bottom - line / 4);
  labels.forEach((label, i) => {
    label.textY = places[i]!;
  });
}

/** Whether all names have room in the plot, beside the head of the run. */
function haveRoomAtHead(scene: Scene, all: PanelNames[], measure: MeasureText): boolean {
  const { fontSize, right } = scene.layout;
  const font = { family: scene.tokens.sans, size: fontSize, weight: 600 };
  return all.every(({ names }) =>
    names.every(({ x, parts }) => x + 2 * fontSize + measure(parts[0]?.text ?? "", font) < right),
  );
}

function placeNames(own: PanelNames, scene: Scene, atHead: boolean): void {
  const { panel, names, law, exits, ghosts } = own;
  const { top, bottom } = panel.box;
  const { right, fontSize } = scene.layout;
  const margin = right + fontSize;
  for (const label of names) label.textX = atHead ? label.x + fontSize : margin;
  for (const label of law) label.textX = margin;
  // Names in the plot keep off the law's line as they keep off each other.
  const below = atHead ? top + exits * fontSize * LINE : top;
  separate([...names, ...law, ...ghosts], below, bottom, fontSize * LINE);
  const inMargin = ghosts.filter(({ textX }) => textX >= margin);
  if (atHead) separate([...law, ...inMargin], top, bottom, fontSize * LINE);
}

/** Names beside the head of a growing run; in one column in the margin once it gets there. */
function labelsOf(
  scene: Scene,
  exits: PanelExits,
  measure: MeasureText,
  ghosts: GhostCurves | null,
): EndLabel[] {
  const { fontSize, width } = scene.layout;
  const all = scene.panels.map((panel, i) => ({
    panel,
    exits: (exits[i] ?? []).filter(({ direction }) => direction === "up").length,
    names: curveLabels(scene, panel),
    law: lawLabel(scene, panel),
    ghosts: ghosts?.labels(scene, panel, measure) ?? [],
  }));
  const atHead = haveRoomAtHead(scene, all, measure);
  for (const names of all) placeNames(names, scene, atHead);
  const widthOf = ({ parts, isBold }: EndLabel) =>
    measure(parts.map(({ text }) => text).join(""), {
      family: scene.tokens.sans,
      size: fontSize,
      weight: isBold ? 600 : 400,
    });
  return all.flatMap(({ panel, names, law, ghosts: compared }) => [
    ...[...names, ...law, ...compared].map((label) =>
      label.textX + widthOf(label) <= width + 2 ? label : { ...label, parts: label.shortParts },
    ),
    ...formerLevels(scene, panel),
  ]);
}

function leader({ x, y, textX, textY }: EndLabel): string {
  return textX - x < 8 ? "" : `M${px(x + 2)},${px(y)}L${px(textX - 3)},${px(textY)}`;
}

export function createEndLabels(
  parent: Group,
  measure: MeasureText,
): { update(scene: Scene, exits: PanelExits, ghosts: GhostCurves | null): void } {
  const leaders = parent.append("g").style("fill", "none").style("opacity", 0.55);
  const names = parent.append("g");
  return {
    update(scene, exits, ghosts) {
      const { fontSize } = scene.layout;
      const labels = labelsOf(scene, exits, measure, ghosts);
      leaders
        .selectAll("path")
        .data(labels)
        .join("path")
        .style("stroke", ({ parts }) => (parts[0] ? hueOfName(parts[0]) : hueOf("edge")))
        .attr("d", leader);
      withHalo(
        names
          .selectAll<SVGTextElement, EndLabel>("text")
          .data(labels)
          .join("text")
          .attr("x", ({ textX }) => px(textX))
          .attr("y", ({ textY }) => px(textY + fontSize * 0.34))
          .style("font-weight", ({ isBold }) => (isBold ? 600 : 400)),
      )
        .selectAll("tspan")
        .data(({ parts }) => parts)
        .join("tspan")
        .style("fill", hueOfName)
        // The page explains what is marked so, under the pointer.
        .attr("data-symbol", ({ curve }) => (curve === "ghost" ? null : SHORT_NAMES[curve]))
        .style("pointer-events", ({ curve }) => (curve === "ghost" ? null : "auto"))
        .style("cursor", "help")
        .text(({ text }) => text);
    },
  };
}
