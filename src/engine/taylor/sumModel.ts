/**
 * A loss that is a weighted sum of losses of the same parameters. Derivatives of every order are the
 * same sums, so a mean over very many samples can be computed group by group, in shorter passes.
 */
import { addScaled, zeros } from "../../math/vector.ts";
import type { ExpansionPoint, TaylorModel, Term } from "./taylorModel.ts";

/**
 * Terms are evaluated one after the other and added in their order. Owns their models.
 * @param terms at least one; all with the same number of parameters.
 */
export function sumModel(terms: readonly Term[]): TaylorModel {
  const { parameterCount, precision } = terms[0]!.model;
  return {
    parameterCount,
    precision,
    directionsPerPass: 1,
    terms,
    async expandAt(parameters) {
      const points: ExpansionPoint[] = [];
      const gradient = zeros(parameters.length);
      try {
        for (const { model, weight } of terms) {
          const point = await model.expandAt(parameters);
          points.push(point);
          addScaled(gradient, weight, point.gradient);
          // Of many terms, the gradients would be most of what an open point holds.
          point.gradient = NONE;
        }
      } catch (error) {
        for (const point of points) point.dispose();
        throw error;
      }
      return sumPoint(terms, points, parameters, gradient);
    },
    dispose() {
      for (const { model } of terms) model.dispose();
    },
  };
}

const NONE = new Float64Array(0);

function sumPoint(
  terms: readonly Term[],
  points: readonly ExpansionPoint[],
  parameters: Float64Array,
  gradient: Float64Array,
): ExpansionPoint {
  return {
    parameters,
    loss: points.reduce((total, point, i) => total + terms[i]!.weight * point.loss, 0),
    gradient,
    async hessianProducts(directions) {
      const sums = directions.map(() => zeros(parameters.length));
      for (const [i, point] of points.entries()) {
        const products = await point.hessianProducts(directions);
        for (const [k, product] of products.entries()) {
          addScaled(sums[k]!, terms[i]!.weight, product);
        }
      }
      return sums;
    },
    async thirdDerivative(direction) {
      const sum = zeros(parameters.length);
      for (const [i, point] of points.entries()) {
        addScaled(sum, terms[i]!.weight, await point.thirdDerivative(direction));
      }
      return sum;
    },
    dispose() {
      for (const point of points) point.dispose();
    },
  };
}
