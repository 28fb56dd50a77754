/** The whole state of a run between two rows: another run goes on from it with the same bits. */
import { randomStream, type RandomState } from "../../math/random.ts";
import type { Experiment } from "../../model/experiment.ts";
import { emptyAnnotations, type Annotations } from "../../protocol/annotations.ts";
import { eigenpairsOf } from "../accelerationPlan.ts";
import type { EdgeMemory } from "../edgeWatch.ts";
import { experimentAsRun } from "../experimentAsRun.ts";
import { NOTHING_REPLAYED, type ReplayedCheckpoint } from "../replayedSteps.ts";
import { NOTHING_REMEMBERED, type StepMemory } from "../stepRules/stepRule.ts";
import { stepRuleOf } from "../stepRules/stepRuleOf.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import type { Precision, TrackContext } from "../tracks/context.ts";
import type { EdgeTracksState } from "../tracks/edgeTracks.ts";
import { measureIterate, type Iterate } from "../tracks/gradientDescent.ts";
import type { EigenMemory } from "../warmStart.ts";

/** The eigen-solver's cold start; part of "same experiment, same curve". */
const EIGENSOLVER_SEED = 1;

/**
 * Never changed once it is made, nor are the vectors in it, which the run shares: each of its steps
 * makes new ones.
 */
export interface Checkpoint extends EdgeTracksState {
  /** Of the row that comes next. */
  step: number;
  /** η of the row before. */
  learningRate: number;
  initialLoss: number;
  /** max(L₀, L at the last change of η): what a diverged loss is measured against. */
  lossReference: number;
  edge: EdgeMemory;
  annotations: Annotations;
  resynchroniseEachCycle: boolean;
  /** Of the eigen-solver's cold starts. */
  random: RandomState;
  iterate: Iterate;
  /** Of the step rule, with the gradient of `iterate`. */
  memory: StepMemory;
  /** Where eigenvectors of the preconditioned Hessian are known, latest first. */
  preconditioned: readonly EigenMemory[];
  /** Null where the experiment has none, or once it has overflowed. */
  flowFromStart: Iterate | null;
  replayed: ReplayedCheckpoint;
}

/**
 * Where a run begins, measured.
 * @param start θ₀, or parameters that are to count as an edge step.
 * @throws NonFiniteError when the loss overflows there.
 */
export async function firstCheckpoint(
  model: TaylorModel,
  experiment: Experiment,
  start: { parameters: Float64Array; isAtEdge: boolean },
  precision: Precision,
): Promise<Checkpoint> {
  const random = randomStream(EIGENSOLVER_SEED);
  const context: TrackContext = { model, random: random.normal, ...precision };
  const iterate = await measureIterate(context, start.parameters, eigenpairsOf(experiment), null);
  const { nudge, overlays } = experimentAsRun(experiment);
  const annotations = emptyAnnotations();
  if (experiment.model.activation === "relu") {
    annotations.warnings.push(
      "ReLU: derivatives jump across kinks, so the prediction is unreliable there.",
    );
  }
  if (experiment.optimizer !== undefined) {
    annotations.warnings.push(
      "θ†, the predictions, gradient flow and the nudge are derived for gradient descent, so with another step rule they are off.",
    );
  }
  return {
    step: 0,
    learningRate: experiment.learningRate,
    initialLoss: iterate.loss,
    lossReference: iterate.loss,
    edge: { startsAtEdge: start.isAtEdge, isArmed: true, mayNudge: nudge !== 0 },
    annotations,
    resynchroniseEachCycle: false,
    random: random.state(),
    iterate,
    memory: stepRuleOf(experiment.optimizer).takeIn(NOTHING_REMEMBERED, iterate.gradient),
    preconditioned: [],
    flowFromStart: overlays.includes("flowFromStart") ? iterate : null,
    overlays: null,
    frozen: null,
    modes: null,
    centralFlow: null,
    replayed: NOTHING_REPLAYED,
  };
}

/** Of all vectors that a checkpoint holds on to: next to them the rest is nothing. */
export function bytesOf(checkpoint: Checkpoint): number {
  const buffers = new Set<ArrayBufferLike>();
  collectBuffers(checkpoint, buffers);
  let bytes = 0;
  for (const { byteLength } of buffers) bytes += byteLength;
  return bytes;
}

function collectBuffers(value: unknown, found: Set<ArrayBufferLike>): void {
  if (ArrayBuffer.isView(value)) found.add(value.buffer);
  else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) collectBuffers(part, found);
  }
}
