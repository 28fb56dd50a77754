import { createLayeredNetwork } from "../../taylor/layeredNetwork.ts";
import {
  eitherWay,
  type Create,
  type LayeredDescription,
} from "../../taylor/networkDescription.ts";
import type { Arithmetic } from "../../taylor/arithmetic.ts";
import { float64Arithmetic, type Float64Matrix } from "../float64.ts";
import { ACTIVATION_KERNELS } from "./activations/activationKernels.ts";
import { createFloat64Mlp } from "./float64Mlp.ts";
import { addProduct } from "./products/product.ts";
import { addProductTransposeLeft } from "./products/productTransposeLeft.ts";

/** The readable arithmetic with the products and activations of the passes written out by hand. */
export const fastFloat64Arithmetic: Arithmetic<Float64Matrix> = {
  ...float64Arithmetic,
  product(a, b) {
    const values = new Float64Array(a.rows * b.columns);
    addProduct(values, a.values, b.values, 0, a.rows, b.columns, a.columns);
    return { values, rows: a.rows, columns: b.columns };
  },
  productTransposeLeft(a, b) {
    const values = new Float64Array(a.columns * b.columns);
    addProductTransposeLeft(values, 0, a.values, b.values, a.columns, b.columns, a.rows);
    return { values, rows: a.columns, columns: b.columns };
  },
  activation(name, { values: z, rows, columns }) {
    const kernel = ACTIVATION_KERNELS[name];
    const empty = () => new Float64Array(z.length);
    const at = { z, value: empty(), slope: empty(), core: empty() };
    kernel.evaluate(at);
    const matrix = (values: Float64Array): Float64Matrix => ({ values, rows, columns });
    const filled = (fill: typeof kernel.second) => {
      if (fill === null) return null;
      const out = empty();
      fill(at, out);
      return matrix(out);
    };
    return {
      value: matrix(at.value),
      first: name === "identity" ? null : matrix(at.slope),
      second: filled(kernel.second),
      third: filled(kernel.third),
    };
  },
};

export const createFloat64Layered: Create<LayeredDescription> = (description, dataset) =>
  createLayeredNetwork(fastFloat64Arithmetic, description, dataset);

/** A network of any kind in float64, all samples in one pass. */
export const createFloat64Network = eitherWay(createFloat64Mlp, createFloat64Layered);
