/** Steps by recorded segments: slices of them in one submission, their statistics in one read. */
import type { RunAccelerator, RunState, StepStatistics } from "../../../accelerator.ts";
import { flowSubsteps } from "../../../tracks/gradientFlow.ts";
import { webgpuQueueInOrder } from "../../../tf.ts";
import type { SegmentName } from "./frame.ts";
import { hasQuartic, readingOrder, stepOrder, type CarriedOverlays } from "./frameOrder.ts";
import type { PinnedMemory } from "./pinnedMemory.ts";
import { encode, type Recording } from "./recording.ts";
import { measuredAt, overlaysAt } from "./ringStatistics.ts";
import type { SpaceLayout } from "./space.ts";
import { iterateOf, overlaysOf, stateOfIterate, stateOfOverlays } from "./trackState.ts";

/** A flow that needs more is left to the processor. */
const MOST_SUBSTEPS = 16;

/** What was recorded, and the memory it works on: gradient descent, then θ† and gradient flow. */
export interface Replayed {
  layout: SpaceLayout;
  curveLayout: SpaceLayout;
  /** Whether the segments of the overlays are recorded. */
  hasOverlays: boolean;
  memory: PinnedMemory;
  recordings: Partial<Record<SegmentName, Recording>>;
  dispose: () => void;
}

/** Of gradient flow at one step; its distance is known to θ†. */
type FlowFound = Omit<NonNullable<NonNullable<StepStatistics["overlays"]>["flow"]>, "distance">;

export function replayedRun(
  { layout, curveLayout, hasOverlays, memory, recordings, dispose }: Replayed,
  sliceLength: number,
): RunAccelerator {
  /** Where the slice began, and the statistics from there on. */
  let begin = 0;
  let found: StepStatistics[] = [];
  /** Of the slice; null without overlays. */
  let carried: CarriedOverlays | null = null;
  /** What was loaded and has not been described yet. */
  let loaded: RunState | null = null;
  let isDisposed = false;

  return {
    sliceLength,
    load(step, state) {
      const { iterate, overlays } = state;
      if (overlays !== null && !hasOverlays) return false;
      const descent = stateOfIterate(layout, step, iterate);
      const curve = overlays === null ? null : stateOfOverlays(curveLayout, step, overlays);
      const flow =
        (overlays?.flow ?? null) === null
          ? null
          : stateOfIterate(curveLayout, step, overlays!.flow!);
      if (descent === null || (overlays !== null && curve === null)) return false;
      if ((overlays?.flow ?? null) !== null && flow === null) return false;
      webgpuQueueInOrder();
      memory.writeState([descent, curve, flow]);
      begin = step;
      loaded = state;
      carried = overlays === null ? null : { start: step - overlays.age, flowSubsteps: null };
      const { loss, eigen } = iterate;
      found = [
        {
          loss,
          gradientNorm: NaN,
          eigenvalues: eigen.values,
          residuals: eigen.residuals,
          overlays: null,
        },
      ];
      return true;
    },

    async advance(count, learningRate) {
      const from = begin + found.length - 1;
      const flow = flowAtStart();
      const substeps = flow === null ? null : flowSubsteps(learningRate, flow.sharpness);
      if (carried !== null) carried = { ...carried, flowSubsteps: substeps };
      const isTooStiff = substeps !== null && substeps > MOST_SUBSTEPS;
      const steps = isTooStiff ? 0 : count;
      memory.setControl(learningRate, learningRate / (substeps ?? 1));
      const device = webgpuQueueInOrder();
      const encoder = device.createCommandEncoder();
      if (loaded !== null && carried !== null) replay(encoder, readingOrder(from, carried));
      memory.keep(encoder);
      replaySteps(encoder, from, steps);
      const rings = await memory.readRings(encoder);
      const current =
        loaded === null ? found.at(-1)! : { ...found[0]!, overlays: overlaysIn(rings, from, flow) };
      const reached = Array.from({ length: steps }, (_, i) => {
        const step = from + 1 + i;
        const ofFlow = substeps === null ? null : flowIn(rings[2]!, step);
        return {
          ...measuredAt(layout, rings[0]!, step),
          overlays: overlaysIn(rings, step, ofFlow),
        };
      });
      begin = from;
      found = [current, ...reached];
      loaded = null;
      const valid = stepsWithTheseSubsteps(learningRate);
      if (valid < steps) rewind(valid);
      return [...found];
    },

    rewind,

    async read() {
      const states = await memory.readState(webgpuQueueInOrder().createCommandEncoder());
      const { overlays, ...latest } = found.at(-1)!;
      const iterate = iterateOf(layout, states[0]!, latest);
      if (carried === null || overlays === null) return { iterate, overlays: null };
      const { flow } = overlays;
      const step = begin + found.length - 1;
      return {
        iterate,
        overlays: {
          ...overlaysOf(curveLayout, states[1]!),
          age: step - carried.start,
          flow:
            flow === null
              ? null
              : iterateOf(curveLayout, states[2]!, {
                  loss: flow.loss,
                  eigenvalues: [flow.sharpness],
                  residuals: [flow.residual],
                }),
        },
      };
    },

    dispose() {
      if (isDisposed) return;
      isDisposed = true;
      dispose();
    },
  };

  function rewind(count: number): void {
    const device = webgpuQueueInOrder();
    const encoder = device.createCommandEncoder();
    memory.restore(encoder);
    replaySteps(encoder, begin, count);
    device.queue.submit([encoder.finish()]);
    found = found.slice(0, count + 1);
  }

  function replay(encoder: GPUCommandEncoder, order: readonly SegmentName[]): void {
    const pass = encoder.beginComputePass();
    for (const name of order) encode(pass, recordings[name]!);
    pass.end();
  }

  function replaySteps(encoder: GPUCommandEncoder, from: number, count: number): void {
    const order = Array.from({ length: count }, (_, i) => stepOrder(from + 1 + i, carried));
    replay(encoder, order.flat());
  }

  function flowAtStart(): FlowFound | null {
    if (loaded === null) return found.at(-1)!.overlays?.flow ?? null;
    const flow = loaded.overlays?.flow ?? null;
    if (flow === null) return null;
    return {
      loss: flow.loss,
      sharpness: flow.eigen.values[0]!,
      residual: flow.eigen.residuals[0]!,
    };
  }

  function flowIn(ring: Float32Array, step: number): FlowFound {
    const { loss, eigenvalues, residuals } = measuredAt(curveLayout, ring, step);
    return { loss, sharpness: eigenvalues[0]!, residual: residuals[0]! };
  }

  function overlaysIn(rings: readonly Float32Array[], step: number, flow: FlowFound | null) {
    if (carried === null) return null;
    return overlaysAt(curveLayout, rings[1]!, step, flow, hasQuartic(step, carried));
  }

  /** Steps of the slice before gradient flow would have needed another number of sub-steps. */
  function stepsWithTheseSubsteps(learningRate: number): number {
    const wanted = carried?.flowSubsteps ?? null;
    const other = found.findIndex(({ overlays }) => {
      const flow = overlays?.flow ?? null;
      return flow !== null && flowSubsteps(learningRate, flow.sharpness) !== wanted;
    });
    return other < 0 ? found.length - 1 : other;
  }
}
