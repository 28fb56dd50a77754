/** What is done when the engine is lost: where the run goes on, and what the viewer is told. */
import type { BackendName } from "../protocol/backend.ts";
import type { FailureCause } from "../protocol/failure.ts";

export interface Fault {
  cause: FailureCause;
  /** A sentence. */
  message: string;
}

/** Where a run goes on that cannot on the first: slower, but with less that can break. */
const NEXT: Readonly<Record<BackendName, BackendName>> = {
  webgpu: "wasm",
  webgl: "wasm",
  wasm: "float64",
  cpu: "float64",
  float64: "float64",
};

/** Faults within so many ms of each other, or without a new row between them, are one series, … */
const SERIES = 60_000;
/** … of which so many are met by going on. */
export const MOST_IN_SERIES = 4;

/** Decides for one run. */
export class Recovery {
  readonly #now: () => number;
  #last = { at: -Infinity, step: -1 };
  #inSeries = 0;
  /** Backends that have failed in this series. */
  #blamed = new Set<BackendName>();

  /** @param now milliseconds from any fixed moment. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * The same backend once more, since a device that was lost, as in a sleep, comes back; the next one
   * where memory ran out, where it could not begin, and where the same has failed twice.
   * @param step the last row drawn.
   * @returns null when there is no use in going on.
   */
  next({ cause }: Fault, backend: BackendName, step: number): BackendName | null {
    // No engine has what is not there, or room that is not.
    if (cause === "data" || cause === "size") return null;
    const at = this.#now();
    if (at - this.#last.at > SERIES && step > this.#last.step) {
      this.#inSeries = 0;
      this.#blamed.clear();
    }
    this.#last = { at, step };
    this.#inSeries++;
    if (this.#inSeries > MOST_IN_SERIES) return null;
    const isToBlame = cause === "memory" || cause === "start" || this.#blamed.has(backend);
    this.#blamed.add(backend);
    return isToBlame ? NEXT[backend] : backend;
  }
}

const elsewhere = (from: BackendName, to: BackendName) =>
  from === to ? "" : ` on ${to}, whose last digits differ`;

/** @param step the last row drawn. */
export function wentOn({ message }: Fault, step: number, from: BackendName, to: BackendName) {
  return `${message} The run goes on by itself from step ${step}${elsewhere(from, to)}; nothing drawn was lost.`;
}

/** It had no row yet. */
export function beganAgain({ message }: Fault, from: BackendName, to: BackendName): string {
  return `${message} The run begins again by itself${elsewhere(from, to)}.`;
}

export function canGoOn({ message }: Fault, step: number): string {
  return `${message} Nothing was lost: the run rests at step ${step}, and Play goes on from there.`;
}

/** @param step the last row drawn; −1 where there is none. */
export function gaveUp({ cause, message }: Fault, step: number): string {
  // Its sentence says what to change, and again it would end as it did.
  if (cause === "size") return message;
  if (step < 0) return `${message} Restart tries the same experiment again.`;
  return `${message} What was drawn stays; Restart runs the same experiment again.`;
}
