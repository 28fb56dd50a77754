/** How long things are on their way, in words. Pure. */
import { formatStep } from "../../charts/format.ts";
import type { Loading } from "../../protocol/loading.ts";

const KILOBYTE = 1000;

/** "about 20 s left", "about 3 min left", "about 2 h left". */
export function timeLeftWords(seconds: number): string {
  const rounded = (value: number, unit: number) => Math.max(unit, Math.round(value / unit) * unit);
  if (seconds < 55) return `about ${rounded(seconds, seconds < 10 ? 1 : 5)} s left`;
  if (seconds < 3300) return `about ${rounded(seconds / 60, 1)} min left`;
  return `about ${formatStep(rounded(seconds / 3600, 1))} h left`;
}

/** Step so many of so many, and the time that takes at the measured speed. */
export function runWords(step: number, until: number, stepsPerSecond: number): string {
  const where = `Step ${formatStep(step)} of ${formatStep(until)}`;
  if (!(stepsPerSecond > 0)) return where;
  return `${where}, ${timeLeftWords((until - step) / stepsPerSecond)}`;
}

function amount({ done, total }: Loading): string {
  return total === null || total < 2 ? "" : `, ${formatStep(done)} of ${formatStep(total)}`;
}

function bytes({ done, total }: Loading): string {
  if (total !== null && total > 0) return `, ${Math.round((100 * done) / total)} %`;
  return done === 0 ? "" : `, ${formatStep(Math.round(done / KILOBYTE))} kB`;
}

function passes({ done }: Loading): string {
  return done === 0 ? "" : `, ${formatStep(done)} passes`;
}

/** How far a step is that takes long, by its passes. */
export function stepWords(step: number, { done, total }: Loading): string {
  const where = `Computing step ${formatStep(step)}`;
  if (total === null || total === 0) return `${where}, ${formatStep(done)} passes`;
  return `${where}, ${Math.floor((100 * done) / total)} %`;
}

/** What the engine is at before the first row; null while it is loading itself. */
export function loadingWords(loading: Loading | null): string {
  switch (loading?.stage) {
    case undefined:
      return "Starting the engine";
    case "data":
      return `Loading data${bytes(loading)}`;
    case "reduction":
      return "Reducing the first layer";
    case "backend":
      return "Starting the backend";
    case "calibration":
      return `Timing backends${amount(loading)}`;
    case "shaders":
      return `Compiling shaders${amount(loading)}`;
    case "start":
      return `Measuring the first sharpness${passes(loading)}`;
    case "forecast":
      return `Trying the first steps${amount(loading)}`;
    case "replay":
      return `Repeating steps${amount(loading)}`;
    case "step":
      return "Computing a step";
    case "sweep":
      return `Measuring step sizes${amount(loading)}`;
  }
}
