/** What a run will need, in words. Estimates: one digit or two. */
import { formatSignificant, formatStep } from "../../charts/format.ts";
import type { Workload } from "../../model/workload/workload.ts";
import type { BackendName } from "../../protocol/backend.ts";

/** FLOP per second on one thread of an ordinary laptop; a graphics card's are not known ahead. */
const SPEEDS: Record<Workload["passes"], Partial<Record<BackendName, number>>> = {
  fused: { wasm: 25e9, float64: 2e9 },
  composed: { wasm: 2.5e9, float64: 1e9 },
};
/** Seconds for each parameter: the eigen-solver's own vectors, in either kind of step. */
const VECTOR_SECONDS = { before: 2e-7, atEdge: 1e-6 };

/** "656,810 parameters, about 1.3 GB of memory". */
export function memoryWords(workload: Workload, backend: BackendName): string {
  const { parameters, processorBytes, passBytes } = workload;
  const passes = passBytes[backend === "float64" ? "float64" : "float32"];
  const memory = bytesWords(processorBytes + passes);
  return `${formatStep(parameters)} parameters, about ${memory} of memory`;
}

/** Empty where nobody would wait for a step, or where the speed is not known. */
export function durationWords({ flops, moving, passes }: Workload, backend: BackendName): string {
  const speed = SPEEDS[passes][backend];
  if (speed === undefined) return "";
  const before = flops.before / speed + VECTOR_SECONDS.before * moving;
  const atEdge = flops.atEdge / speed + VECTOR_SECONDS.atEdge * moving;
  if (atEdge < 0.1) return "";
  const [short, long] = [secondsWords(before), secondsWords(atEdge)];
  return short === long ? `about ${short} a step` : `about ${short} a step, ${long} at the edge`;
}

function secondsWords(seconds: number): string {
  if (seconds < 1) return `${formatSignificant(Number(seconds.toPrecision(1)), 1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}

function bytesWords(bytes: number): string {
  const [value, unit] = bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
  return `${formatSignificant(Number(Math.max(value, 1).toPrecision(2)), 2)} ${unit}`;
}
