/** What stands at the end of each line: its name, where it ends, what it is about. */
import { GAP } from "../math/decimation.ts";
import type { PlottedCurve } from "./curves/plottedCurve.ts";
import { stretchesOf } from "./curveTrace.ts";
import { formatSignificant } from "./format.ts";
import { briefName, lineName, SHORT_NAMES } from "./names.ts";
import {
  clampedPixel,
  isInside,
  stepToPixel,
  type DrawnCurve,
  type PanelScene,
  type Scene,
} from "./scene.ts";
import type { LineName } from "./view.ts";

export interface NamePart {
  text: string;
  /** Whose hue it has; a compared run has none of a curve. */
  curve: LineName | "ghost";
}

export interface EndLabel {
  parts: NamePart[];
  /** Where the full name has no room. */
  shortParts: NamePart[];
  isBold: boolean;
  /** End of the curve. */
  x: number;
  y: number;
  /** Where the words stand. */
  textX: number;
  textY: number;
}

function lastPoint(curve: DrawnCurve): { step: number; value: number } | null {
  const { line } = curve;
  let last = line.count - 1;
  if (last >= 0 && line.indices[last] === GAP) last--;
  return last < 0 ? null : { step: line.indices[last]!, value: line.values[last]! };
}

/** Names of the curves that are alive at the head and inside the panel. */
export function curveLabels(scene: Scene, panel: PanelScene): EndLabel[] {
  const { short } = scene.layout;
  const resynced = scene.history.annotations.resyncSteps.length > 0;
  return panel.curves.flatMap((curve) => {
    const { definition } = curve;
    const end = definition.named ? lastPoint(curve) : null;
    if (!end || end.step < scene.lastShown - 1 || !isInside(panel, end.value)) return [];
    const { curve: name } = definition;
    const full = short ? SHORT_NAMES[name] : lineName(name, scene.view);
    const isRestarted = name === "pred" && resynced;
    const text = isRestarted && !short ? `${full}, re-synchronised` : full;
    const brief = isRestarted && !short ? "re-synchronised" : briefName(name, scene.view);
    const x = Math.min(scene.layout.right, stepToPixel(scene, end.step));
    const y = clampedPixel(panel, end.value);
    return [
      {
        parts: [{ text, curve: name }],
        shortParts: [{ text: brief, curve: name }],
        isBold: name === "gd",
        x,
        y,
        textX: x,
        textY: y,
      },
    ];
  });
}

/** θ† rides on 2/η while its sharpness is as near as this, in shares of 2/η. */
const ON_LAW = 0.005;
/** For so many steps: where it swings about the law it is not said to be on it now and then. */
const ON_LAW_STEPS = 20;

/** Whether θ† is alive at the last step on screen and has of late been on 2/η. */
function ridesOnLaw(scene: Scene, constrained: PlottedCurve): boolean {
  const { lastShown, columns, twoOverEta } = scene;
  const stretch = stretchesOf(constrained, columns).find(
    ({ from, end }) => from <= lastShown && lastShown <= end,
  );
  if (!stretch) return false;
  if (stretch.stop && stretch.stop.step <= lastShown) return false;
  const first = Math.max(stretch.from, lastShown - ON_LAW_STEPS + 1);
  const sharpness = constrained.values(columns).subarray(first, lastShown + 1);
  const measured = sharpness.filter((value) => Number.isFinite(value));
  return (
    measured.length > 0 &&
    measured.every((value) => Math.abs(value - twoOverEta) <= ON_LAW * twoOverEta)
  );
}

/** The law's own name with its present level; θ† is named with it while it rides there. */
export function lawLabel(scene: Scene, panel: PanelScene): EndLabel[] {
  if (!panel.curves.some(({ definition }) => definition.curve === "edge")) return [];
  if (!isInside(panel, scene.twoOverEta)) return [];
  const parts: NamePart[] = [
    { text: `2/η = ${formatSignificant(scene.twoOverEta, 4)}`, curve: "edge" },
  ];
  const underlay = panel.curves.find(({ definition }) => definition.kind === "underlay");
  if (underlay && !scene.layout.short && ridesOnLaw(scene, underlay.definition)) {
    parts.push({ text: ", θ† on it", curve: "dagger" });
  }
  const y = clampedPixel(panel, scene.twoOverEta);
  const x = scene.layout.right;
  return [{ parts, shortParts: parts.slice(0, 1), isBold: false, x, y, textX: x, textY: y }];
}

/** Levels that 2/η had before, named where each begins. */
export function formerLevels(scene: Scene, panel: PanelScene): EndLabel[] {
  if (!panel.curves.some(({ definition }) => definition.curve === "edge")) return [];
  const { history, layout } = scene;
  const changes = history.annotations.learningRateChanges.filter(({ step }) => step <= scene.head);
  return changes.flatMap(({ step }, i) => {
    const from = changes[i - 1]?.step ?? 0;
    const level = 2 / history.at("learningRate", from);
    const start = stepToPixel(scene, from);
    const x = Number.isFinite(start) ? Math.max(layout.left, start) : layout.left;
    const text = `2/η = ${formatSignificant(level, 4)}`;
    const room = Math.min(layout.right, stepToPixel(scene, step)) - x > layout.fontSize * 6;
    if (!room || !isInside(panel, level)) return [];
    const y = clampedPixel(panel, level);
    const parts: NamePart[] = [{ text, curve: "edge" }];
    return [
      {
        parts,
        shortParts: parts,
        isBold: false,
        x,
        y,
        textX: x + 6,
        textY: y - layout.fontSize * 0.95,
      },
    ];
  });
}
