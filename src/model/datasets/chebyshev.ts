import type { Dataset } from "../dataset.ts";
import type { ChebyshevData } from "../experiment.ts";

/** T_degree(x) by the recurrence T_{k+1} = 2x T_k − T_{k−1}. */
export function chebyshevPolynomial(degree: number, x: number): number {
  if (degree === 0) {
    return 1;
  }
  let previous = 1;
  let current = x;
  for (let k = 1; k < degree; k++) {
    [previous, current] = [current, 2 * x * current - previous];
  }
  return current;
}

/** `count` points evenly spaced on [−1, 1], both ends included; a single point is −1. */
export function evenlySpaced(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) =>
    i === 0 ? -1 : -1 + (2 * i) / (count - 1),
  );
}

/** The regression problem x ↦ T_degree(x): one input, one output. */
export function chebyshevDataset({ degree, samples }: ChebyshevData): Dataset {
  const inputs = evenlySpaced(samples);
  const targets = inputs.map((x) => chebyshevPolynomial(degree, x));
  return { inputs, targets, samples, inputSize: 1, outputSize: 1 };
}
