/** When the prediction with several modes stops holding. A stop ends the claim, not the computation. */
import { unpacked } from "../../../math/packedSymmetric.ts";
import { symmetricEigen } from "../../../math/symmetricEigen.ts";
import { dots } from "../../../math/vector.ts";
import type { OverlayStop } from "../../../protocol/annotations.ts";
import { newStops, type Ending, type EndingMemory } from "../stopConditions.ts";
import type { ModesCenter } from "./constrainedModes.ts";

/** What the conditions look at, all at one step. */
export interface ModesSituation {
  step: number;
  learningRate: number;
  center: ModesCenter;
  runLoss: number;
  /** |v| of the run. */
  runDistance: number;
  /** |v − v̂|; NaN once it has overflowed. */
  error: number;
}

/** All that goes from one step to the next. */
export interface ModesClaimMemory extends EndingMemory {
  /** L₀ of the run, and L where the claim began. */
  initialLoss: number;
  edgeLoss: number;
  /** |v| of the run a step ago. */
  distance: number;
}

interface Condition extends Ending {
  holds(now: ModesSituation, memory: ModesClaimMemory): boolean;
}

const MODES = ["modes"] as const;

const CONDITIONS: readonly Condition[] = [
  {
    reason: "fourth-mode",
    overlays: MODES,
    hold: 1,
    holds: ({ center }) => center.isCrowded,
  },
  {
    // No direction among the active modes along which sharpness would rise: nothing to balance.
    reason: "no-progressive-sharpening",
    overlays: MODES,
    hold: 11,
    holds: ({ center }) => !(sharpeningOf(center) > 0),
  },
  {
    reason: "divergence",
    overlays: MODES,
    hold: 1,
    holds: ({ runLoss }, { initialLoss }) => runLoss > 1e3 * initialLoss,
  },
  {
    reason: "divergence",
    overlays: MODES,
    hold: 20,
    holds: ({ runLoss, runDistance }, { edgeLoss, distance }) =>
      runLoss > 10 * edgeLoss && runDistance > distance,
  },
  {
    reason: "drift",
    overlays: MODES,
    hold: 1,
    holds: ({ error, runDistance, center, learningRate }) =>
      !(error <= 0.5 * Math.max(runDistance, balanceOf(center, learningRate))),
  },
];

export function beginModesClaim(initialLoss: number, edgeLoss: number): ModesClaimMemory {
  return { held: [], fired: new Set(), initialLoss, edgeLoss, distance: Infinity };
}

/** The claims that end at this step, and what the next step is to be told. */
export function modesStops(
  before: ModesClaimMemory,
  now: ModesSituation,
): { stops: OverlayStop[]; memory: ModesClaimMemory } {
  const memory = { ...before, held: [...before.held], fired: new Set(before.fired) };
  const stops = newStops(CONDITIONS, memory, now.step, (condition) => condition.holds(now, before));
  return { stops, memory: { ...memory, distance: now.runDistance } };
}

/** The largest α along a direction of the active span: λ₁ of −∇L·Gᵢⱼ. */
export function sharpeningOf(center: ModesCenter): number {
  const alphas = dots(center.gradient, center.perpendicular).map((entry) => -entry);
  return largestOf(alphas, center);
}

/** λ₁ of a packed matrix on the active modes. */
export function largestOf(entries: readonly number[], { modes }: ModesCenter): number {
  return symmetricEigen(unpacked(entries, modes.length), modes.length).values[0]!;
}

/** The size of the oscillation that holds θ† back: √tr Σ, which is δ for one mode. */
export function balanceOf({ multiplier }: ModesCenter, learningRate: number): number {
  return Math.sqrt((2 * multiplier) / learningRate);
}
