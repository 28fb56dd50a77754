/**
 * A multilayer perceptron's training loss in float64, in plain TypeScript: the engine of tiny
 * networks, where every other backend pays more per call than it computes, and what the other
 * backends are held to. Same Taylor arithmetic as taylor/mlp.ts, written out by hand over typed
 * arrays that are allocated once.
 */
import type { Dataset } from "../../../model/dataset.ts";
import type { MlpDescription } from "../../taylor/mlp.ts";
import type { ExpansionPoint, TaylorModel } from "../../taylor/taylorModel.ts";
import { basePass } from "./basePass.ts";
import { hessianProduct } from "./firstOrder.ts";
import { describeNetwork, type Network } from "./network.ts";
import { PointPool, type PointMemory } from "./pointMemory.ts";
import { thirdDerivative } from "./secondOrder.ts";
import { allocateTangent, type TangentMemory } from "./tangentMemory.ts";

export interface Float64Mlp extends TaylorModel {
  /** Points whose memory was ever allocated; constant once a run is in its stride. */
  readonly allocatedPoints: number;
}

/** Passes run to their end within one call, so all points share the memory of a pass. */
interface Engine {
  network: Network;
  pool: PointPool;
  first: TangentMemory;
  second: TangentMemory;
}

/** Build the network once from its description; the data are copied. */
export function createFloat64Mlp(description: MlpDescription, dataset: Dataset): Float64Mlp {
  const network = describeNetwork(description, dataset);
  const pool = new PointPool(network);
  const engine: Engine = {
    network,
    pool,
    first: allocateTangent(network),
    second: allocateTangent(network),
  };
  return {
    parameterCount: network.parameterCount,
    precision: "float64",
    directionsPerPass: 1,
    get allocatedPoints() {
      return pool.allocated;
    },
    async expandAt(parameters) {
      if (parameters.length !== network.parameterCount) {
        throw new RangeError(
          `got ${parameters.length} parameters, the network has ${network.parameterCount}`,
        );
      }
      return new Float64Point(engine, parameters);
    },
    dispose: () => pool.clear(),
  };
}

class Float64Point implements ExpansionPoint {
  readonly parameters: Float64Array;
  readonly loss: number;
  gradient: Float64Array;
  readonly #engine: Engine;
  /** Null once disposed: the memory may then belong to another point. */
  #memory: PointMemory | null;

  constructor(engine: Engine, parameters: Float64Array) {
    this.#engine = engine;
    this.#memory = engine.pool.take();
    const { loss, gradient } = basePass(engine.network, this.#memory, parameters);
    this.parameters = parameters;
    this.loss = loss;
    this.gradient = gradient;
  }

  async hessianProducts(directions: readonly Float64Array[]): Promise<Float64Array[]> {
    const { network, first } = this.#engine;
    const memory = this.#open();
    return directions.map((v) => hessianProduct(network, memory, v, first));
  }

  async thirdDerivative(direction: Float64Array): Promise<Float64Array> {
    const { network, first, second } = this.#engine;
    return thirdDerivative(network, this.#open(), direction, first, second);
  }

  dispose(): void {
    if (this.#memory !== null) this.#engine.pool.giveBack(this.#memory);
    this.#memory = null;
  }

  #open(): PointMemory {
    if (this.#memory === null) throw new Error("this expansion point was disposed already");
    return this.#memory;
  }
}
