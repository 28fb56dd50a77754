import type { Arithmetic } from "./arithmetic.ts";
import { layerParameters, type BaseLayer, type BasePass } from "./basePass.ts";
import type { MlpContext } from "./mlp.ts";
import { addTerms } from "./series.ts";

/** Coefficients of ε¹ and ε²; null is zero. The ε⁰ coefficient belongs to the base pass. */
interface Tail<M> {
  first: M | null;
  second: M | null;
}

interface DirectionLayer<M> {
  weight: M;
  bias: M | null;
  input: Tail<M>;
  /** Of the pre-activation z. */
  z: Tail<M>;
}

/**
 * The ε^order coefficient of ∇L(θ + εv), piece by piece in the order of the flat parameters:
 * ∇²L v for order 1, ½∇³L(v, v) for order 2. Products of series by Cauchy's rule; terms with a
 * vanishing factor (θ₂ = 0, constant inputs) are left out.
 */
export function tangentPass<M>(
  context: MlpContext<M>,
  base: BasePass<M>,
  direction: Float64Array,
  order: 1 | 2,
): M[] {
  const { ops } = context;
  const sum = (...terms: (M | null)[]) => addTerms(ops, terms);
  const layers = forwardTail(context, base, direction, order);
  const output = layers.at(-1)!.z;
  let adjoint: Tail<M> = {
    first: context.loss.first(ops, base.loss, output.first!, context.samples),
    second:
      order === 2
        ? context.loss.second(ops, base.loss, output.first!, output.second!, context.samples)
        : null,
  };

  const pieces: M[] = [];
  for (let l = layers.length - 1; l >= 0; l--) {
    const at = base.layers[l]!;
    const along = layers[l]!;
    const outer = (delta: M | null, h: M | null) =>
      delta === null || h === null ? null : ops.productTransposeLeft(delta, h);
    const back = (delta: M | null, weight: M) =>
      delta === null ? null : ops.product(delta, weight);
    const weightPiece =
      order === 1
        ? sum(outer(adjoint.first, at.input), outer(at.adjoint, along.input.first))
        : sum(
            outer(adjoint.second, at.input),
            outer(adjoint.first, along.input.first),
            outer(at.adjoint, along.input.second),
          );
    const layerPieces: M[] = [weightPiece!];
    if (along.bias !== null) {
      layerPieces.push(ops.columnSums(order === 1 ? adjoint.first! : adjoint.second!));
    }
    pieces.unshift(...layerPieces);
    if (l === 0) break;
    const inputAdjoint: Tail<M> = {
      first: sum(back(adjoint.first, at.weight), back(at.adjoint, along.weight)),
      second:
        order === 2
          ? sum(back(adjoint.second, at.weight), back(adjoint.first, along.weight))
          : null,
    };
    adjoint = throughActivation(
      ops,
      base.layers[l - 1]!,
      layers[l - 1]!.z,
      at.inputAdjoint!,
      inputAdjoint,
      order,
    );
  }
  return pieces;
}

/** Forward series along θ + εv: z₁ = h₁W₀ᵀ + h₀W₁ᵀ + b₁, z₂ = h₂W₀ᵀ + h₁W₁ᵀ, a₁ = φ'z₁, a₂ = φ'z₂ + ½φ''z₁². */
function forwardTail<M>(
  context: MlpContext<M>,
  base: BasePass<M>,
  direction: Float64Array,
  order: 1 | 2,
): DirectionLayer<M>[] {
  const { ops } = context;
  const sum = (...terms: (M | null)[]) => addTerms(ops, terms);
  const forward = (h: M | null, weight: M) => (h === null ? null : ops.product(h, weight));
  const layers: DirectionLayer<M>[] = [];
  let input: Tail<M> = { first: null, second: null };
  for (const [l, layout] of context.layers.entries()) {
    const at = base.layers[l]!;
    const { weight, weightTransposed, bias } = layerParameters(ops, layout, direction);
    const z: Tail<M> = {
      first: sum(
        forward(input.first, at.weightTransposed),
        forward(at.input, weightTransposed),
        bias,
      ),
      second:
        order === 2
          ? sum(forward(input.second, at.weightTransposed), forward(input.first, weightTransposed))
          : null,
    };
    layers.push({ weight, bias, input, z });
    if (at.activation === null) {
      // A one-layer network is linear in its parameters: z₂ = 0, but the loss wants a matrix.
      if (order === 2 && z.second === null) z.second = ops.scale(z.first!, 0);
      break;
    }
    const { first, second } = at.activation;
    const slope = (term: M | null) =>
      term === null || first === null ? term : ops.times(first, term);
    input = {
      first: slope(z.first),
      second:
        order === 2
          ? sum(
              slope(z.second),
              second === null
                ? null
                : ops.scale(ops.times(second, ops.times(z.first!, z.first!)), 0.5),
            )
          : null,
    };
  }
  return layers;
}

/**
 * ∂L/∂z from ∂L/∂a: the series product with φ'(z), whose coefficients are
 * p₁ = φ''z₁ and p₂ = φ''z₂ + ½φ'''z₁².
 */
function throughActivation<M>(
  ops: Arithmetic<M>,
  at: BaseLayer<M>,
  z: Tail<M>,
  base: M,
  tail: Tail<M>,
  order: 1 | 2,
): Tail<M> {
  const sum = (...terms: (M | null)[]) => addTerms(ops, terms);
  const times = (a: M | null, b: M | null) => (a === null || b === null ? null : ops.times(a, b));
  const { first, second, third } = at.activation!;
  const slope = (term: M | null) => (first === null ? term : times(term, first));
  const p1 = times(second, z.first);
  const adjointFirst = sum(slope(tail.first), times(base, p1));
  if (order === 1) return { first: adjointFirst, second: null };
  const z1Squared = third === null ? null : ops.times(z.first!, z.first!);
  const thirdTerm = times(third, z1Squared);
  const p2 = sum(times(second, z.second), thirdTerm === null ? null : ops.scale(thirdTerm, 0.5));
  return {
    first: adjointFirst,
    second: sum(slope(tail.second), times(tail.first, p1), times(base, p2)),
  };
}
