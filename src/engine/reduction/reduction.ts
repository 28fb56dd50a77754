/**
 * Exact reduction of a network's first layer to the row space of its data. With X = X̃ Qᵀ the first
 * layer is X W₁ᵀ = X̃ (W₁Q)ᵀ, so the loss knows W₁ only through W̃₁ = W₁Q; its gradient
 * ∂L/∂W₁ = Σᵢ δᵢ xᵢᵀ stays in that space, and W₁'s part outside it never moves. Since Q is
 * orthonormal, gradient descent, Hessian, third derivative, lengths and distances of the network with
 * W̃₁ on X̃ are those of the network with W₁ on X; what the latter has more is eigenvalues zero.
 */
import type { RowSpace } from "../../math/rowSpace.ts";
import type { Dataset } from "../../model/dataset.ts";
import { parameterCount } from "../../model/network.ts";
import { MAX_EIGENVALUES } from "../../model/schema/limits.ts";
import type { MlpDescription } from "../taylor/mlp.ts";

export interface Reduction {
  /** Parameters of the network as the experiment has it. */
  parameterCount: number;
  /** A direction of the smaller network as one of the network itself. */
  lift(direction: Float64Array): Float64Array;
}

/** Data in the basis of their own row space. */
export interface ReducedData {
  space: RowSpace;
  dataset: Dataset;
}

export interface ReducedNetwork {
  description: MlpDescription;
  parameters: Float64Array;
  reduction: Reduction;
}

/**
 * @param parameters θ of the network as it is, flat.
 * @returns null where the data have so few dimensions that not all eigenvalues would be left.
 */
export function reducedNetwork(
  description: MlpDescription,
  parameters: Float64Array,
  { space }: ReducedData,
): ReducedNetwork | null {
  const [inputs, ...others] = description.sizes as [number, ...number[]];
  const sizes = [space.rank, ...others];
  if (parameterCount(sizes, description.bias) <= MAX_EIGENVALUES) return null;
  const firstWeights = others[0]!;
  return {
    description: { ...description, sizes },
    parameters: withFirst(parameters, firstWeights * inputs, (w) => space.coordinates(w)),
    reduction: {
      parameterCount: parameters.length,
      lift: (direction) => withFirst(direction, firstWeights * space.rank, (w) => space.rows(w)),
    },
  };
}

/** The first layer's weights come first in the flat vector; what follows stays as it is. */
function withFirst(
  flat: Float64Array,
  count: number,
  change: (weights: Float64Array) => Float64Array,
): Float64Array {
  const weights = change(flat.subarray(0, count));
  const changed = new Float64Array(weights.length + flat.length - count);
  changed.set(weights);
  changed.set(flat.subarray(count), weights.length);
  return changed;
}
