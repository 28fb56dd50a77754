/** Where a run is computed: as asked for, or else on the fastest backend that works here. */
import type { BackendChoice, BackendName, BackendReport } from "../../protocol/backend.ts";
import type { BackendRate, Calibration } from "../../protocol/calibration.ts";
import type { ReportLoading } from "../../protocol/loading.ts";
import type { OpenedBackend } from "../backends/openBackend.ts";
import { AbandonedError, type Turns } from "../pacing/turns.ts";
import type { Problem } from "../prepareRun.ts";
import { calibrate } from "./calibrate.ts";
import { ENOUGH_STEPS_PER_SECOND, fastestBackend } from "./fastestBackend.ts";
import { networkKey } from "./networkKey.ts";

export interface ChosenBackend extends OpenedBackend {
  report: BackendReport;
}

/** What the choice is made with; tests bring their own. */
export interface Machine {
  /** Starts a backend. @throws Error with the reason when it does not work here. */
  open: (name: BackendName) => Promise<OpenedBackend>;
  /** Why webgpu is no automatic choice here, or null. */
  webgpuObstacle: () => Promise<string | null>;
  turns: Turns;
  /** Hears how far the choice is. */
  report?: ReportLoading;
}

/**
 * @param choice a backend by name, which is not timed; or "auto". One that does not work falls back
 * to auto, and the report says so.
 * @param known calibrations measured earlier; one for the same network and candidates is used.
 * @throws AbandonedError when another run has begun.
 */
export async function chooseBackend(
  choice: BackendChoice,
  problem: Problem,
  known: readonly Calibration[],
  machine: Machine,
): Promise<ChosenBackend> {
  const network = networkKey(problem);
  const earlier = known.find((calibration) => calibration.network === network) ?? null;
  const failures = new Map<BackendName, string>();
  const note = (name: BackendName, error: unknown) => {
    if (error instanceof AbandonedError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    failures.set(name, message.replace(/[.\s]+$/, ""));
  };
  const chosen = (backend: OpenedBackend, because: string, calibration: Calibration | null) => {
    const { name, precision } = backend;
    const others = [...failures].map(([other, failure]) => `Not ${other}: ${failure}.`);
    const reason = [`${name} is ${because}.`, ...others].join(" ");
    return { ...backend, report: { name, precision, reason, calibration } };
  };
  machine.report?.({ stage: "backend", done: 0, total: 1 });
  if (choice !== "auto") {
    try {
      return chosen(await machine.open(choice), "chosen by hand", earlier);
    } catch (error) {
      note(choice, error);
    }
  }
  const candidates = await automaticCandidates(machine, failures);
  let calibration =
    earlier !== null && isOf(earlier, candidates)
      ? earlier
      : await calibrate(candidates, problem, machine.turns, machine.open, note, machine.report);
  while (calibration.rates.length > 0) {
    const name = fastestBackend(calibration.rates);
    try {
      return chosen(await machine.open(name), because(name, calibration.rates), calibration);
    } catch (error) {
      note(name, error);
      const rates = calibration.rates.filter((rate) => rate.name !== name);
      calibration = { network, rates };
    }
  }
  throw new Error([...failures].map(([name, failure]) => `${name}: ${failure}`).join("; "));
}

/** Those that have not failed yet; webgpu on a graphics card only. */
async function automaticCandidates(
  { webgpuObstacle }: Machine,
  failures: Map<BackendName, string>,
): Promise<BackendName[]> {
  if (!failures.has("webgpu")) {
    const obstacle = await webgpuObstacle();
    if (obstacle !== null) failures.set("webgpu", obstacle);
  }
  return (["webgpu", "wasm", "float64"] as const).filter((name) => !failures.has(name));
}

/** Whether it rates exactly these. */
function isOf({ rates }: Calibration, candidates: readonly BackendName[]): boolean {
  const names = new Set(rates.map(({ name }) => name));
  return names.size === candidates.length && candidates.every((name) => names.has(name));
}

function because(name: BackendName, rates: readonly BackendRate[]): string {
  if (rates.length === 1) return "the one that works here";
  const rateOf = (each: BackendRate | undefined) => each?.stepsPerSecond ?? 0;
  const own = rateOf(rates.find((each) => each.name === name));
  if (own === 0) return "the one for networks too large to be timed";
  if (own === Math.max(...rates.map(rateOf))) return "the fastest here";
  return name === "webgpu" && own >= ENOUGH_STEPS_PER_SECOND
    ? "fast enough here and leaves the processor free"
    : "about as fast as the fastest here and comes before it";
}
