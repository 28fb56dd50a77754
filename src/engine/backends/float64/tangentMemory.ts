import type { Network } from "./network.ts";

/** One coefficient, of ε¹ or of ε², of every quantity of a pass along a direction. */
export interface TangentMemory {
  /** Of each layer's pre-activation, n × out. */
  z: Float64Array[];
  /** Of each layer's input, n × in. The data do not depend on ε: the first one is empty. */
  signals: Float64Array[];
  /** Of ∂L/∂φ(z) of each hidden layer, n × width. */
  valueAdjoints: Float64Array[];
  /** Of ∂L/∂z of each layer, n × out. */
  adjoints: Float64Array[];
}

export function allocateTangent({ layers, samples }: Network): TangentMemory {
  const outputs = () => layers.map((layer) => new Float64Array(samples * layer.outputs));
  return {
    z: outputs(),
    signals: [new Float64Array(0), ...outputs().slice(0, -1)],
    valueAdjoints: outputs().slice(0, -1),
    adjoints: outputs(),
  };
}
