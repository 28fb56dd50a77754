import { sumModel } from "../taylor/sumModel.ts";
import type { ExpansionPoint, TaylorModel } from "../taylor/taylorModel.ts";
import type { Pace } from "./turns.ts";

/**
 * The same model, with `pace` asked before every pass: it may let messages in, or end the
 * computation there. The passes and their order are those of `model`, whatever the clock says, so
 * results are the same bits. Disposing it also disposes what an ended computation has left open.
 */
export function pacedModel(model: TaylorModel, pace: Pace): TaylorModel {
  if (model.terms !== undefined) {
    const terms = model.terms.map((term) => ({ ...term, model: pacedModel(term.model, pace) }));
    return sumModel(terms);
  }
  const open = new Set<ExpansionPoint>();

  function pacedPoint(point: ExpansionPoint): ExpansionPoint {
    open.add(point);
    return {
      parameters: point.parameters,
      loss: point.loss,
      get gradient() {
        return point.gradient;
      },
      set gradient(gradient) {
        point.gradient = gradient;
      },
      async hessianProducts(directions) {
        const atOnce = model.directionsPerPass ?? directions.length;
        const products: Float64Array[] = [];
        for (let i = 0; i < directions.length; i += atOnce) {
          await pace.betweenPasses();
          products.push(...(await point.hessianProducts(directions.slice(i, i + atOnce))));
        }
        return products;
      },
      async thirdDerivative(direction) {
        await pace.betweenPasses();
        return point.thirdDerivative(direction);
      },
      ...(point.thirdDerivatives !== undefined && {
        async thirdDerivatives(directions) {
          await pace.betweenPasses();
          return point.thirdDerivatives!(directions);
        },
      }),
      dispose() {
        if (open.delete(point)) point.dispose();
      },
    };
  }

  return {
    ...model,
    async expandAt(parameters) {
      await pace.betweenPasses();
      return pacedPoint(await model.expandAt(parameters));
    },
    dispose() {
      for (const point of open) point.dispose();
      open.clear();
      model.dispose();
    },
  };
}
