/** What the curves and panels are called, in full and where room is scarce. */
import { formatSignificant } from "./format.ts";
import type { Curve, LineName, PanelName, View } from "./view.ts";

export const CURVE_NAMES: Record<Curve, string> = {
  gd: "gradient descent",
  edge: "2/η",
  pred: "prediction",
  cubic: "cubic prediction",
  dagger: "constrained θ†",
  average: "L(θ†) + δ²/η",
  flow: "gradient flow",
  flowFromStart: "flow from start",
  l2: "second eigenvalue λ₂",
  frozen2: "frozen quadratic",
  frozen3: "frozen cubic",
  modes: "several modes",
  central: "central flow",
};

export const SHORT_NAMES: Record<LineName, string> = {
  gd: "descent",
  edge: "2/η",
  pred: "prediction",
  cubic: "cubic",
  dagger: "θ†",
  average: "average",
  flow: "flow",
  flowFromStart: "from start",
  l2: "λ₂",
  frozen2: "frozen quadratic",
  frozen3: "frozen cubic",
  modes: "modes",
  central: "central",
  map: "map",
};

/** "0.01 δ", or "0". */
export function startText(start: number): string {
  return start === 0 ? "0" : `${formatSignificant(start, 3)} δ`;
}

/** The name of a line in full. */
export function lineName(line: LineName, { reducedMap }: View): string {
  return line === "map" ? `reduced map, x₀ = ${startText(reducedMap ?? 0)}` : CURVE_NAMES[line];
}

/** Where the full name has no room. */
export function briefName(line: LineName, { reducedMap }: View): string {
  return line === "map" ? `map, x₀ = ${startText(reducedMap ?? 0)}` : SHORT_NAMES[line];
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
