/** Names at the ends of the curves, kept apart, with leaders. */
import type { TextBox } from "./clearOfCurves.ts";
import type { ExitLabel } from "./exitLabels.ts";
import type { GhostCurves } from "./ghosts/ghostRun.ts";
import { curveLabels, formerLevels, lawLabel, type EndLabel, type NamePart } from "./lineNames.ts";
import { lawName, SHORT_NAMES } from "./names.ts";
import type { PanelScene, Scene } from "./scene.ts";
import { spread, spreadAround } from "./spread.ts";
import { px, withHalo, type Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";
import { hueOf } from "./tokens.ts";

/** Height of a line of names, in text heights. */
const LINE = 1.22;
/** From a line to the middle of words that do not touch it, in text heights. */
const OFF_THE_LINE = 0.8;

/** What the exits of each panel say. */
type PanelExits = readonly (readonly ExitLabel[])[];

interface PanelNames {
  panel: PanelScene;
  /** Where the words of exits stand. */
  exits: TextBox[];
  names: EndLabel[];
  law: EndLabel[];
  /** Names of compared runs, which have their places beside their ends or in the margin. */
  ghosts: EndLabel[];
}

/** The hue of the ghosts is too pale for text. */
function hueOfName({ curve }: NamePart): string {
  return curve === "ghost" ? "var(--ink-3)" : hueOf(curve);
}

/** Words that may be moved up and down between two heights. */
interface Column {
  labels: EndLabel[];
  low: number;
  high: number;
}

/** Move names apart vertically, those of one column; none of them onto a line at this height. */
function separate({ labels, low, high }: Column, fontSize: number, line: number | null): void {
  labels.sort((a, b) => a.y - b.y);
  const wanted = labels.map(({ y }) => y);
  const gap = fontSize * LINE;
  const places =
    line === null
      ? spread(wanted, gap, low, high)
      : spreadAround(wanted, gap, low, high, { fixed: line, clearance: fontSize * OFF_THE_LINE });
  labels.forEach((label, i) => {
    label.textY = places[i]!;
  });
}

/** The heights between which words of this extent keep off the words of exits. */
function clearOfExits(
  { panel, exits }: PanelNames,
  extent: { left: number; right: number },
  fontSize: number,
): { low: number; high: number } {
  const { top, bottom } = panel.box;
  const middle = (top + bottom) / 2;
  const inTheWay = exits.filter(({ left, right }) => left < extent.right && extent.left < right);
  const rows = inTheWay.map((box) => ({ ...box, isUpper: box.top + box.bottom < 2 * middle }));
  const half = (fontSize * LINE) / 2;
  return {
    low: Math.max(top, ...rows.filter((row) => row.isUpper).map((row) => row.bottom)) + half,
    high: Math.min(
      bottom - half / 2,
      ...rows.filter((row) => !row.isUpper).map((row) => row.top - half),
    ),
  };
}

/** Whether all names have room in the plot, beside the head of the run. */
function haveRoomAtHead(scene: Scene, all: PanelNames[], measure: MeasureText): boolean {
  const { fontSize, right } = scene.layout;
  const font = { family: scene.tokens.sans, size: fontSize, weight: 600 };
  return all.every(({ names }) =>
    names.every(({ x, parts }) => x + 2 * fontSize + measure(parts[0]?.text ?? "", font) < right),
  );
}

function placeNames(
  own: PanelNames,
  scene: Scene,
  atHead: boolean,
  widthOf: (label: EndLabel) => number,
): void {
  const { names, law, ghosts } = own;
  const { right, fontSize } = scene.layout;
  const margin = right + fontSize;
  for (const label of names) label.textX = atHead ? label.x + fontSize : margin;
  for (const label of law) label.textX = margin;
  const all = [...names, ...law, ...ghosts];
  const columns = [
    // Names in the plot keep off the law's line as they keep off each other.
    { labels: all.filter(({ textX }) => textX < margin), line: law[0]?.y ?? null },
    { labels: all.filter(({ textX }) => textX >= margin), line: null },
  ];
  for (const { labels, line } of columns) {
    const extent = {
      left: Math.min(...labels.map(({ textX }) => textX)),
      right: Math.max(...labels.map((label) => label.textX + widthOf(label))),
    };
    separate({ labels, ...clearOfExits(own, extent, fontSize) }, fontSize, line);
  }
}

/** Names beside the head of a growing run; in one column in the margin once it gets there. */
export function endLabelsOf(
  scene: Scene,
  exits: PanelExits,
  measure: MeasureText,
  ghosts: GhostCurves | null,
): EndLabel[] {
  const { fontSize, width } = scene.layout;
  const all = scene.panels.map((panel, i) => ({
    panel,
    exits: (exits[i] ?? []).map(({ box }) => box),
    names: curveLabels(scene, panel),
    law: lawLabel(scene, panel),
    ghosts: ghosts?.labels(scene, panel, measure) ?? [],
  }));
  const atHead = haveRoomAtHead(scene, all, measure);
  const widthOf = ({ parts, isBold }: EndLabel) =>
    measure(parts.map(({ text }) => text).join(""), {
      family: scene.tokens.sans,
      size: fontSize,
      weight: isBold ? 600 : 400,
    });
  for (const names of all) placeNames(names, scene, atHead, widthOf);
  return all.flatMap(({ panel, exits: words, names, law, ghosts: compared }) => [
    ...[...names, ...law, ...compared].map((label) =>
      label.textX + widthOf(label) <= width + 2 ? label : { ...label, parts: label.shortParts },
    ),
    ...formerLevels(scene, panel, measure, words),
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
      const labels = endLabelsOf(scene, exits, measure, ghosts);
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
        .attr("data-symbol", ({ curve }) => {
          if (curve === "ghost") return null;
          return curve === "edge" ? lawName(scene.history, scene.experiment) : SHORT_NAMES[curve];
        })
        .style("pointer-events", ({ curve }) => (curve === "ghost" ? null : "auto"))
        .style("cursor", "help")
        .text(({ text }) => text);
    },
  };
}
