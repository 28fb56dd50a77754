import type { BackendName } from "../../protocol/backend.ts";
import type { ReportLoading } from "../../protocol/loading.ts";
import type { OpenedBackend } from "../backends/openBackend.ts";
import { NonFiniteError } from "../nonFinite.ts";
import { pacedModel } from "../pacing/pacedModel.ts";
import type { Turns } from "../pacing/turns.ts";
import type { Problem } from "../prepareRun.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { Deadline, OutOfTimeError } from "./deadline.ts";
import { timeCenters } from "./timeCenters.ts";
import { TimedRun } from "./timedRun.ts";

/** A sample is as many steps as fit into so many ms, one at least. */
const SAMPLE_MS = 10;
/** The shortest time a step may be said to take: clocks of browsers have a grain of 0.1 ms. */
const SHORTEST_MS = 0.02;
/** Estimates from the first passes are too long rather than too short: they may be off by this. */
const CAUTION = 2;

/** One candidate's part in a calibration: its network, the time it has, and what a step took. */
export class Trial {
  readonly name: BackendName;
  readonly #backend: OpenedBackend;
  readonly #parameters: Float64Array;
  readonly #deadline: Deadline;
  readonly #model: TaylorModel;
  readonly #run: TimedRun;
  #left: number;
  #estimate = Infinity;
  #fastest = Infinity;

  /** @param budgetMs time for all its passes and steps. */
  constructor(backend: OpenedBackend, problem: Problem, budgetMs: number, turns: Turns) {
    const { description, dataset, parameters } = problem;
    this.name = backend.name;
    this.#backend = backend;
    this.#parameters = parameters;
    this.#deadline = new Deadline(turns);
    this.#model = pacedModel(backend.createModel(description, dataset), this.#deadline);
    this.#run = new TimedRun(this.#model, problem, () => turns.now());
    this.#left = budgetMs;
  }

  /** Whether a sample more may fit into its time. */
  get canGoOn(): boolean {
    return Math.min(this.#estimate / CAUTION, this.#fastest) < this.#left;
  }

  /** A few passes, which give a first estimate. */
  async timePasses(report: ReportLoading): Promise<void> {
    await this.#backend.activate();
    if (this.#backend.lost !== null) await this.#compile(report);
    this.#estimate = await this.#spend(() =>
      timeCenters(this.#model, this.#parameters, this.#deadline),
    );
  }

  /** A few full steps. */
  async timeSteps(): Promise<void> {
    await this.#backend.activate();
    try {
      const stepMs = await this.#spend(() => this.#run.sample(SAMPLE_MS));
      this.#fastest = Math.min(this.#fastest, stepMs);
    } catch (error) {
      if (!(error instanceof OutOfTimeError || error instanceof NonFiniteError)) throw error;
      this.#left = 0;
    }
  }

  /** Full steps per second at its best: whatever disturbs a sample makes it longer. */
  get stepsPerSecond(): number {
    const stepMs = this.#fastest < Infinity ? this.#fastest : this.#estimate;
    return 1000 / Math.max(stepMs, SHORTEST_MS);
  }

  dispose(): void {
    this.#run.dispose();
    this.#model.dispose();
  }

  /** Work that counts against its time. */
  async #spend<T>(work: () => Promise<T>): Promise<T> {
    const started = this.#deadline.now();
    this.#deadline.start(this.#left);
    try {
      return await work();
    } finally {
      this.#left -= this.#deadline.now() - started;
    }
  }

  /** A device compiles its programs in the first passes, which says nothing of later ones. */
  async #compile(report: ReportLoading): Promise<void> {
    const compiled = (done: number) => {
      report({ stage: "shaders", done, total: 4 });
    };
    compiled(0);
    const point = await this.#model.expandAt(this.#parameters);
    compiled(1);
    await point.hessianProducts([this.#parameters]);
    compiled(2);
    await point.thirdDerivative(this.#parameters);
    point.dispose();
    compiled(3);
    await this.#run.accelerate();
    compiled(4);
  }
}
