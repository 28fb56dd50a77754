/** What a run computes on; a run that branches from another goes on with it. */
import { dataFiles } from "../model/datasets/loadDataset.ts";
import type { Experiment } from "../model/experiment.ts";
import { workloadOf, type Workload } from "../model/workload/workload.ts";
import type { BackendChoice, BackendName } from "../protocol/backend.ts";
import type { Command } from "../protocol/commands.ts";
import type { ReportLoading } from "../protocol/loading.ts";
import type { Acceleration } from "./accelerator.ts";
import { accelerationPlan } from "./accelerationPlan.ts";
import { requestAdapter, webgpuObstacle } from "./backends/graphicsAdapter.ts";
import { openBackend, type OpenedBackend } from "./backends/openBackend.ts";
import { chooseBackend, type ChosenBackend } from "./calibration/chooseBackend.ts";
import { assertFits, memoryLimits, memoryObstacle } from "./memoryLimits.ts";
import { dataFileReader } from "./fetchDataFile.ts";
import { Turns } from "./pacing/turns.ts";
import { workerClock } from "./pacing/workerClock.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import { buildModel, prepareProblem, type Problem } from "./prepareRun.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";
import { WASM_FILES } from "./wasmFiles.ts";

/** A command with which a run begins. */
export type Beginning = Extract<Command, { type: "start" | "branch" }>;

export class Workbench {
  readonly problem: Problem;
  readonly backend: ChosenBackend;
  readonly model: TaylorModel;
  readonly acceleration: Acceleration | null;
  readonly turns: Turns;
  /** The run it works for; it is stale as soon as another one is current. */
  runId: number;
  /** Hears why the device is gone, when it goes while the run is current. */
  onLost: (reason: string) => void = () => undefined;
  readonly #choice: BackendChoice;
  readonly #currentRunId: () => number;
  #isLost = false;
  #isDisposed = false;

  private constructor(
    { runId, backend: choice }: Beginning,
    problem: Problem,
    currentRunId: () => number,
    parts: Pick<Workbench, "backend" | "model" | "acceleration" | "turns">,
  ) {
    this.runId = runId;
    this.problem = problem;
    this.backend = parts.backend;
    this.model = parts.model;
    this.acceleration = parts.acceleration;
    this.turns = parts.turns;
    this.#choice = choice;
    this.#currentRunId = currentRunId;
    void this.backend.lost?.then((reason) => {
      this.#isLost = true;
      if (!this.isStale) this.onLost(reason);
    });
  }

  /**
   * Read the data, choose a backend and build the network on it.
   * @throws AbandonedError when the command went stale meanwhile.
   * @throws Error with a sentence when that is not possible.
   */
  static async build(
    command: Beginning,
    currentRunId: () => number,
    report: ReportLoading,
  ): Promise<Workbench> {
    const { experiment } = command;
    let workbench: Workbench | null = null;
    const turns = new Turns(workerClock, () =>
      workbench === null
        ? command.runId !== currentRunId()
        : workbench.isStale || workbench.#isLost,
    );
    const onBytes = (done: number, total: number | null) => {
      turns.assertWanted();
      report({ stage: "data", done, total });
    };
    const files = dataFiles(experiment.data).length;
    const workload = workloadOf(experiment);
    const processors: BackendName[] = ["wasm", "float64"];
    const hasCard = (await webgpuObstacle()) === null;
    assertFits(hasCard ? ["webgpu", ...processors] : processors, workload, memoryLimits());
    const readBinary = dataFileReader(command.dataUrl, onBytes, files);
    const onReduction = async (share: number) => {
      report({ stage: "reduction", done: share, total: 1 });
      await turns.betweenPasses();
    };
    const problem = await prepareProblem(experiment, readBinary, onReduction, command.rows);
    const open = (name: BackendName) => openWithin(name, workload);
    const machine = { open, webgpuObstacle, turns, report };
    const backend = await chooseBackend(command.backend, problem, command.calibrations, machine);
    const model = buildModel(problem, backend, turns);
    try {
      let acceleration: Acceleration | null = null;
      // What it carries is gradient descent.
      if (model.accelerate !== undefined && experiment.optimizer === undefined) {
        report({ stage: "shaders", done: 0, total: 1 });
        const plan = accelerationPlan(experiment, problem.parameters, SCREEN_PRECISION);
        acceleration = await model.accelerate(plan);
        report({ stage: "shaders", done: 1, total: 1 });
      }
      const parts = { backend, model, acceleration, turns };
      workbench = new Workbench(command, problem, currentRunId, parts);
      return workbench;
    } catch (error) {
      model.dispose();
      throw error;
    }
  }

  get isStale(): boolean {
    return this.runId !== this.#currentRunId();
  }

  /** Whether a run of this command can be computed here. */
  fits({ experiment, backend }: Beginning): boolean {
    const isHere = backend === this.#choice || backend === this.backend.name;
    return (
      isHere &&
      !this.#isLost &&
      !this.#isDisposed &&
      nameOf(experiment) === nameOf(this.problem.experiment)
    );
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.acceleration?.accelerator?.dispose();
    this.model.dispose();
  }
}

/** Equal for experiments that differ in their changes of η only. */
function nameOf(experiment: Experiment): string {
  return JSON.stringify({ ...experiment, learningRateChanges: [] });
}

/** @throws Error with the reason when the backend does not start, or has too little memory. */
async function openWithin(name: BackendName, workload: Workload): Promise<OpenedBackend> {
  const limits = memoryLimits();
  if (name === "webgpu") {
    limits.buffer = (await requestAdapter()).limits.maxStorageBufferBindingSize;
  }
  const obstacle = memoryObstacle(name, workload, limits);
  if (obstacle !== null) throw new Error(`it ${obstacle}`);
  return openBackend(name, WASM_FILES);
}
