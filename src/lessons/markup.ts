/**
 * The inline markup of lessons, a few marks in plain text:
 *
 * - `$\eta$`: mathematics, in TeX; a paragraph that is nothing else stands on a line of its own
 * - `{gd:gradient descent}`: words in the hue of a curve
 * - `{value:sharpness}`: a number of the step shown
 * - `[η = 0.05](set:lr=0.05)`, `[step 70](look:70)`, `[20 more steps](run:20)`, `[zoom in](zoom:40-90)`,
 *   `[all of it](zoom:all)`: words that act
 */
import { CURVES, type Curve } from "../charts/view.ts";

/** Numbers that a text can have, read at the step shown. */
export const VALUE_NAMES = [
  "step",
  "loss",
  "sharpness",
  "line",
  "rate",
  "share",
  "lambda2",
  "x",
  "delta",
  "oscillation",
  "distance",
  "flowSharpness",
  "flowDistance",
  "constrainedLoss",
  "surcharge",
  "expectedSurcharge",
  "alpha",
  "kept",
] as const;
export type ValueName = (typeof VALUE_NAMES)[number];

export type LessonAction =
  | { kind: "rate"; learningRate: number }
  /** Go to a step that is there. */
  | { kind: "look"; step: number }
  /** So many more steps. */
  | { kind: "run"; steps: number }
  /** Null shows the whole run. */
  | { kind: "zoom"; window: { from: number; to: number } | null };

export type Segment =
  | { kind: "text"; text: string }
  | { kind: "math"; tex: string; isDisplay: boolean }
  | { kind: "curve"; curve: Curve; text: string }
  | { kind: "value"; name: ValueName }
  | { kind: "action"; text: string; action: LessonAction };

/** What a text has wrong; thrown by `parseMarkup`, never on screen: a test reads every text. */
export class MarkupError extends Error {}

const MARK = /\$([^$]+)\$|\{([^{}]*)\}|\[([^[\]]*)\]\(([^()]*)\)/g;
const STRAY = /[$[\]{}]/;

function isOneOf<T extends string>(text: string, names: readonly T[]): text is T {
  return names.some((name) => name === text);
}

function actionOf(target: string): LessonAction {
  const [, verb = "", what = ""] = /^(\w+):(.+)$/.exec(target) ?? [];
  const number = /^(?:lr=)?(\d+(?:\.\d+)?)$/.exec(what)?.[1];
  if (verb === "set" && what.startsWith("lr=") && Number(number) > 0) {
    return { kind: "rate", learningRate: Number(number) };
  }
  if (verb === "look" && /^\d+$/.test(what)) return { kind: "look", step: Number(what) };
  if (verb === "run" && /^[1-9]\d*$/.test(what)) return { kind: "run", steps: Number(what) };
  if (verb === "zoom" && what === "all") return { kind: "zoom", window: null };
  const range = verb === "zoom" ? /^(\d+)-(\d+)$/.exec(what) : null;
  if (range !== null && Number(range[1]) < Number(range[2])) {
    return { kind: "zoom", window: { from: Number(range[1]), to: Number(range[2]) } };
  }
  throw new MarkupError(`"${target}" is no action.`);
}

function bracedOf(inside: string): Segment {
  const [, name = "", text = ""] = /^(\w+):(.+)$/.exec(inside) ?? [];
  if (name === "value" && isOneOf(text, VALUE_NAMES)) return { kind: "value", name: text };
  if (isOneOf(name, CURVES)) return { kind: "curve", curve: name, text };
  throw new MarkupError(`"{${inside}}" names no curve and no value.`);
}

function textOf(text: string): Segment[] {
  if (STRAY.test(text)) throw new MarkupError(`A mark is not closed in "${text}".`);
  return text === "" ? [] : [{ kind: "text", text }];
}

/**
 * One paragraph.
 * @throws MarkupError where a mark is not closed or names what there is not
 */
export function parseMarkup(paragraph: string): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of paragraph.matchAll(MARK)) {
    const [whole, tex, braced, words, target] = match;
    segments.push(...textOf(paragraph.slice(end, match.index)));
    end = match.index + whole.length;
    if (tex !== undefined) {
      segments.push({ kind: "math", tex, isDisplay: whole.length === paragraph.length });
    } else if (braced !== undefined) {
      segments.push(bracedOf(braced));
    } else {
      if (words === "") throw new MarkupError(`"${whole}" has no words.`);
      segments.push({ kind: "action", text: words ?? "", action: actionOf(target ?? "") });
    }
  }
  segments.push(...textOf(paragraph.slice(end)));
  return segments;
}
