/** How backends and their speeds are written. */
import { formatSignificant, formatStep } from "../../charts/format.ts";
import type { BackendReport } from "../../protocol/backend.ts";
import type { ParameterCount } from "../../protocol/events.ts";
import type { Calibration } from "../../protocol/calibration.ts";

const NO_BREAK_SPACE = "\u00a0";

/** Two or three digits: 1,150 steps/s, 0.42 steps/s; empty where nothing was measured. */
export function speedWords(stepsPerSecond: number): string {
  if (!(stepsPerSecond > 0)) return "";
  const rounded = Number(stepsPerSecond.toPrecision(stepsPerSecond < 10 ? 2 : 3));
  return rounded >= 1000
    ? `${formatStep(rounded)} steps/s`
    : `${formatSignificant(rounded, 3)} steps/s`;
}

/** How many there are, and how many would do where the others never move. */
export function parametersWords(parameters: ParameterCount | null): string {
  if (parameters === null) return "";
  const { all, moving } = parameters;
  const words = `${formatStep(all)} parameters`;
  return moving === all ? words : `${words}, moving in ${formatStep(moving)} dimensions`;
}

/** Name and precision, once where they are one word. */
export function backendWords(backend: BackendReport | null): string {
  if (backend === null) return "starting";
  const { name, precision } = backend;
  return name === precision ? name : `${name} · ${precision}`;
}

/** The measured speed of each, the fastest first: float64 · 1,150 steps/s; wasm · 640 steps/s. */
export function ratesWords({ rates }: Calibration): string {
  return rates
    .toSorted((a, b) => (b.stepsPerSecond ?? 0) - (a.stepsPerSecond ?? 0))
    .map(({ name, stepsPerSecond }) => {
      const speed = speedWords(stepsPerSecond ?? 0) || "too slow to be timed";
      return `${name} · ${speed}`.replaceAll(" ", NO_BREAK_SPACE);
    })
    .join("; ");
}
