import type { Arithmetic } from "./arithmetic.ts";

/** Coefficients of ε⁰, ε¹, … in turn; null is zero, and so is what lies beyond the end. */
export type Series<M> = readonly (M | null)[];

/** The sum of what is not zero; null when nothing is. */
export function addTerms<M>(ops: Arithmetic<M>, terms: Iterable<M | null>): M | null {
  let total: M | null = null;
  for (const term of terms) {
    if (term !== null) total = total === null ? term : ops.add(total, term);
  }
  return total;
}

/** The ε^k coefficient of a product of series by Cauchy's rule: Σ aᵢ bₖ₋ᵢ. */
export function cauchyProduct<M>(
  ops: Arithmetic<M>,
  k: number,
  a: Series<M>,
  b: Series<M>,
  operation: "times" | "product" | "productTransposeLeft",
): M | null {
  const terms = Array.from({ length: k + 1 }, (_, i) => {
    const x = a[i] ?? null;
    const y = b[k - i] ?? null;
    return x === null || y === null ? null : ops[operation](x, y);
  });
  return addTerms(ops, terms);
}
