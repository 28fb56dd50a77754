/** Full steps of a real run, for timing: it begins where all curves do, and begins again in time. */
import { randomStream } from "../../math/random.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { Problem } from "../prepareRun.ts";
import { SCREEN_PRECISION } from "../precisions.ts";
import { Run } from "../run.ts";
import { leadingEigenpairs } from "../sharpness.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";

/** A run that begins at its start as if that were the edge soon leaves the region of full steps. */
const STEPS_PER_RUN = 40;

export class TimedRun {
  readonly #model: TaylorModel;
  readonly #problem: Problem;
  readonly #now: () => number;
  #learningRate: number | null = null;
  #run: Run | null = null;

  constructor(model: TaylorModel, problem: Problem, now: () => number) {
    this.#model = model;
    this.#problem = problem;
    this.#now = now;
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
      await run.next();
      steps++;
      elapsed = this.#now() - started;
    } while (elapsed < sampleMs && isFull(run));
    return elapsed / steps;
  }

  /** A run whose next step has all curves. */
  async #running(): Promise<Run> {
    if (this.#run !== null && isFull(this.#run)) return this.#run;
    this.#run = null;
    const { experiment, parameters } = this.#problem;
    this.#learningRate ??= await edgeLearningRate(this.#model, this.#problem);
    const full: Experiment = {
      ...experiment,
      learningRate: this.#learningRate,
      learningRateChanges: [],
      nudge: 0,
      overlays: ["constrained", "prediction"],
    };
    const precision = SCREEN_PRECISION;
    this.#run = await Run.begin(this.#model, full, parameters, { precision, startAt: parameters });
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
