import type { Command } from "../protocol/commands.ts";
import type { Sweep } from "../protocol/sweep.ts";
import { openBackend } from "./backends/openBackend.ts";
import { dataFileReader } from "./fetchDataFile.ts";
import { prepareRun } from "./prepareRun.ts";
import { sweepLearningRates } from "./sweep.ts";
import { WASM_FILES } from "./wasmFiles.ts";

/** Float64 pays no call overhead, so it is the fastest for networks up to about this size. */
const TINY = 5_000;
/** Updates per step size, as far as the experiment goes, but bounded. */
const MAX_STEPS = 1200;

/** Answer a `sweep` command; null when it went stale. */
export async function runSweep(
  { experiment, dataUrl }: Extract<Command, { type: "sweep" }>,
  isStale: () => boolean,
): Promise<Sweep | null> {
  const read = dataFileReader(dataUrl);
  const float64 = await prepareRun(experiment, await openBackend("float64", WASM_FILES), read);
  const isTiny = float64.model.parameterCount * float64.dataset.samples <= TINY * 20;
  const { model, parameters } = isTiny
    ? float64
    : await prepareRun(experiment, await openBackend("wasm", WASM_FILES), read);
  const steps = experiment.steps > 0 ? Math.min(experiment.steps, MAX_STEPS) : MAX_STEPS;
  return sweepLearningRates(model, parameters, steps, isStale);
}
