import type { NormalisationLayer } from "../../../model/networkLayers.ts";
import type { Arithmetic } from "../arithmetic.ts";
import { addTerms, cauchyProduct } from "../series.ts";
import { keepsNothing, type GradientPiece, type Layer, type LayerPass } from "./layer.ts";

/** Added to the variance, as in PyTorch. */
const EPSILON = 1e-5;

/**
 * y = γ x̂ + β with x̂ = c r, c = x − mean x, r = v^(−½), v = mean c² + 10⁻⁵, sample by sample (Ba et
 * al. 2016). In series c is linear, v a product and, with w = v/v₀,
 *   r₁ = −½ r₀ w₁, r₂ = r₀ (⅜ w₁² − ½ w₂).
 * Back, with a = γ ∂y and s = mean(a x̂): ∂x = r (a − mean a − x̂ s), ∂γ = Σ ∂y x̂, ∂β = Σ ∂y over
 * samples; products of series throughout.
 */
export function normalisationLayer<M>(
  ops: Arithmetic<M>,
  { width, gainOffset, shiftOffset }: NormalisationLayer,
): Layer<M> {
  const mean = (a: M) => ops.scale(ops.rowSums(a), 1 / width);
  const centred = (a: M) => ops.subtract(a, mean(a));
  const part = (flat: Float64Array, offset: number) =>
    ops.matrix(flat.subarray(offset, offset + width), 1, width);
  const map = (a: M | null, f: (a: M) => M) => (a === null ? null : f(a));

  interface State {
    gains: M[];
    shifts: M[];
    /** c, r and x̂ */
    deviations: (M | null)[];
    /** 1/v₀ */
    inverseVariance: M | null;
    roots: (M | null)[];
    normalised: (M | null)[];
    adjoints: (M | null)[];
  }

  /** The next coefficient of r; v's first is what the root is taken of. */
  const nextRoot = (state: State, variances: (M | null)[], k: number): M | null => {
    const relative = (i: number) =>
      map(variances[i] ?? null, (v) => ops.times(v, state.inverseVariance!));
    const inner =
      k === 1
        ? map(relative(1), (w) => ops.scale(w, -0.5))
        : addTerms(ops, [
            map(relative(1), (w) => ops.scale(ops.times(w, w), 3 / 8)),
            map(relative(2), (w) => ops.scale(w, -0.5)),
          ]);
    return map(inner, (factor) => ops.times(state.roots[0]!, factor));
  };

  const pass = (state: State): LayerPass<M> => {
    const { gains, shifts, deviations, roots, normalised, adjoints } = state;
    const variances: (M | null)[] = [null];
    /** a = γ ∂y, s = mean(a x̂) and a − mean a − x̂ s */
    const scaled: (M | null)[] = [];
    const overlaps: (M | null)[] = [];
    const projected: (M | null)[] = [];
    const adjointAt = (k: number) => {
      scaled[k] = cauchyProduct(ops, k, adjoints, gains, "times");
      overlaps[k] = map(cauchyProduct(ops, k, scaled, normalised, "times"), mean);
      const along = cauchyProduct(ops, k, normalised, overlaps, "times");
      projected[k] = addTerms(ops, [map(scaled[k]!, centred), map(along, (a) => ops.scale(a, -1))]);
    };
    return {
      forward(input) {
        const k = deviations.length;
        deviations.push(map(input, centred));
        const variance = map(cauchyProduct(ops, k, deviations, deviations, "times"), mean);
        if (k === 0) {
          const v = ops.shift(variance!, EPSILON);
          state.inverseVariance = ops.exp(ops.scale(ops.log(v), -1));
          roots.push(ops.exp(ops.scale(ops.log(v), -0.5)));
        } else {
          variances.push(variance);
          roots.push(nextRoot(state, variances, k));
        }
        normalised.push(cauchyProduct(ops, k, deviations, roots, "times"));
        const gained = cauchyProduct(ops, k, normalised, gains, "times");
        return addTerms(ops, [gained, shifts[k] ?? null]);
      },
      receive: (adjoint) => adjoints.push(adjoint),
      inputAdjoint() {
        const k = adjoints.length - 1;
        for (let i = scaled.length; i <= k; i++) adjointAt(i);
        return cauchyProduct(ops, k, projected, roots, "times");
      },
      gradient() {
        const k = adjoints.length - 1;
        const sums: [M | null, number][] = [
          [cauchyProduct(ops, k, adjoints, normalised, "times"), gainOffset],
          [adjoints[k]!, shiftOffset],
        ];
        return sums.flatMap(([values, offset]): GradientPiece<M>[] =>
          values === null
            ? []
            : [
                {
                  values: ops.columnSums(values),
                  length: width,
                  place: (numbers, flat) => flat.set(numbers, offset),
                },
              ],
        );
      },
      along: (direction) =>
        pass({
          gains: [gains[0]!, part(direction, gainOffset)],
          shifts: [shifts[0]!, part(direction, shiftOffset)],
          deviations: deviations.slice(0, 1),
          inverseVariance: state.inverseVariance,
          roots: roots.slice(0, 1),
          normalised: normalised.slice(0, 1),
          adjoints: adjoints.slice(0, 1),
        }),
      held: () =>
        [
          gains[0]!,
          shifts[0]!,
          deviations[0]!,
          state.inverseVariance,
          roots[0]!,
          normalised[0]!,
          adjoints[0]!,
        ].filter((matrix) => matrix !== null),
    };
  };
  return {
    at: (parameters) =>
      pass({
        gains: [part(parameters, gainOffset)],
        shifts: [part(parameters, shiftOffset)],
        deviations: [],
        inverseVariance: null,
        roots: [],
        normalised: [],
        adjoints: [],
      }),
    free: keepsNothing,
  };
}
