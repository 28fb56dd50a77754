/** A run carried on the GPU by replaying recorded segments, once they have proved exact. */
import { randomStream } from "../../../../math/random.ts";
import type { Acceleration, AccelerationPlan } from "../../../accelerator.ts";
import { HOPPING, type Iterate } from "../../../tracks/gradientDescent.ts";
import { approach, remember } from "../../../warmStart.ts";
import { tf, webgpuQueueInOrder } from "../../../tf.ts";
import { createFusedContext, type FusedContext } from "../fusedContext.ts";
import {
  allocateScratch,
  allocateTrack,
  frameSegments,
  largestBuffer,
  type FrameCall,
  type SegmentName,
  type Segments,
} from "./frame.ts";
import { stepOrder } from "./frameOrder.ts";
import { pinMemory, type PinnedMemory, type TrackState } from "./pinnedMemory.ts";
import { encode, record, type Recording } from "./recording.ts";
import {
  replaySelfTest,
  TRIAL_DATASET,
  TRIAL_DESCRIPTION,
  trialParameters,
} from "./replaySelfTest.ts";
import { replayedRun, type Replayed } from "./replayedRun.ts";
import { LONGEST_SLICE, spaceLayout, type SpaceLayout } from "./space.ts";
import { stateOfIterate, stateOfOverlays } from "./trackState.ts";

/** Vectors longer than this are too much for the one workgroup that combines them. */
const MOST_PARAMETERS = 2 ** 18;
/** Multiplications and additions of one slice: some tens of ms on a slow graphics card. */
const SLICE_WORK = 8e9;
/** Steps compared before a recording is trusted. */
const STEPS_COMPARED = 3;
/** Of θ†: the two that stop conditions look at. */
const CURVE_PAIRS = 2;
const TRIAL_LEARNING_RATE = 1e-3;

const REPLAYED = "Steps are replayed from recorded dispatches, which gave the same bits.";
const DIFFERED =
  "Steps are issued one by one: replayed dispatches gave other bits than the ordinary path.";
const TOO_LARGE = "Steps are issued one by one: the network is too large to replay them.";

/**
 * An accelerator for this plan, after a self-test on a problem of its own.
 * @param note notes a segment while it runs; tests give one that errs.
 */
export async function accelerateRun(
  context: FusedContext,
  plan: AccelerationPlan,
  note: (calls: readonly FrameCall[]) => Recording = record,
): Promise<Acceleration> {
  const off = await selfTestOnce(plan);
  if (off !== null) {
    const remark = `Steps are issued one by one: replayed on a small fixed problem, the ${off} is off.`;
    return { accelerator: null, remark };
  }
  return openReplay(context, plan, note);
}

/** Of each device and kind of plan, what is off. */
const SELF_TESTS = new WeakMap<GPUDevice, Map<string, Promise<string | null>>>();

function selfTestOnce(plan: AccelerationPlan): Promise<string | null> {
  const device = webgpuQueueInOrder();
  const ofDevice = SELF_TESTS.get(device) ?? new Map<string, Promise<string | null>>();
  SELF_TESTS.set(device, ofDevice);
  const key = `${plan.eigenpairs} ${plan.projectionRounds !== null}`;
  const outcome = ofDevice.get(key) ?? selfTest(plan);
  ofDevice.set(key, outcome);
  return outcome;
}

async function selfTest({ eigenpairs, projectionRounds }: AccelerationPlan) {
  const context = createFusedContext(TRIAL_DESCRIPTION, TRIAL_DATASET, 2 ** 24);
  const hasOverlays = projectionRounds !== null;
  const parameters = trialParameters();
  const plan = { eigenpairs, projectionRounds: hasOverlays ? 1 : null, parameters };
  const { accelerator } = await openReplay(context, plan, record);
  const off =
    accelerator === null
      ? "repetition"
      : await replaySelfTest(accelerator, eigenpairs, hasOverlays);
  tf.dispose(context.shared);
  return off;
}

async function openReplay(
  context: FusedContext,
  plan: AccelerationPlan,
  note: (calls: readonly FrameCall[]) => Recording,
): Promise<Acceleration> {
  const { parameterCount } = context.network;
  const layout = spaceLayout(parameterCount, plan.eigenpairs);
  if (
    parameterCount > MOST_PARAMETERS ||
    parameterCount <= layout.largestBasis ||
    largestBuffer(context, layout) > context.largestState
  ) {
    return { accelerator: null, remark: TOO_LARGE };
  }
  const hasOverlays = plan.projectionRounds !== null;
  const curveLayout = spaceLayout(parameterCount, CURVE_PAIRS);
  const descent = allocateTrack(layout);
  const tracks = hasOverlays
    ? { descent, curve: allocateTrack(curveLayout), flow: allocateTrack(curveLayout) }
    : { descent, curve: descent, flow: descent };
  const scratch = allocateScratch(context, layout);
  const pinned = [...new Set(Object.values(tracks))];
  const memory = pinMemory(pinned, scratch.control);
  const segments = frameSegments(context, tracks, scratch, plan.projectionRounds ?? 0);
  const trial = trialOf(layout, curveLayout, plan.parameters);
  const recordings = await recordExactly(memory, segments, trial, hasOverlays, note);
  const dispose = () => {
    memory.dispose();
    tf.dispose([Object.values(scratch), ...pinned.map(({ space, gradient }) => [space, gradient])]);
  };
  if (recordings === null) {
    dispose();
    return { accelerator: null, remark: DIFFERED };
  }
  const replayed: Replayed = { layout, curveLayout, hasOverlays, memory, recordings, dispose };
  const sliceLength = sliceLengthOf(context, replayed, plan.projectionRounds ?? 0);
  return { accelerator: replayedRun(replayed, sliceLength), remark: REPLAYED };
}

