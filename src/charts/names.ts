/** What the curves and panels are called, in full and where room is scarce. */
import type { Experiment } from "../model/experiment.ts";
import { edgeFormula, isAdaptive, ruleName } from "../model/stability.ts";
import type { History } from "../session/history.ts";
import { formatSignificant } from "./format.ts";
import type { Curve, LineName, PanelName, View } from "./view.ts";

export const CURVE_NAMES: Record<Curve, string> = {
  gd: "gradient descent",
  edge: "2/η",
  pred: "prediction",
  oneMode: "one-mode prediction",
  cubic: "cubic prediction",
  dagger: "constrained θ†",
  average: "L(θ†) + δ²/η",
  flow: "gradient flow",
  flowFromStart: "flow from start",
  l2: "second eigenvalue λ₂",
  frozen2: "frozen quadratic",
  frozen3: "frozen cubic",
  pre: "preconditioned",
  central: "central flow",
};

export const SHORT_NAMES: Record<LineName, string> = {
  gd: "descent",
  edge: "2/η",
  pred: "prediction",
  oneMode: "one mode",
  cubic: "cubic",
  dagger: "θ†",
  average: "average",
  flow: "flow",
  flowFromStart: "from start",
  l2: "λ₂",
  frozen2: "frozen quadratic",
  frozen3: "frozen cubic",
  pre: "precond.",
  central: "central",
  map: "map",
};

/** "0.01 δ", or "0". */
export function startText(start: number): string {
  return start === 0 ? "0" : `${formatSignificant(start, 3)} δ`;
}

/** What is drawn, as far as its names depend on it. */
interface Named {
  view: View;
  experiment: Experiment;
}

/** The run itself: by its step rule, and where two sharpnesses are drawn, which one. */
function runName(panel: PanelName, { optimizer }: Experiment, isBrief: boolean): string | null {
  if (optimizer === undefined) return null;
  const isRaw = panel === "sharpness" && isAdaptive(optimizer);
  if (isRaw) return isBrief ? "raw" : "raw sharpness";
  return ruleName(optimizer.kind);
}

/** The name of a line in full. */
export function lineName(line: LineName, panel: PanelName, { view, experiment }: Named): string {
  if (line === "map") return `reduced map, x₀ = ${startText(view.reducedMap ?? 0)}`;
  return (line === "gd" ? runName(panel, experiment, false) : null) ?? CURVE_NAMES[line];
}

/** Where the full name has no room. */
export function briefName(line: LineName, panel: PanelName, named: Named): string {
  if (line === "map") return `map, x₀ = ${startText(named.view.reducedMap ?? 0)}`;
  return shortName(line, panel, named.experiment);
}

/** In a read-out. */
export function shortName(line: LineName, panel: PanelName, experiment: Experiment): string {
  return (line === "gd" ? runName(panel, experiment, true) : null) ?? SHORT_NAMES[line];
}

/** Beside the charts of a small screen. */
export function narrowName(line: LineName, panel: PanelName, experiment: Experiment): string {
  const isLong = line === "gd" && experiment.optimizer?.kind === "heavy-ball";
  return isLong ? "run" : shortName(line, panel, experiment);
}

/** What the line of stability is called: by its formula, where that is known. */
export function lawName(history: History, { optimizer }: Experiment): string {
  const isOfAnotherProgram =
    optimizer === undefined && Number.isFinite(history.at("stabilityThreshold", 0));
  return isOfAnotherProgram ? "line" : edgeFormula(optimizer);
}

export const PANEL_TITLES: Record<PanelName, { title: string; symbol: string }> = {
  loss: { title: "Loss", symbol: "L(θ)" },
  sharpness: { title: "Sharpness", symbol: "λ₁" },
  distance: { title: "Distance from θ†", symbol: "|θ − θ†|" },
};

/** On a phone the read-out needs the room. */
export const SHORT_TITLES: Record<PanelName, string> = {
  loss: "Loss",
  sharpness: "Sharpness",
  distance: "Distance",
};
