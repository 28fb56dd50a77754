/**
 * λ₁ of P^(−1/2) ∇²L P^(−1/2), beside the run of a rule that divides its steps by P = diag(p). In the
 * parameters P^(1/2) θ such a rule steps like one without a preconditioner, so this is the sharpness
 * that its line is for. Its eigenvectors are found on the symmetric operator; those of P⁻¹∇²L are
 * orthogonal in P only.
 */
import { zeros } from "../../math/vector.ts";
import type { Row } from "../../protocol/columns.ts";
import { orNull } from "../nonFinite.ts";
import { leadingEigenpairs } from "../sharpness.ts";
import type { ExpansionPoint } from "../taylor/taylorModel.ts";
import { approach, extrapolateEigenvectors, remember, type EigenMemory } from "../warmStart.ts";
import type { TrackContext } from "./context.ts";
import { HOPPING, type Iterate } from "./gradientDescent.ts";

export class PreconditionedSharpness {
  readonly #context: TrackContext;
  #history: readonly EigenMemory[];

  /** @param history as another one had it; empty at the beginning. */
  constructor(context: TrackContext, history: readonly EigenMemory[]) {
    this.#context = context;
    this.#history = history;
  }

  /** Where its eigenvectors are known, latest first. */
  get history(): readonly EigenMemory[] {
    return this.#history;
  }

  /**
   * Fill the column of this step; it stays undefined where the Hessian overflows.
   * @param preconditioner p, positive.
   */
  async measure(row: Row, { parameters }: Iterate, preconditioner: Float64Array): Promise<void> {
    const { model, iterateTolerance, random } = this.#context;
    const from = approach(parameters, this.#history, HOPPING);
    const point = await model.expandAt(parameters);
    try {
      const found = await orNull(
        leadingEigenpairs(
          preconditioned(point, preconditioner),
          1,
          extrapolateEigenvectors(from),
          iterateTolerance,
          random,
        ),
      );
      if (found === null) return;
      this.#history = remember(from, found.warmStart);
      row.preconditionedSharpness = found.values[0]!;
    } finally {
      point.dispose();
    }
  }
}

/** The point with P^(−1/2) ∇²L P^(−1/2) in the place of its Hessian. */
export function preconditioned(
  point: ExpansionPoint,
  preconditioner: Float64Array,
): Pick<ExpansionPoint, "parameters" | "hessianProducts"> {
  const scale = preconditioner.map((p) => 1 / Math.sqrt(p));
  return {
    parameters: point.parameters,
    hessianProducts: async (directions) => {
      const images = await point.hessianProducts(directions.map((v) => product(scale, v)));
      return images.map((image) => product(scale, image));
    },
  };
}

/** Entry by entry. */
function product(a: Float64Array, b: Float64Array): Float64Array {
  const c = zeros(a.length);
  for (let i = 0; i < c.length; i++) c[i] = a[i]! * b[i]!;
  return c;
}