/** By the work of one Hessian product, 12 operations a weight and sample, and how many a step has. */
function sliceLengthOf(
  { samples }: FusedContext,
  { layout, curveLayout, hasOverlays }: Replayed,
  projectionRounds: number,
): number {
  const overlays = hasOverlays ? (projectionRounds + 2) * (2 + curveLayout.largestBasis) : 0;
  const products = 1 + layout.largestBasis + overlays;
  const stepWork = 12 * samples * layout.parameterCount * products;
  return Math.max(1, Math.min(LONGEST_SLICE, Math.floor(SLICE_WORK / stepWork)));
}

/** θ with arbitrary directions, the same every time: descent, θ† and flow begin there. */
function trialOf(
  layout: SpaceLayout,
  curveLayout: SpaceLayout,
  parameters: Float64Array,
): TrackState[] {
  const { normal } = randomStream(1);
  const d = layout.parameterCount;
  const unit = () => Float64Array.from({ length: d }, () => normal() / Math.sqrt(d));
  const directions = Array.from({ length: layout.block }, unit);
  const history = remember(approach(parameters, [], HOPPING), directions);
  const iterate: Iterate = {
    parameters,
    history,
    loss: 0,
    gradient: new Float64Array(d),
    eigen: { values: [], vectorOf: (i) => directions[i]!, residuals: [] },
  };
  const center = {
    ...{ parameters, gradient: new Float64Array(d) },
    ...{ topEigenvector: directions[0]!, perpendicular: directions[1]! },
    ...{ loss: 0, sharpness: 1, eigenvalue2: 1, sharpnessSlope: 1, sharpnessGradientNorm: 1 },
    ...{ alpha: 1, beta: 1, delta: 1 },
  };
  const small = unit().map((value) => 0.01 * value);
  const overlays = { predicted: small, cubic: small, flow: null, eigenvectorOverlap: 1, age: 0 };
  return [
    stateOfIterate(layout, 0, iterate)!,
    stateOfOverlays(curveLayout, 0, { ...overlays, center, history })!,
    stateOfIterate(curveLayout, 0, iterate)!,
  ];
}

/** @returns null when replayed segments do not give what TensorFlow.js gave, bit for bit. */
async function recordExactly(
  memory: PinnedMemory,
  segments: Segments,
  start: readonly TrackState[],
  hasOverlays: boolean,
  note: (calls: readonly FrameCall[]) => Recording,
): Promise<Partial<Record<SegmentName, Recording>> | null> {
  const overlays = hasOverlays ? { start: 0, flowSubsteps: 2 } : null;
  const order = Array.from({ length: STEPS_COMPARED }, (_, i) =>
    // The fourth derivative is one of them.
    stepOrder(i === 1 ? 0 : i + 1, overlays),
  ).flat();
  memory.setControl(TRIAL_LEARNING_RATE, TRIAL_LEARNING_RATE / 2);
  memory.writeState(start);
  const recordings: Partial<Record<SegmentName, Recording>> = {};
  for (const name of order) {
    if (recordings[name] === undefined) recordings[name] = note(segments[name]);
    else record(segments[name]);
  }
  const ordinary = await outcome(memory, []);
  memory.writeState(start);
  const replayed = await outcome(
    memory,
    order.map((name) => recordings[name]!),
  );
  return haveSameBits(ordinary, replayed) ? recordings : null;
}

/** State and rings once these are issued. */
async function outcome(
  memory: PinnedMemory,
  recordings: readonly Recording[],
): Promise<Float32Array[]> {
  const device = webgpuQueueInOrder();
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  for (const recording of recordings) encode(pass, recording);
  pass.end();
  const state = await memory.readState(encoder);
  return [...state, ...(await memory.readRings(device.createCommandEncoder()))];
}

function haveSameBits(a: readonly Float32Array[], b: readonly Float32Array[]): boolean {
  return a.every((values, i) => {
    const [left, right] = [new Uint32Array(values.buffer), new Uint32Array(b[i]!.buffer)];
    return left.every((bits, k) => bits === right[k]);
  });
}
