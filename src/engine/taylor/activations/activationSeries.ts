import type { Arithmetic } from "../arithmetic.ts";

/**
 * φ and its first three derivatives at the pre-activations z, each n × width.
 * `first: null` means φ' ≡ 1, `second`/`third: null` mean ≡ 0.
 */
export interface ActivationSeries<M> {
  value: M;
  first: M | null;
  second: M | null;
  third: M | null;
  [key: string]: M | null;
}

export type ActivationFunction = <M>(ops: Arithmetic<M>, z: M) => ActivationSeries<M>;
