import { dataFiles } from "../model/datasets/loadDataset.ts";
import { workloadOf } from "../model/workload/workload.ts";
import type { Command } from "../protocol/commands.ts";
import type { ReportLoading } from "../protocol/loading.ts";
import type { Sweep } from "../protocol/sweep.ts";
import { openBackend } from "./backends/openBackend.ts";
import { dataFileReader } from "./fetchDataFile.ts";
import { assertFits, memoryLimits } from "./memoryLimits.ts";
import { prepareProblem } from "./prepareRun.ts";
import { sweepLearningRates } from "./sweep.ts";
import { WASM_FILES } from "./wasmFiles.ts";

/** Float64 pays no call overhead, so it is the fastest for networks up to about this size. */
const TINY = 5_000;
/** Updates per step size, as far as the experiment goes, but bounded. */
const MAX_STEPS = 1200;

/** Answer a `sweep` command; null when it went stale. */
export async function runSweep(
  { experiment, rows, dataUrl }: Extract<Command, { type: "sweep" }>,
  isStale: () => boolean,
  report: ReportLoading,
): Promise<Sweep | null> {
  assertFits(["wasm", "float64"], workloadOf(experiment), memoryLimits());
  const onBytes = (done: number, total: number | null) => {
    report({ stage: "data", done, total });
  };
  const read = dataFileReader(dataUrl, onBytes, dataFiles(experiment.data).length);
  const { description, dataset, parameters } = await prepareProblem(
    experiment,
    read,
    undefined,
    rows,
  );
  const isTiny = parameters.length * dataset.samples <= TINY * 20;
  const backend = await openBackend(isTiny ? "float64" : "wasm", WASM_FILES).catch(() =>
    openBackend("float64", WASM_FILES),
  );
  const model = backend.createModel(description, dataset);
  const steps = experiment.steps > 0 ? Math.min(experiment.steps, MAX_STEPS) : MAX_STEPS;
  return sweepLearningRates(
    model,
    experiment.optimizer,
    parameters,
    steps,
    isStale,
    (done, total) => {
      report({ stage: "sweep", done, total });
    },
  );
}
