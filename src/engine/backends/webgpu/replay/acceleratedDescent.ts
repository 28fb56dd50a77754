/** Gradient descent carried on the GPU by replaying a recorded frame, once that has proved exact. */
import type {
  Acceleration,
  AccelerationPlan,
  DescentAccelerator,
  StepStatistics,
} from "../../../accelerator.ts";
import { HOPPING, type Iterate } from "../../../tracks/gradientDescent.ts";
import { approach, remember } from "../../../warmStart.ts";
import { randomStream } from "../../../../math/random.ts";
import { tf, webgpuQueueInOrder } from "../../../tf.ts";
import type { FusedContext } from "../fusedContext.ts";
import {
  allocateBuffers,
  descentFrame,
  largestBuffer,
  type DescentBuffers,
  type FrameCall,
} from "./descentFrame.ts";
import { iterateOf, stateOf, statisticsOf } from "./descentState.ts";
import { pinMemory, placeInRing, type PinnedMemory } from "./pinnedMemory.ts";
import { encode, recordFrame, type Recording } from "./recording.ts";
import { RING_LENGTH, spaceLayout, type SpaceLayout } from "./space.ts";

/** Vectors longer than this are too much for the one workgroup that combines them. */
const MOST_PARAMETERS = 2 ** 18;
/** Multiplications and additions of one slice: some tens of ms on a slow graphics card. */
const SLICE_WORK = 4e9;
/** Frames compared before a recording is trusted. */
const FRAMES_COMPARED = 3;
const TRIAL_LEARNING_RATE = 1e-3;

const REPLAYED = "Steps are replayed from a recorded frame, which gave the same bits.";
const DIFFERED =
  "Steps are issued one by one: a replayed frame gave other bits than the ordinary path.";
const TOO_LARGE = "Steps are issued one by one: the network is too large to replay frames of it.";

/** @param record notes a frame while it runs; tests give one that errs. */
export async function accelerateDescent(
  context: FusedContext,
  plan: AccelerationPlan,
  record: (calls: readonly FrameCall[]) => Recording = recordFrame,
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
  const buffers = allocateBuffers(context, layout);
  const calls = descentFrame(context, layout, buffers);
  const memory = pinMemory(layout, buffers);
  const trial = stateOf(layout, 0, trialIterate(layout, plan.parameters))!;
  const recording = await recordExactly(memory, calls, trial, record);
  if (recording === null) {
    memory.dispose();
    tf.dispose(buffers);
    return { accelerator: null, remark: DIFFERED };
  }
  const sliceLength = sliceLengthOf(context, layout);
  return {
    accelerator: replayedDescent(layout, buffers, memory, recording, sliceLength),
    remark: REPLAYED,
  };
}

/** Two Hessian products and two gradients' worth of work per weight, sample and product. */
function sliceLengthOf({ samples }: FusedContext, layout: SpaceLayout): number {
  const frameWork = 6 * samples * layout.parameterCount * (1 + 2 * layout.largestBasis);
  return Math.max(1, Math.min(RING_LENGTH, Math.floor(SLICE_WORK / frameWork)));
}

/** θ with arbitrary directions, the same every time. */
function trialIterate({ parameterCount, block }: SpaceLayout, parameters: Float64Array): Iterate {
  const { normal } = randomStream(1);
  const directions = Array.from({ length: block }, () =>
    Float64Array.from({ length: parameterCount }, normal),
  );
  return {
    parameters,
    history: remember(approach(parameters, [], HOPPING), directions),
    loss: 0,
    gradient: new Float64Array(parameterCount),
    eigen: { values: [], vectorOf: (i) => directions[i]!, residuals: [] },
  };
}

/** @returns null when replayed frames do not give what TensorFlow.js gave, bit for bit. */
async function recordExactly(
  memory: PinnedMemory,
  calls: readonly FrameCall[],
  start: Float32Array,
  record: (calls: readonly FrameCall[]) => Recording,
): Promise<Recording | null> {
  memory.setLearningRate(TRIAL_LEARNING_RATE);
  memory.writeState(start);
  const recording = record(calls);
  for (let frame = 1; frame < FRAMES_COMPARED; frame++) recordFrame(calls);
  const ordinary = await outcome(memory, 0);
  memory.writeState(start);
  const replayed = await outcome(memory, FRAMES_COMPARED, recording);
  return haveSameBits(ordinary, replayed) ? recording : null;
}

/** State and ring after `frames` more frames. */
async function outcome(
  memory: PinnedMemory,
  frames: number,
  recording: Recording = [],
): Promise<Float32Array[]> {
  const device = webgpuQueueInOrder();
  const encoder = device.createCommandEncoder();
  encode(encoder, recording, frames);
  const state = await memory.readState(encoder);
  return [state, await memory.readRing(device.createCommandEncoder())];
}

function haveSameBits(a: readonly Float32Array[], b: readonly Float32Array[]): boolean {
  return a.every((values, i) => {
    const [left, right] = [new Uint32Array(values.buffer), new Uint32Array(b[i]!.buffer)];
    return left.every((bits, k) => bits === right[k]);
  });
}

function replayedDescent(
  layout: SpaceLayout,
  buffers: DescentBuffers,
  memory: PinnedMemory,
  recording: Recording,
  sliceLength: number,
): DescentAccelerator {
  /** Of the step it is at, and of the steps since the slice began; the first is where it began. */
  let statistics: StepStatistics[] = [];
  let sliceStart = 0;
  let isDisposed = false;
  return {
    sliceLength,
    load(step, iterate) {
      const state = stateOf(layout, step, iterate);
      if (state === null) return false;
      webgpuQueueInOrder();
      memory.writeState(state);
      sliceStart = step;
      const { loss, eigen } = iterate;
      const gradientNorm = NaN;
      statistics = [{ loss, gradientNorm, eigenvalues: eigen.values, residuals: eigen.residuals }];
      return true;
    },
    async advance(count, learningRate) {
      const begin = sliceStart + statistics.length - 1;
      const device = webgpuQueueInOrder();
      memory.setLearningRate(learningRate);
      const encoder = device.createCommandEncoder();
      memory.keep(encoder);
      encode(encoder, recording, count);
      const ring = await memory.readRing(encoder);
      const reached = Array.from({ length: count }, (_, i) =>
        statisticsOf(layout, ring, placeInRing(layout, begin + 1 + i)),
      );
      statistics = [statistics.at(-1)!, ...reached];
      sliceStart = begin;
      return reached;
    },
    rewind(count) {
      const device = webgpuQueueInOrder();
      const encoder = device.createCommandEncoder();
      memory.restore(encoder);
      encode(encoder, recording, count);
      device.queue.submit([encoder.finish()]);
      statistics = statistics.slice(0, count + 1);
    },
    async read() {
      const state = await memory.readState(webgpuQueueInOrder().createCommandEncoder());
      return iterateOf(layout, state, statistics.at(-1)!);
    },
    dispose() {
      if (isDisposed) return;
      isDisposed = true;
      memory.dispose();
      tf.dispose(buffers);
    },
  };
}
