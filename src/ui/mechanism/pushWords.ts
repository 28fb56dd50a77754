import { quantity, say, type Prose } from "../story/prose.ts";
import { formatSignificant } from "../../charts/format.ts";
import type { History } from "../../session/history.ts";
import { activeModesAt } from "../../session/leadingPrediction.ts";

/** Closer to balance than this share, neither side wins. */
const BALANCED = 0.05;

/**
 * What one step does to sharpness, by the cubic heuristic: Δy = ηα − ½ηβx², with x² the mean of two
 * steps. Empty where the run has no position relative to θ†; several directions are only counted.
 */
export function pushWords(history: History, step: number): Prose {
  const active = activeModesAt(history, step);
  if (active > 1) {
    const many = active === 2 ? "Two" : "Three";
    return say`${many} directions oscillate; this is along the first of them.`;
  }
  const at = (name: "alpha" | "beta" | "x" | "learningRate", when = step) => history.at(name, when);
  const before = at("x", step - 1);
  const x = at("x");
  const square = (x ** 2 + (Number.isFinite(before) ? before : x) ** 2) / 2;
  const taken = (at("learningRate") * at("beta") * square) / 2;
  const added = at("learningRate") * at("alpha");
  if (!Number.isFinite(taken) || !Number.isFinite(added)) return [];
  const off = quantity(formatSignificant(taken, 2), "gd");
  const on = quantity(formatSignificant(Math.abs(added), 2), "dagger");
  if (added <= 0) {
    return say`Each hop takes ${off} off sharpness (½ηβx²), and descent itself lowers it by ${on}: nothing drives it back up.`;
  }
  const share = taken / added;
  if (Math.abs(share - 1) < BALANCED) {
    return say`Each hop takes ${off} off sharpness (½ηβx²), as much as descent adds (ηα): at |x| = δ they balance.`;
  }
  return share > 1
    ? say`Each hop, to either side, moves θ along −∇S⊥ and takes ${off} off sharpness (½ηβx²); descent adds only ${on} (ηα). So it is pushed down.`
    : say`Each hop takes only ${off} off sharpness (½ηβx²), while descent adds ${on} (ηα). So it rises.`;
}
