/** Telling whether two runs are the same: same experiment, same backend, same curve. */
import type { RunSummary } from "./keptRun.ts";

/** JSON with the keys of every object in order, so that equal values give equal texts. */
function orderedJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** FNV-1a, 32 bits, over the codes of a text in either direction. */
function hash32(text: string, basis: number, isBackwards: boolean): number {
  let hash = basis;
  const last = text.length - 1;
  for (let i = 0; i <= last; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(isBackwards ? last - i : i), 0x01000193);
  }
  return hash >>> 0;
}

/** 16 hexadecimal digits, equal for runs that differ at most in their length. */
export function runIdentity(run: Pick<RunSummary, "experiment" | "backend">): string {
  const { name, precision } = run.backend;
  return hashOf([run.experiment, name, precision]);
}

/** 16 hexadecimal digits of a JSON value, whatever the order of its keys. */
export function hashOf(value: unknown): string {
  const text = orderedJson(value);
  // Two hashes with nothing in common make 64 bits.
  return [hash32(text, 0x811c9dc5, false), hash32(text, 0x1f83d9ab, true)]
    .map((hash) => hash.toString(16).padStart(8, "0"))
    .join("");
}
