/** What happened during a run, beside its columns. Small lists, sent whole with every batch. */
import type { LearningRateChange } from "../model/experiment.ts";

/**
 * The curve whose claim ended. `cubic` is the paper's own prediction, variant (c); `modes` the one with
 * several modes at the edge; the frozen ones are Taylor models of the loss at the edge.
 */
export type StoppedOverlay =
  | "prediction"
  | "cubic"
  | "constrained"
  | "modes"
  | "centralFlow"
  | "frozenQuadratic"
  | "frozenCubic";

/** Conditions of theory §2.11 (and the η change) that end what the page claims. */
export type StopReason =
  | "second-eigenvalue"
  | "fourth-mode"
  | "no-progressive-sharpening"
  | "flat-sharpness-gradient"
  | "too-coarse"
  | "far-excursion"
  | "late-phase"
  | "divergence"
  | "drift"
  | "eigenvector-swap"
  | "learning-rate-change";

/** Reasons that mean: more than one direction oscillates. */
export const ENDS_BY_SECOND_MODE: ReadonlySet<StopReason> = new Set([
  "second-eigenvalue",
  "eigenvector-swap",
]);

export interface OverlayStop {
  /** The step at which the condition was met: the curve is drawn up to here. */
  step: number;
  overlay: StoppedOverlay;
  reason: StopReason;
}

export interface Annotations {
  /** Every step at which the overlays (re)started. */
  edgeSteps: number[];
  /** Steps at which v̂ was reset to θ − θ†. */
  resyncSteps: number[];
  overlayStops: OverlayStop[];
  /** Changes of η applied so far, the experiment's own and the viewer's. */
  learningRateChanges: LearningRateChange[];
  /** Remarks, each one sentence; those about a step begin with it, as `warningAt` has it. */
  warnings: string[];
}

export function emptyAnnotations(): Annotations {
  return {
    edgeSteps: [],
    resyncSteps: [],
    overlayStops: [],
    learningRateChanges: [],
    warnings: [],
  };
}

export function warningAt(step: number, what: string): string {
  return `Step ${step}: ${what}.`;
}

/** What had happened by the end of row `step`. */
export function annotationsUpTo(annotations: Annotations, step: number): Annotations {
  const isPast = (at: { step: number }) => at.step <= step;
  return {
    edgeSteps: annotations.edgeSteps.filter((at) => at <= step),
    resyncSteps: annotations.resyncSteps.filter((at) => at <= step),
    overlayStops: annotations.overlayStops.filter(isPast),
    learningRateChanges: annotations.learningRateChanges.filter(isPast),
    warnings: annotations.warnings.filter(
      (warning) => Number(/^Step (\d+):/.exec(warning)?.[1] ?? 0) <= step,
    ),
  };
}
