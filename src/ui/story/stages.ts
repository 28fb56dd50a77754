/** The four stages of a self-stabilization cycle in words (Damian, Nichani & Lee 2023). */
import { beside, contradictsStage, excursionOf, sharpnessOf } from "./comparison.ts";
import { quantity, say, type Prose, type Quantity } from "./prose.ts";
import type { Readings } from "./readings.ts";

export type Stage = 1 | 2 | 3 | 4;

export const STAGE_NAMES: Record<Stage, string> = {
  1: "Progressive sharpening",
  2: "Blow-up",
  3: "Self-stabilization",
  4: "Return to stability",
};

/** As near to δ as two digits tell apart. */
const LEVEL = 0.05;

export function stageOf({ stage }: Readings): Stage | null {
  return stage === 1 || stage === 2 || stage === 3 || stage === 4 ? stage : null;
}

export function stageSentence(stage: Stage, now: Readings): Prose {
  const sharpness = sharpnessOf(now.meanSharpness);
  const excursion = excursionOf(now);
  const place = beside(now);
  if (contradictsStage(now)) return againstExpansion(stage, now);
  if (!Number.isFinite(now.excursion)) return withoutBalance(stage, sharpness, place);
  if (Math.abs(now.excursion - 1) < LEVEL) return atBalance(stage, sharpness, place);
  switch (stage) {
    case 1:
      return say`Sharpness is ${sharpness}, ${place} 2/η, so the oscillation dies down: it is ${excursion}. Too small to hold sharpness back, it lets it rise to the line again.`;
    case 2:
      return say`Sharpness is ${sharpness}, ${place} 2/η, so each step overshoots a little further than the last. The oscillation is ${excursion} and grows; past δ it will push sharpness down.`;
    case 3:
      return say`The oscillation is ${excursion}, past its balance point δ. It now pushes sharpness down: ${sharpness}, ${place} 2/η, and the loss spikes.`;
    case 4:
      return say`Sharpness has been pushed to ${sharpness}, ${place} 2/η, so the oscillation shrinks and the loss comes down. At ${excursion} it still pushes; below δ it lets go.`;
  }
}

/** An oscillation of the size of δ: neither past it nor below it. */
function atBalance(stage: Stage, sharpness: Quantity, place: string): Prose {
  const size = quantity("about δ", "gd");
  switch (stage) {
    case 1:
      return say`Sharpness is ${sharpness}, ${place} 2/η, so the oscillation dies down: it is ${size}, where its push and the rise of sharpness balance. Smaller yet, it lets sharpness rise to the line again.`;
    case 2:
      return say`Sharpness is ${sharpness}, ${place} 2/η, so each step overshoots a little further than the last. The oscillation is ${size} and grows; from here on it pushes sharpness down.`;
    case 3:
      return say`The oscillation is ${size}, its balance point, and grows. It begins to push sharpness down: ${sharpness}, ${place} 2/η.`;
    case 4:
      return say`Sharpness has been pushed to ${sharpness}, ${place} 2/η, so the oscillation shrinks and the loss comes down. It is ${size}, where its push lets go.`;
  }
}

/** Far from θ† sharpness can be above the line with y below zero, or the other way round: both are said. */
function againstExpansion(stage: Stage, now: Readings): Prose {
  const [sharpness, place] = [sharpnessOf(now.meanSharpness), beside(now)];
  const side = stage === 3 || stage === 4 ? "past" : "below";
  return Number.isFinite(now.excursion)
    ? say`Sharpness is ${sharpness}, ${place} 2/η. The stage goes by ${quantity("y", "gd")}, its height over the line to first order around θ†, and here the two differ. The oscillation is ${excursionOf(now)}, ${side} its balance point δ.`
    : say`Sharpness is ${sharpness}, ${place} 2/η. The stage goes by ${quantity("y", "gd")}, its height over the line to first order around θ†, and here the two differ. Descent along the valley lowers sharpness by itself: there is no balance point δ.`;
}

/** With α ≤ 0 there is no δ: descent lowers sharpness by itself, and every oscillation is past the balance. */
function withoutBalance(stage: Stage, sharpness: Quantity, place: string): Prose {
  return stage === 2 || stage === 3
    ? say`Sharpness is ${sharpness}, ${place} 2/η, so the oscillation grows and pushes it down. Descent along the valley lowers it as well: there is no balance point δ.`
    : say`Sharpness is ${sharpness}, ${place} 2/η, so the oscillation dies down. Descent along the valley now lowers sharpness by itself: there is no balance point δ, and nothing brings it back to the line.`;
}
