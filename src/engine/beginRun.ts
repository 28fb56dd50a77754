import type { Forecast } from "../protocol/forecast.ts";
import type { ReportLoading } from "../protocol/loading.ts";
import type { Acceleration } from "./accelerator.ts";
import { accelerationPlan } from "./accelerationPlan.ts";
import { forecastOf } from "./forecast.ts";
import type { Turns } from "./pacing/turns.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import type { Problem } from "./prepareRun.ts";
import { Run } from "./run.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";

export interface BegunRun {
  run: Run;
  /** What is to be said of its acceleration. */
  remark: string;
  /** Null when none was asked for or needed. */
  forecast: Forecast | null;
}

/**
 * Measures row 0, and tries the first steps when that is wanted. The model is disposed when this does
 * not come to its end.
 * @throws AbandonedError when another run has begun.
 */
export async function beginRun(
  model: TaylorModel,
  problem: Problem,
  turns: Turns,
  wanted: { forecast: boolean; report: ReportLoading },
): Promise<BegunRun> {
  const { experiment, parameters } = problem;
  const { report } = wanted;
  const precision = SCREEN_PRECISION;
  let acceleration: Acceleration | undefined;
  try {
    if (model.accelerate !== undefined) {
      report({ stage: "shaders", done: 0, total: 1 });
      acceleration = await model.accelerate(accelerationPlan(experiment, parameters, precision));
      report({ stage: "shaders", done: 1, total: 1 });
    }
    report({ stage: "start", done: 0, total: 1 });
    const run = await Run.begin(model, experiment, parameters, {
      precision,
      accelerator: acceleration?.accelerator ?? null,
    });
    turns.assertWanted();
    const forecast = wanted.forecast ? await forecastOf(model, problem, run, report) : null;
    return { run, remark: acceleration?.remark ?? "", forecast };
  } catch (error) {
    acceleration?.accelerator?.dispose();
    model.dispose();
    throw error;
  }
}
