import type { TaylorModel } from "./taylorModel.ts";

/**
 * The same loss at points that keep θ only: what derivatives share is computed again for each call.
 * A third to a half more work, and memory for one pass at a time. Owns its model.
 */
export function recomputingModel(model: TaylorModel): TaylorModel {
  const { parameterCount, precision } = model;
  return {
    parameterCount,
    precision,
    async expandAt(parameters) {
      const first = await model.expandAt(parameters);
      const { loss, gradient } = first;
      first.dispose();
      return {
        parameters,
        loss,
        gradient,
        async hessianProducts(directions) {
          const point = await model.expandAt(parameters);
          try {
            return await point.hessianProducts(directions);
          } finally {
            point.dispose();
          }
        },
        async thirdDerivative(direction) {
          const point = await model.expandAt(parameters);
          try {
            return await point.thirdDerivative(direction);
          } finally {
            point.dispose();
          }
        },
        dispose: () => undefined,
      };
    },
    dispose: () => model.dispose(),
  };
}
