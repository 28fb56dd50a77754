/** What goes from one step to the next, on the GPU: kept at the start of a slice, restored, read. */
import { webgpuBuffer, webgpuQueueInOrder, type Tensor1D } from "../../../tf.ts";
import type { TrackMemory } from "./frame.ts";
import { RING_LENGTH, vectorAt } from "./space.ts";

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** For each track what its space keeps, and behind it ∇L and L. */
export type TrackState = Float32Array;

export interface PinnedMemory {
  /** Copy the state aside, or back. */
  keep(encoder: GPUCommandEncoder): void;
  restore(encoder: GPUCommandEncoder): void;
  /** Read each track's ring of statistics. Submits what is encoded, and waits for it. */
  readRings(encoder: GPUCommandEncoder): Promise<Float32Array[]>;
  /** Read each track's state; likewise. */
  readState(encoder: GPUCommandEncoder): Promise<TrackState[]>;
  /** Write what `readState` gives; a track that is left out keeps what it has. */
  writeState(state: readonly (TrackState | null)[]): void;
  /** η, and the size of a sub-step of gradient flow. */
  setControl(learningRate: number, flowStep: number): void;
  dispose(): void;
}

interface Range {
  buffer: GPUBuffer;
  at: number;
  size: number;
}

export function pinMemory(tracks: readonly TrackMemory[], control: Tensor1D): PinnedMemory {
  const controlBuffer = webgpuBuffer(control);
  const states = tracks.map(({ layout, space, gradient }): Range[] => [
    { buffer: webgpuBuffer(space), at: 0, size: layout.persistentLength * BYTES },
    { buffer: webgpuBuffer(gradient), at: 0, size: (layout.parameterCount + 1) * BYTES },
  ]);
  const rings = tracks.map(({ layout, space }): Range[] => [
    {
      buffer: webgpuBuffer(space),
      at: vectorAt(layout, layout.vectors.end) * BYTES,
      size: RING_LENGTH * layout.statisticsLength * BYTES,
    },
  ]);
  // Only now: the vectors' own content must be there before anything is written over it.
  const device = webgpuQueueInOrder();
  const stateSize = sizeOf(states.flat());
  const kept = device.createBuffer({
    size: stateSize,
    usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  const staging = device.createBuffer({
    size: Math.max(stateSize, sizeOf(rings.flat())),
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });

  async function read(encoder: GPUCommandEncoder, parts: Range[][]): Promise<Float32Array[]> {
    const size = sizeOf(parts.flat());
    eachRange(parts.flat(), (range, at) => {
      encoder.copyBufferToBuffer(range.buffer, range.at, staging, at, range.size);
    });
    device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ, 0, size);
    const values = new Float32Array(staging.getMappedRange(0, size).slice(0));
    staging.unmap();
    let end = 0;
    return parts.map((part) => values.slice(end, (end += sizeOf(part) / BYTES)));
  }
  return {
    keep(encoder) {
      eachRange(states.flat(), ({ buffer, at, size }, place) => {
        encoder.copyBufferToBuffer(buffer, at, kept, place, size);
      });
    },
    restore(encoder) {
      eachRange(states.flat(), ({ buffer, at, size }, place) => {
        encoder.copyBufferToBuffer(kept, place, buffer, at, size);
      });
    },
    readRings: (encoder) => read(encoder, rings),
    readState: (encoder) => read(encoder, states),
    writeState(state) {
      for (const [i, ranges] of states.entries()) {
        const values = state[i] ?? null;
        if (values === null) continue;
        eachRange(ranges, ({ buffer, at, size }, place) => {
          const part = values.slice(place / BYTES, (place + size) / BYTES);
          device.queue.writeBuffer(buffer, at, part);
        });
      }
    },
    setControl(learningRate, flowStep) {
      device.queue.writeBuffer(controlBuffer, 0, Float32Array.of(learningRate, flowStep));
    },
    dispose() {
      kept.destroy();
      staging.destroy();
    },
  };
}

function sizeOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { size }) => sum + size, 0);
}

/** @param visit is told where the range begins when they lie one behind the other. */
function eachRange(ranges: readonly Range[], visit: (range: Range, place: number) => void): void {
  let place = 0;
  for (const range of ranges) {
    visit(range, place);
    place += range.size;
  }
}
