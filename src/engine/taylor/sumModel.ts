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
      try {
        for (const { model } of terms) points.push(await model.expandAt(parameters));
      } catch (error) {
        for (const point of points) point.dispose();
        throw error;
      }
      return sumPoint(terms, points, parameters);
    },
    dispose() {
      for (const { model } of terms) model.dispose();
    },
  };
}

function sumPoint(
  terms: readonly Term[],
  points: readonly ExpansionPoint[],
  parameters: Float64Array,
): ExpansionPoint {
  const sum = (vectors: readonly Float64Array[]) => {
    const total = zeros(parameters.length);
    for (const [i, vector] of vectors.entries()) addScaled(total, terms[i]!.weight, vector);
    return total;
  };
  return {
    parameters,
    loss: points.reduce((total, point, i) => total + terms[i]!.weight * point.loss, 0),
    gradient: sum(points.map((point) => point.gradient)),
    async hessianProducts(directions) {
      const products: Float64Array[][] = [];
      for (const point of points) products.push(await point.hessianProducts(directions));
      return directions.map((_, k) => sum(products.map((ofTerm) => ofTerm[k]!)));
    },
    async thirdDerivative(direction) {
      const thirds: Float64Array[] = [];
      for (const point of points) thirds.push(await point.thirdDerivative(direction));
      return sum(thirds);
    },
    dispose() {
      for (const point of points) point.dispose();
    },
  };
}
