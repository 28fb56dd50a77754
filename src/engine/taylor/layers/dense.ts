import type { LayerLayout } from "../../../model/network.ts";
import type { Arithmetic } from "../arithmetic.ts";
import { addTerms, cauchyProduct } from "../series.ts";
import { keepsNothing, type GradientPiece, type Layer, type LayerPass } from "./layer.ts";
import { channelsFirst, channelsLast } from "./channelOrder.ts";

interface Coefficient<M> {
  /** W, out × in */
  weight: M;
  /** Wᵀ: both orders are kept, because every pass needs both. */
  transposed: M;
  bias: M | null;
}

/**
 * Z = H Wᵀ + b on every row of H: Zₖ = Σ Hᵢ Wₖ₋ᵢᵀ + bₖ. Back: ∂H = ∂Z W, ∂W = ∂Zᵀ H, ∂b = Σ rows of ∂Z,
 * products of series too.
 * @param pixels when the inputs are this many pixels, one after the other: PyTorch's weights have the
 * channel outermost.
 */
export function denseLayer<M>(ops: Arithmetic<M>, layout: LayerLayout, pixels: number): Layer<M> {
  const { inputs, outputs, weightOffset, biasOffset } = layout;
  const channels = inputs / pixels;
  const weightEnd = weightOffset + outputs * inputs;

  const coefficient = (flat: Float64Array): Coefficient<M> => {
    const weights = channelsLast(flat.subarray(weightOffset, weightEnd), channels, pixels);
    return {
      weight: ops.matrix(weights, outputs, inputs),
      transposed: ops.transposedMatrix(weights, outputs, inputs),
      bias:
        biasOffset === null
          ? null
          : ops.matrix(flat.subarray(biasOffset, biasOffset + outputs), 1, outputs),
    };
  };

  const pass = (
    coefficients: Coefficient<M>[],
    inputSeries: (M | null)[],
    adjoints: (M | null)[],
  ): LayerPass<M> => {
    const weights = coefficients.map(({ weight }) => weight);
    const transposes = coefficients.map(({ transposed }) => transposed);
    return {
      forward(input) {
        inputSeries.push(input);
        const k = inputSeries.length - 1;
        const product = cauchyProduct(ops, k, inputSeries, transposes, "product");
        return addTerms(ops, [product, coefficients[k]?.bias ?? null]);
      },
      receive: (adjoint) => adjoints.push(adjoint),
      inputAdjoint: () => cauchyProduct(ops, adjoints.length - 1, adjoints, weights, "product"),
      gradient() {
        const k = adjoints.length - 1;
        const pieces: GradientPiece<M>[] = [];
        const outer = cauchyProduct(ops, k, adjoints, inputSeries, "productTransposeLeft");
        if (outer !== null) {
          const place = (values: Float64Array, flat: Float64Array) =>
            flat.set(channelsFirst(values, channels, pixels), weightOffset);
          pieces.push({ values: outer, length: outputs * inputs, place });
        }
        const last = adjoints[k] ?? null;
        if (biasOffset !== null && last !== null) {
          const place = (values: Float64Array, flat: Float64Array) => flat.set(values, biasOffset);
          pieces.push({ values: ops.columnSums(last), length: outputs, place });
        }
        return pieces;
      },
      along: (direction) =>
        pass(
          [coefficients[0]!, coefficient(direction)],
          inputSeries.slice(0, 1),
          adjoints.slice(0, 1),
        ),
      held: () =>
        [weights[0]!, transposes[0]!, coefficients[0]!.bias, inputSeries[0]!, adjoints[0]!].filter(
          (matrix) => matrix !== null,
        ),
    };
  };
  return { at: (parameters) => pass([coefficient(parameters)], [], []), free: keepsNothing };
}
