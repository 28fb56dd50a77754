import type { Arithmetic } from "../arithmetic.ts";

/**
 * The loss at the network output f (n × outputs): its value and what its derivatives need.
 * `curvature` and `third` are the loss's own intermediate matrices; null where constant.
 */
export interface LossExpansion<M> {
  /** 1 × 1 */
  value: M;
  /** ∂L/∂f, n × outputs */
  gradient: M;
  curvature: M | null;
  third: M | null;
  [key: string]: M | null;
}

/** One training loss, with n the number of samples it averages over. */
export interface LossFunction {
  expand<M>(ops: Arithmetic<M>, output: M, target: M, samples: number): LossExpansion<M>;
  /** ε¹ coefficient of ∂L/∂f along f + ε f₁. */
  first<M>(ops: Arithmetic<M>, at: LossExpansion<M>, f1: M, samples: number): M;
  /** ε² coefficient of ∂L/∂f along f + ε f₁ + ε² f₂. */
  second<M>(ops: Arithmetic<M>, at: LossExpansion<M>, f1: M, f2: M, samples: number): M;
}
