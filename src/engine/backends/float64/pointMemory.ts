import type { ActivationPoint } from "./activations/activationKernel.ts";
import type { LossPoint } from "./losses/lossKernel.ts";
import type { Network } from "./network.ts";

/** A hidden layer at one expansion point; all n × width. */
export interface HiddenLayer extends ActivationPoint {
  /** ∂L/∂φ(z) */
  valueAdjoint: Float64Array;
  /** φ''(z) */
  second: Float64Array;
  /** ∂L/∂φ · φ'': how ∂L/∂z answers to a change of z. */
  bend: Float64Array;
  /** ½ ∂L/∂φ · φ''' */
  halfTwist: Float64Array;
}

/** All that one expansion point remembers. Allocated once, then lent to one point after another. */
export interface PointMemory {
  /** θ of the point it is lent to: nobody changes a vector that has been handed on. */
  parameters: Float64Array;
  /** Input of each layer, n × in: the data, then `value` of the hidden layers. */
  signals: Float64Array[];
  /** ∂L/∂z of each layer, n × out. */
  adjoints: Float64Array[];
  hidden: HiddenLayer[];
  output: LossPoint;
  /** Whether `second` and `bend` are filled for this point: only when a product was asked for. */
  hasSecond: boolean;
  /** Whether `halfTwist` is. */
  hasThird: boolean;
}

export function allocatePoint(network: Network): PointMemory {
  const { layers, samples } = network;
  const matrix = (width: number) => new Float64Array(samples * width);
  const hidden = layers.slice(0, -1).map(({ outputs }): HiddenLayer => ({
    z: matrix(outputs),
    value: matrix(outputs),
    slope: matrix(outputs),
    core: matrix(outputs),
    valueAdjoint: matrix(outputs),
    second: matrix(outputs),
    bend: matrix(outputs),
    halfTwist: matrix(outputs),
  }));
  const adjoints = layers.map(({ outputs }) => matrix(outputs));
  const { outputs } = layers.at(-1)!;
  return {
    parameters: new Float64Array(0),
    signals: [network.inputs, ...hidden.map(({ value }) => value)],
    adjoints,
    hidden,
    output: {
      output: matrix(outputs),
      adjoint: adjoints.at(-1)!,
      curvature: matrix(outputs),
      third: matrix(outputs),
    },
    hasSecond: false,
    hasThird: false,
  };
}

/** Keeps the memory of disposed points for the next ones, so that a run allocates none. */
export class PointPool {
  readonly #network: Network;
  #idle: PointMemory[] = [];
  #allocated = 0;

  constructor(network: Network) {
    this.#network = network;
  }

  /** How many points' memory was ever allocated: as many as were open at the same time. */
  get allocated(): number {
    return this.#allocated;
  }

  take(): PointMemory {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    this.#allocated++;
    return allocatePoint(this.#network);
  }

  giveBack(memory: PointMemory): void {
    this.#idle.push(memory);
  }

  clear(): void {
    this.#idle = [];
  }
}
