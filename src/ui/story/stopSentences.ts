/** Why an overlay ends, as a clause that follows "The prediction ends at step N: ". */
import { formatStep } from "../../charts/format.ts";
import type { OverlayStop, StopReason } from "../../protocol/annotations.ts";
import { say, type Prose } from "./prose.ts";

export const STOP_CLAUSES: Record<StopReason, string> = {
  "second-eigenvalue":
    "the second eigenvalue reached 1.9/η, and one oscillation cannot describe two",
  "fourth-mode": "a fourth direction reached the edge, and it follows three at most",
  "no-progressive-sharpening":
    "loss and sharpness fall together there, so nothing drives the run back to the line",
  "flat-sharpness-gradient":
    "sharpness hardly changes in any direction there, so its pull is not resolved",
  "too-coarse": "the step is too long for the averaged picture behind it",
  "far-excursion": "the oscillation left the region that the expansion describes",
  "late-phase": "confident outputs flatten the loss, and sharpness falls away from the line",
  divergence: "the run diverged",
  drift: "it had drifted half an oscillation away from the run",
  "eigenvector-swap": "the leading eigenvector changed places with another",
  "learning-rate-change": "η changed",
};

/** @param hasTransport whether Re-synchronise is on screen */
export function predictionEnded({ step, reason }: OverlayStop, hasTransport: boolean): Prose {
  const again = hasTransport ? " Re-synchronise starts it again." : "";
  return say`The prediction ends at step ${formatStep(step)}: ${STOP_CLAUSES[reason]}.${again}`;
}
