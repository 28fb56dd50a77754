import type { Arithmetic } from "../arithmetic.ts";
import type { LossFunction } from "./lossSeries.ts";

/** p·(a − ⟨p, a⟩) row by row: the softmax Jacobian applied to a. */
function softmaxTangent<M>(ops: Arithmetic<M>, p: M, a: M): M {
  return ops.times(p, ops.subtract(a, ops.rowSums(ops.times(p, a))));
}

/**
 * Mean softmax cross-entropy on one-hot targets: ∂L/∂f = (p − y)/n, so its series is that of the
 * softmax. From p' = p(f' − s), s = ⟨p, f'⟩, with f' = f₁ + 2εf₂ and p' = p₁ + 2εp₂:
 * p₁ = p(f₁ − s₀), 2p₂ = p₁(f₁ − s₀) + p(2f₂ − s₁), s₀ = ⟨p, f₁⟩, s₁ = ⟨p₁, f₁⟩ + ⟨p, 2f₂⟩.
 */
export const crossEntropyLoss: LossFunction = {
  expand(ops, output, target, samples) {
    const shifted = ops.subtract(output, ops.rowMaxima(output));
    const exponentials = ops.exp(shifted);
    const normaliser = ops.rowSums(exponentials);
    const p = ops.divide(exponentials, normaliser);
    const logLikelihood = ops.subtract(
      ops.rowSums(ops.times(target, shifted)),
      ops.log(normaliser),
    );
    return {
      value: ops.scale(ops.total(logLikelihood), -1 / samples),
      gradient: ops.scale(ops.subtract(p, target), 1 / samples),
      curvature: p,
      third: null,
    };
  },
  first: (ops, at, f1, samples) => ops.scale(softmaxTangent(ops, at.curvature!, f1), 1 / samples),
  second(ops, at, f1, f2, samples) {
    const p = at.curvature!;
    const centred = ops.subtract(f1, ops.rowSums(ops.times(p, f1)));
    const p1 = ops.times(p, centred);
    const twiceF2 = ops.scale(f2, 2);
    const s1 = ops.rowSums(ops.add(ops.times(p1, f1), ops.times(p, twiceF2)));
    const twiceP2 = ops.add(ops.times(p1, centred), ops.times(p, ops.subtract(twiceF2, s1)));
    return ops.scale(twiceP2, 0.5 / samples);
  },
};
