/** What lies where in wasm's memory: the data, one expansion point, and the passes' scratch space. */
import type { LayerLayout } from "../../../model/network.ts";
import { paddedWidth, type Block, type Region, type WasmHeap } from "./heap.ts";

/** One layer of a flat parameter vector, as matrices; W: out × in. */
export interface LayerMatrices {
  /** Wᵀ, in × out. */
  transposed: Region;
  /** W; null in the first layer, where nobody needs ∂L/∂input. */
  weight: Region | null;
  /** b; null without bias. */
  bias: Region | null;
}

/** The activation behind a layer, at an expansion point; all n × width. */
export interface PointActivation {
  /** φ(z): the next layer's input. */
  value: Region;
  /** φ'(z) */
  first: Region;
  /** φ''(z) */
  second: Region;
  /** φ''(z) ∂L/∂a with a = φ(z): what bends the adjoint at first order. */
  adjointSecond: Region;
  /** φ'''(z) ∂L/∂a; φ'''(z) until the backward pass has been there. */
  adjointThird: Region;
}

/** Everything kept of one expansion point. Points open at the same time have one each. */
export interface PointStorage {
  /** θ */
  layers: readonly LayerMatrices[];
  /** ∂L/∂z of each layer, n × out. */
  adjoints: Region[];
  /** One fewer than layers. */
  activations: PointActivation[];
  lossCurvature: Region;
  lossThird: Region;
  free(): void;
}

/** Series coefficients along one direction, n × out: z₁, z₂, h₁ = (φ(z))₁ and h₂. */
export interface TangentLayer {
  z: Region;
  z2: Region;
  h: Region;
  h2: Region;
}

/** Coefficients of ε and ε² of ∂L/∂z. */
export interface AdjointSeries {
  first: Region;
  second: Region;
}

/** Scratch space of all passes of one model: nothing in it outlives a pass. */
export interface Workspace {
  /** A flat float64 vector on its way in, and one on its way out. */
  incoming: Region;
  outgoing: Region;
  /** The direction at hand. */
  direction: LayerMatrices[];
  tangents: TangentLayer[];
  /** Of the layer at hand and of the one before it in turn. */
  adjoints: [AdjointSeries, AdjointSeries];
  /** ∂L/∂a or its series: the sums the next step takes in. */
  sums: [Region, Region];
  weightGradient: Region;
  biasGradient: Region;
  free(): void;
}

/** Hands out regions of one block in the order they are asked for. */
class Plan {
  readonly #lengths: number[] = [];
  readonly #regions: Region[] = [];

  region(length: number): Region {
    const region: Region = { at: 0, length };
    this.#lengths.push(length);
    this.#regions.push(region);
    return region;
  }

  matrix(rows: number, columns: number): Region {
    return this.region(rows * paddedWidth(columns));
  }

  layers(layers: readonly LayerLayout[]): LayerMatrices[] {
    return layers.map(({ inputs, outputs, biasOffset }, l) => ({
      transposed: this.matrix(inputs, outputs),
      weight: l === 0 ? null : this.matrix(outputs, inputs),
      bias: biasOffset === null ? null : this.matrix(1, outputs),
    }));
  }

  allocate(heap: WasmHeap): Block {
    const block = heap.allocate(this.#lengths);
    for (const [i, region] of this.#regions.entries()) Object.assign(region, block.regions[i]);
    return block;
  }
}

/** θ as matrices. @throws Error when there is no memory left. */
export function allocateLayers(
  heap: WasmHeap,
  layers: readonly LayerLayout[],
): { layers: LayerMatrices[]; free(): void } {
  const plan = new Plan();
  const matrices = plan.layers(layers);
  const block = plan.allocate(heap);
  return { layers: matrices, free: () => block.free() };
}

/** Without θ. @throws Error when there is no memory left. */
export function allocatePoint(
  heap: WasmHeap,
  layers: readonly LayerLayout[],
  samples: number,
): PointStorage {
  const plan = new Plan();
  const { outputs } = layers.at(-1)!;
  const storage: Omit<PointStorage, "free"> = {
    layers: [],
    adjoints: layers.map((layer) => plan.matrix(samples, layer.outputs)),
    activations: layers.slice(0, -1).map((layer) => {
      const signal = () => plan.matrix(samples, layer.outputs);
      return {
        value: signal(),
        first: signal(),
        second: signal(),
        adjointSecond: signal(),
        adjointThird: signal(),
      };
    }),
    lossCurvature: plan.matrix(samples, outputs),
    lossThird: plan.matrix(samples, outputs),
  };
  const block = plan.allocate(heap);
  return Object.assign(storage, { free: () => block.free() });
}

/** @throws Error when there is no memory left. */
export function allocateWorkspace(
  heap: WasmHeap,
  layers: readonly LayerLayout[],
  samples: number,
  parameterCount: number,
): Workspace {
  const plan = new Plan();
  // The width of the data is no width of a hidden signal.
  const width = Math.max(...layers.map(({ outputs }) => outputs));
  const largest = Math.max(...layers.map(({ inputs, outputs }) => outputs * paddedWidth(inputs)));
  const signal = () => plan.matrix(samples, width);
  const adjoint = () => ({ first: signal(), second: signal() });
  const workspace: Omit<Workspace, "free"> = {
    // A float64 takes the place of two floats; three more of them are read behind the last.
    incoming: plan.region(2 * (parameterCount + 3)),
    outgoing: plan.region(2 * parameterCount),
    direction: plan.layers(layers),
    tangents: layers.map(({ outputs }) => {
      const tangent = () => plan.matrix(samples, outputs);
      return { z: tangent(), z2: tangent(), h: tangent(), h2: tangent() };
    }),
    adjoints: [adjoint(), adjoint()],
    sums: [signal(), signal()],
    weightGradient: plan.region(largest),
    biasGradient: plan.matrix(1, width),
  };
  const block = plan.allocate(heap);
  return { ...workspace, free: () => block.free() };
}
