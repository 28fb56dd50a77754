import type { BackendName } from "./backend.ts";

export interface BackendRate {
  name: BackendName;
  /** Steps per second with all curves; null where already one step takes too long to be timed. */
  stepsPerSecond: number | null;
}

/** The measured speed of every candidate on one network. The page keeps it for the next start. */
export interface Calibration {
  /** Equal for experiments that cost the same per step. */
  network: string;
  rates: BackendRate[];
}
