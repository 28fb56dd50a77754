/** What stands at the end of each line: its name, where it ends, what it is about. */
import { linesThrough, overlap, textBox, type TextBox } from "./clearOfCurves.ts";
import { edgeNumbers } from "../model/stability.ts";
import { GAP } from "../math/decimation.ts";
import type { PlottedCurve } from "./curves/plottedCurve.ts";
import { stretchesOf } from "./curveTrace.ts";
import { formatSignificant } from "./format.ts";
import { briefName, lawName, lineName, narrowName } from "./names.ts";
import {
  clampedPixel,
  isInside,
  stepToPixel,
  type DrawnCurve,
  type PanelScene,
  type Scene,
} from "./scene.ts";
import type { MeasureText } from "./textWidth.ts";
import type { LineName } from "./view.ts";

/** From a former level to the middle of its name, in text heights. */
const BESIDE_LEVEL = 0.95;

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
    const full = short
      ? narrowName(name, panel.box.name, scene.experiment)
      : lineName(name, panel.box.name, scene);
    const isRestarted = name === "pred" && resynced;
    const text = isRestarted && !short ? `${full}, re-synchronised` : full;
    const restarted = isRestarted ? "re-synchronised" : briefName(name, panel.box.name, scene);
    const brief = short ? full : restarted;
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
  const law = lawName(scene.history, scene.experiment);
  const level = formatSignificant(scene.twoOverEta, 4);
  const parts: NamePart[] = [{ text: `${law} = ${level}`, curve: "edge" }];
  const underlay = panel.curves.find(({ definition }) => definition.kind === "underlay");
  if (underlay && !scene.layout.short && ridesOnLaw(scene, underlay.definition)) {
    parts.push({ text: ", θ† on it", curve: "dagger" });
  }
  const y = clampedPixel(panel, scene.twoOverEta);
  const x = scene.layout.right;
  const [first] = parts;
  const { optimizer } = scene.experiment;
  const shortParts: NamePart[] =
    optimizer === undefined
      ? [{ ...first!, text: `${law} = ${formatSignificant(scene.twoOverEta, 3)}` }]
      : [{ ...first!, text: edgeNumbers(optimizer) + (scene.layout.short ? "" : ` = ${level}`) }];
  return [{ parts, shortParts, isBold: false, x, y, textX: x, textY: y }];
}

/**
 * Levels that 2/η had before: over or under their piece of the line, at its start or its end,
 * where no curve passes; one without such a place goes unnamed.
 * @param taken where other words stand
 */
export function formerLevels(
  scene: Scene,
  panel: PanelScene,
  measure: MeasureText,
  taken: readonly TextBox[],
): EndLabel[] {
  if (!panel.curves.some(({ definition }) => definition.curve === "edge")) return [];
  const { history, layout } = scene;
  const { fontSize } = layout;
  const changes = history.annotations.learningRateChanges.filter(({ step }) => step <= scene.head);
  return changes.flatMap(({ step }, i) => {
    const from = changes[i - 1]?.step ?? 0;
    const level = history.lineAt(from);
    if (!isInside(panel, level)) return [];
    const start = stepToPixel(scene, from);
    const x = Number.isFinite(start) ? Math.max(layout.left, start) : layout.left;
    const end = Math.min(layout.right, stepToPixel(scene, step));
    const text = `${lawName(history, scene.experiment)} = ${formatSignificant(level, 4)}`;
    const width = measure(text, { family: scene.tokens.sans, size: fontSize });
    if (end - x < width + fontSize) return [];
    const y = clampedPixel(panel, level);
    const place = [-BESIDE_LEVEL, BESIDE_LEVEL]
      .flatMap((side) =>
        [x + fontSize / 2, end - fontSize / 2 - width].map((textX) => ({
          textX,
          textY: y + side * fontSize,
          box: textBox(textX, y + side * fontSize, width, fontSize),
        })),
      )
      .find(
        ({ box }) =>
          box.top > panel.box.top - fontSize / 4 &&
          box.bottom < panel.box.bottom + fontSize / 4 &&
          !taken.some((other) => overlap(other, box)) &&
          linesThrough(scene, panel, box) === 0,
      );
    if (!place) return [];
    const parts: NamePart[] = [{ text, curve: "edge" }];
    const { textX, textY } = place;
    // It names a piece of the line, not its end: its words are not led to it.
    return [{ parts, shortParts: parts, isBold: false, x: textX, y, textX, textY }];
  });
}
