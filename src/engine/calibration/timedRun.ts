/** Full steps of a real run, for timing: it begins where all curves do, and begins again in time. */
import { randomStream } from "../../math/random.ts";
import type { Experiment, Overlay } from "../../model/experiment.ts";
import { accelerationPlan } from "../accelerationPlan.ts";
import type { RunAccelerator } from "../accelerator.ts";
import type { Problem } from "../prepareRun.ts";
import { SCREEN_PRECISION } from "../precisions.ts";
import { Run } from "../run.ts";
import { leadingEigenpairs } from "../sharpness.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";

/** A run that begins at its start as if that were the edge soon leaves the region of full steps. */
const STEPS_PER_RUN = 40;
const FULL_OVERLAYS: Overlay[] = ["constrained", "prediction"];

export class TimedRun {
  readonly #model: TaylorModel;
  readonly #problem: Problem;
  readonly #now: () => number;
  #learningRate: number | null = null;
  #run: Run | null = null;
  #accelerator: RunAccelerator | null = null;

  constructor(model: TaylorModel, problem: Problem, now: () => number) {
    this.#model = model;
    this.#problem = problem;
    this.#now = now;
  }

  /** Have steps carried as a run on the page would have them. Takes time, which is not a step's. */
  async accelerate(): Promise<void> {
    const { experiment, parameters } = this.#problem;
    if (experiment.optimizer !== undefined) return;
    const full = { ...experiment, overlays: FULL_OVERLAYS };
    const plan = accelerationPlan(full, parameters, SCREEN_PRECISION);
    this.#accelerator = (await this.#model.accelerate?.(plan))?.accelerator ?? null;
  }

  dispose(): void {
    this.#accelerator?.dispose();
  }

  /**
   * Steps until `sampleMs` have passed, one at least; the beginning of a run is not timed.
   * @returns ms per step.
   * @throws NonFiniteError when nothing can be run from θ₀, and what the model throws.
   */
  async sample(sampleMs: number): Promise<number> {
    const run = await this.#running();
    const started = this.#now();
    let steps = 0;
    let elapsed = 0;
    do {
      steps += (await run.nextRows(STEPS_PER_RUN - run.step)).length;
      elapsed = this.#now() - started;
    } while (elapsed < sampleMs && isFull(run));
    return elapsed / steps;
  }

  /** A run whose next step has all curves. */
  async #running(): Promise<Run> {
    if (this.#run !== null && isFull(this.#run)) return this.#run;
    this.#run = null;
    const { experiment, parameters } = this.#problem;
    this.#learningRate ??=
      experiment.optimizer === undefined
        ? await edgeLearningRate(this.#model, this.#problem)
        : experiment.learningRate;
    const full: Experiment = {
      ...experiment,
      learningRate: this.#learningRate,
      learningRateChanges: [],
      nudge: 0,
      overlays: FULL_OVERLAYS,
    };
    this.#run = await Run.begin(this.#model, full, parameters, {
      precision: SCREEN_PRECISION,
      startAt: parameters,
      accelerator: this.#accelerator,
    });
    await this.#run.next();
    return this.#run;
  }
}

function isFull(run: Run): boolean {
  return run.step < STEPS_PER_RUN && !run.isDiverged;
}

/** 2/S(θ₀), roughly; the experiment's own where that is no step size. */
async function edgeLearningRate(model: TaylorModel, problem: Problem): Promise<number> {
  const point = await model.expandAt(problem.parameters);
  const tolerance = { first: 0.05, others: 1 };
  const { values } = await leadingEigenpairs(point, 1, [], tolerance, randomStream(1).normal);
  point.dispose();
  const learningRate = 2 / values[0]!;
  return learningRate > 0 && Number.isFinite(learningRate)
    ? learningRate
    : problem.experiment.learningRate;
}
