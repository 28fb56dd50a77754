import type { BackendName } from "../../protocol/backend.ts";
import type { Calibration } from "../../protocol/calibration.ts";
import type { ReportLoading } from "../../protocol/loading.ts";
import type { OpenedBackend } from "../backends/openBackend.ts";
import type { Turns } from "../pacing/turns.ts";
import type { Problem } from "../prepareRun.ts";
import { productsPerSample } from "../taylor/networkDescription.ts";
import { networkKey } from "./networkKey.ts";
import { Trial } from "./trial.ts";

/** Time for the passes and steps of all candidates together, in ms. */
const BUDGET = 300;

/**
 * FLOP per ms that hardly a machine exceeds on one thread: says ahead whether a pass, which cannot
 * be interrupted, would take far longer than the time there is.
 */
const HIGHEST_SPEED: Partial<Record<BackendName, number>> = { float64: 2.5e6, wasm: 60e6 };

/**
 * Time full steps of this problem on each candidate, in turns, so that a busy machine slows all
 * alike. Large networks are judged by a few passes, and not at all where a pass would be too much.
 * @param onFailure hears why a candidate does not work; the others are timed all the same.
 * @param report hears how many candidates have been tried, and what is compiled for them.
 * @returns a rate for each one that works.
 * @throws what `onFailure` throws.
 */
export async function calibrate(
  candidates: readonly BackendName[],
  problem: Problem,
  turns: Turns,
  open: (name: BackendName) => Promise<OpenedBackend>,
  onFailure: (name: BackendName, error: unknown) => void,
  report: ReportLoading = () => undefined,
): Promise<Calibration> {
  const timed = candidates.filter((name) => !isTooLarge(name, problem, BUDGET / candidates.length));
  const share = BUDGET / timed.length;
  /** Of each candidate that works; null where it is not timed. */
  const trials = new Map<BackendName, Trial | null>();
  const attempt = async (name: BackendName, part: () => Promise<void> | undefined) => {
    try {
      await part();
    } catch (error) {
      trials.get(name)?.dispose();
      trials.delete(name);
      onFailure(name, error);
    }
  };
  try {
    for (const [done, name] of candidates.entries()) {
      report({ stage: "calibration", done, total: candidates.length });
      await attempt(name, async () => {
        const backend = await open(name);
        const isTimed = timed.includes(name);
        trials.set(name, isTimed ? new Trial(backend, problem, share, turns) : null);
        await trials.get(name)?.timePasses(report);
      });
    }
    report({ stage: "calibration", done: candidates.length, total: candidates.length });
    for (let isGoingOn = true; isGoingOn;) {
      isGoingOn = false;
      for (const [name, trial] of trials) {
        if (trial?.canGoOn !== true) continue;
        isGoingOn = true;
        await attempt(name, () => trial.timeSteps());
      }
    }
    const rates = [...trials].map(([name, trial]) => ({
      name,
      stepsPerSecond: trial?.stepsPerSecond ?? null,
    }));
    return { network: networkKey(problem), rates };
  } finally {
    for (const trial of trials.values()) trial?.dispose();
  }
}

function isTooLarge(name: BackendName, { dataset, description }: Problem, ms: number): boolean {
  // A gradient is three products with each weight: forward, for the adjoints, for the gradient.
  const gradientFlops = 6 * dataset.samples * productsPerSample(description);
  return gradientFlops / (HIGHEST_SPEED[name] ?? Infinity) > ms / 2;
}
