/** What goes from one step to the next, on the GPU: kept at the start of a slice, restored, read. */
import { webgpuBuffer, webgpuQueueInOrder, type Tensor1D } from "../../../tf.ts";
import { statisticsAt, vectorAt, RING_LENGTH, type SpaceLayout } from "./space.ts";

const BYTES = Float32Array.BYTES_PER_ELEMENT;

export interface PinnedMemory {
  /** Copy the state aside, or back. */
  keep(encoder: GPUCommandEncoder): void;
  restore(encoder: GPUCommandEncoder): void;
  /** Read the ring of statistics. Waits for all that was issued. */
  readRing(encoder: GPUCommandEncoder): Promise<Float32Array>;
  /** Read the persistent part of the space, and behind it ∇L and L. */
  readState(encoder: GPUCommandEncoder): Promise<Float32Array>;
  /** Write what `readState` gives. */
  writeState(state: Float32Array): void;
  setLearningRate(learningRate: number): void;
  dispose(): void;
}

export function pinMemory(
  layout: SpaceLayout,
  tensors: Record<"space" | "gradient" | "control", Tensor1D>,
): PinnedMemory {
  const [space, gradient, control] = [
    webgpuBuffer(tensors.space),
    webgpuBuffer(tensors.gradient),
    webgpuBuffer(tensors.control),
  ];
  // Only now: the vectors' own content must be there before anything is written over it.
  const device = webgpuQueueInOrder();
  const persistent = layout.persistentLength * BYTES;
  const gradientSize = (layout.parameterCount + 1) * BYTES;
  const stateSize = persistent + gradientSize;
  const ringAt = vectorAt(layout, layout.vectors.end) * BYTES;
  const ringSize = RING_LENGTH * layout.statisticsLength * BYTES;
  const kept = device.createBuffer({
    size: stateSize,
    usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  const staging = device.createBuffer({
    size: Math.max(stateSize, ringSize),
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });

  const copyState = (encoder: GPUCommandEncoder, to: GPUBuffer) => {
    encoder.copyBufferToBuffer(space, 0, to, 0, persistent);
    encoder.copyBufferToBuffer(gradient, 0, to, persistent, gradientSize);
  };
  async function read(encoder: GPUCommandEncoder, size: number): Promise<Float32Array> {
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ, 0, size);
    const values = new Float32Array(staging.getMappedRange(0, size).slice(0));
    staging.unmap();
    return values;
  }
  return {
    keep: (encoder) => copyState(encoder, kept),
    restore(encoder) {
      encoder.copyBufferToBuffer(kept, 0, space, 0, persistent);
      encoder.copyBufferToBuffer(kept, persistent, gradient, 0, gradientSize);
    },
    readRing(encoder) {
      encoder.copyBufferToBuffer(space, ringAt, staging, 0, ringSize);
      return read(encoder, ringSize);
    },
    readState(encoder) {
      copyState(encoder, staging);
      return read(encoder, stateSize);
    },
    writeState(state) {
      const { persistentLength } = layout;
      device.queue.writeBuffer(space, 0, state.slice(0, persistentLength));
      device.queue.writeBuffer(gradient, 0, state.slice(persistentLength));
    },
    setLearningRate(learningRate) {
      device.queue.writeBuffer(control, 0, Float32Array.of(learningRate));
    },
    dispose() {
      kept.destroy();
      staging.destroy();
    },
  };
}

/** Where the statistics of a step begin in what `readRing` gives. */
export function placeInRing(layout: SpaceLayout, step: number): number {
  return statisticsAt(layout, step) - vectorAt(layout, layout.vectors.end);
}
