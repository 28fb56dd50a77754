/** The float64 references of several modes at the edge, beside those of their runs, for tests. */
import { readFileSync } from "node:fs";
import { goldenRun, type GoldenRun } from "./runs.ts";

type Columns<Name extends string> = Record<Name, number[]>;

/** Index 0 is the run's edge step; all start from its `startParameters`. */
export interface GoldenModes {
  run: GoldenRun;
  gd: Columns<"x" | "dist">;
  dagger: Columns<"loss" | "S" | "S2" | "modes">;
  pred: Columns<"loss" | "S" | "x" | "dist">;
  central: Columns<"loss" | "loss_avg" | "S" | "S2" | "trace" | "modes">;
}

/** @param name of the run. */
export function goldenModes(name: string): GoldenModes {
  const file = new URL(`./modes/${name}.json`, import.meta.url);
  const columns = JSON.parse(readFileSync(file, "utf8")) as Omit<GoldenModes, "run">;
  const run = goldenRun(name);
  return {
    ...columns,
    run: { ...run, experiment: { ...run.experiment, overlays: ["modes", "centralFlow"] } },
  };
}
