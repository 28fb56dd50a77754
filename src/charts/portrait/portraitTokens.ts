/** Design tokens that only the portrait's canvases need as values. */
import { readTokens, type Tokens } from "../tokens.ts";
import type { Stage } from "../stageRuns.ts";

export interface PortraitTokens extends Tokens {
  ink3: string;
  stageMarks: Record<Stage, string>;
}

/** The colour of each mode's path: the run's own, then that of λ₂. */
export function modeColor(tokens: PortraitTokens, place: number): string {
  return [tokens.curves.gd.color, tokens.curves.l2.color][place] ?? tokens.ink3;
}

/** Read the tokens as they apply to `element` now. */
export function readPortraitTokens(element: Element): PortraitTokens {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ...readTokens(element),
    ink3: read("--ink-3"),
    stageMarks: {
      1: read("--stage-1-mark"),
      2: read("--stage-2-mark"),
      3: read("--stage-3-mark"),
      4: read("--stage-4-mark"),
    },
  };
}
