import type { ExpansionPoint, TaylorModel } from "../taylor/taylorModel.ts";
import type { Turns } from "./turns.ts";

/**
 * The same model, giving way between passes: messages come in when they have waited long enough,
 * and a computation that is wanted no longer ends at its next pass with an AbandonedError. The
 * passes and their order are those of `model`, whatever the clock says, so results are the same bits.
 * Disposing it also disposes what an abandoned computation has left open.
 */
export function pacedModel(model: TaylorModel, turns: Turns): TaylorModel {
  const open = new Set<ExpansionPoint>();

  async function betweenPasses(): Promise<void> {
    if (turns.isDue) await turns.give();
    turns.assertWanted();
  }

  function pacedPoint(point: ExpansionPoint): ExpansionPoint {
    open.add(point);
    return {
      parameters: point.parameters,
      loss: point.loss,
      gradient: point.gradient,
      async hessianProducts(directions) {
        const atOnce = model.directionsPerPass ?? directions.length;
        const products: Float64Array[] = [];
        for (let i = 0; i < directions.length; i += atOnce) {
          await betweenPasses();
          products.push(...(await point.hessianProducts(directions.slice(i, i + atOnce))));
        }
        return products;
      },
      async thirdDerivative(direction) {
        await betweenPasses();
        return point.thirdDerivative(direction);
      },
      dispose() {
        if (open.delete(point)) point.dispose();
      },
    };
  }

  return {
    ...model,
    async expandAt(parameters) {
      await betweenPasses();
      return pacedPoint(await model.expandAt(parameters));
    },
    dispose() {
      for (const point of open) point.dispose();
      open.clear();
      model.dispose();
    },
  };
}
