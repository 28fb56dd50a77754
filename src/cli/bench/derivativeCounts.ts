import type { TaylorModel } from "../../engine/taylor/taylorModel.ts";

/** Derivatives asked of a model. */
export interface DerivativeCounts {
  gradients: number;
  hessianProducts: number;
  thirdDerivatives: number;
}

/** The same model, counting into `counts`. */
export function countingModel(model: TaylorModel): {
  model: TaylorModel;
  counts: DerivativeCounts;
} {
  const counts: DerivativeCounts = { gradients: 0, hessianProducts: 0, thirdDerivatives: 0 };
  return {
    counts,
    model: {
      ...model,
      async expandAt(parameters) {
        counts.gradients++;
        const point = await model.expandAt(parameters);
        return {
          ...point,
          hessianProducts(directions) {
            counts.hessianProducts += directions.length;
            return point.hessianProducts(directions);
          },
          thirdDerivative(direction) {
            counts.thirdDerivatives++;
            return point.thirdDerivative(direction);
          },
        };
      },
    },
  };
}
