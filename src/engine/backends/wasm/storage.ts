/** What lies where in wasm's memory: the data, one expansion point, and the passes' scratch space. */
import type { LayerLayout } from "../../../model/network.ts";
import type { Block, Region, WasmHeap } from "./heap.ts";

/** One layer at an expansion point; n samples, W: out × in. */
export interface PointLayer {
  /** Wᵀ, in × out. */
  weightTransposed: Region;
  /** b; content undefined without bias. */
  bias: Region;
  /** W; null in the first layer, where nobody needs ∂L/∂input. */
  weight: Region | null;
  /** ∂L/∂z, n × out; null in the first layer, where only its transpose is needed. */
  adjoint: Region | null;
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
  layers: PointLayer[];
  /** One fewer than layers. */
  activations: PointActivation[];
  lossCurvature: Region;
  lossThird: Region;
  free(): void;
}

/** Series coefficients along one direction, or order 1 of several, interleaved by sample. */
export interface TangentLayer {
  /** z₁; z₂ behind it at order 2. */
  z: Region;
  z2: Region;
  /** h₁ = (φ(z))₁, and h₂; length 0 at the last layer. */
  h: Region;
  h2: Region;
}

/** Scratch space of all passes of one model: nothing in it outlives a pass. */
export interface Workspace {
  /** How many directions fit side by side. */
  directions: number;
  tangents: TangentLayer[];
  /** Wᵀ and W of the directions side by side, and their biases. */
  weightTransposed: Region;
  weight: Region;
  bias: Region;
  /** Series of ∂L/∂z, of the layer at hand and of the one before it in turn. */
  adjoints: [AdjointScratch, AdjointScratch];
  /** Products that are summed into the next step. */
  products: [Region, Region, Region, Region];
  /** Transposes of an adjoint and of an input. */
  transposes: [Region, Region];
  /** Products that are pieces of a gradient series. */
  gradients: [Region, Region, Region];
  free(): void;
}

export interface AdjointScratch {
  first: Region;
  second: Region;
}

/** Hands out regions of one block in the order they are asked for. */
class Plan {
  readonly #lengths: number[] = [];
  readonly #regions: Region[] = [];

  region(length: number): Region {
    const region: Region = { id: 0, at: 0, length };
    this.#lengths.push(length);
    this.#regions.push(region);
    return region;
  }

  allocate(heap: WasmHeap): Block {
    const block = heap.allocate(this.#lengths);
    for (const [i, region] of this.#regions.entries()) Object.assign(region, block.regions[i]);
    return block;
  }
}

/** @throws Error when there is no memory left. */
export function allocatePoint(
  heap: WasmHeap,
  layers: readonly LayerLayout[],
  samples: number,
): PointStorage {
  const plan = new Plan();
  const outputs = layers.at(-1)!.outputs;
  const storage: Omit<PointStorage, "free"> = {
    layers: layers.map((layer, l) => ({
      weightTransposed: plan.region(layer.inputs * layer.outputs),
      bias: plan.region(layer.outputs),
      weight: l === 0 ? null : plan.region(layer.inputs * layer.outputs),
      adjoint: l === 0 ? null : plan.region(samples * layer.outputs),
    })),
    activations: layers.slice(0, -1).map((layer) => {
      const region = () => plan.region(samples * layer.outputs);
      return {
        value: region(),
        first: region(),
        second: region(),
        adjointSecond: region(),
        adjointThird: region(),
      };
    }),
    lossCurvature: plan.region(samples * outputs),
    lossThird: plan.region(samples * outputs),
  };
  const block = plan.allocate(heap);
  return { ...storage, free: () => block.free() };
}

/** @throws Error when there is no memory left. */
export function allocateWorkspace(
  heap: WasmHeap,
  layers: readonly LayerLayout[],
  samples: number,
  directions: number,
): Workspace {
  const plan = new Plan();
  const largest = (size: (layer: LayerLayout) => number) => Math.max(...layers.map(size));
  const weights = largest((layer) => layer.inputs * layer.outputs);
  // The width of the data is no width of a hidden signal.
  const width = largest((layer) => layer.outputs);
  const region = (length: number) => plan.region(directions * length);
  const adjoint = () => ({
    first: region(samples * width),
    second: plan.region(samples * width),
  });
  const workspace: Omit<Workspace, "free"> = {
    directions,
    tangents: layers.map((layer, l) => {
      const hidden = l === layers.length - 1 ? 0 : samples * layer.outputs;
      return {
        z: region(samples * layer.outputs),
        z2: plan.region(samples * layer.outputs),
        h: region(hidden),
        h2: plan.region(hidden),
      };
    }),
    weightTransposed: region(weights),
    weight: region(weights),
    bias: region(width),
    adjoints: [adjoint(), adjoint()],
    products: [
      region(samples * width),
      region(samples * width),
      plan.region(samples * width),
      plan.region(samples * width),
    ],
    transposes: [region(samples * width), region(samples * width)],
    gradients: [region(weights), region(weights), plan.region(weights)],
  };
  const block = plan.allocate(heap);
  return { ...workspace, free: () => block.free() };
}
