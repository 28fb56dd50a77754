/** Sweeps over η measured ahead for presets: `sweeps/<preset id>.json`, each one a `Sweep`. */
import type { Sweep } from "../protocol/sweep.ts";

const FILES = import.meta.glob<Sweep>("./sweeps/*.json", { import: "default" });

/** The measured sweep of a preset; null where none was made. */
export async function measuredSweep(presetId: string): Promise<Sweep | null> {
  const load = FILES[`./sweeps/${presetId}.json`];
  return load === undefined ? null : load();
}
