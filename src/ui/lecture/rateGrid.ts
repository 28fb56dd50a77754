/** The step sizes that a presenter goes through with + and −. */

/** Ten values a decade, each with its double and its half. */
const MANTISSAS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8] as const;

/** As near as numbers with three digits that mean the same. */
const SAME = 1e-9;

/**
 * The next larger (`direction` 1) or smaller (−1) value of the grid.
 * @param learningRate positive and finite
 * @param own one more value of the grid: that of the experiment, so that there is a way back to it
 */
export function nextLearningRate(learningRate: number, direction: 1 | -1, own?: number): number {
  const decade = Math.floor(Math.log10(learningRate));
  const round = [decade - 1, decade, decade + 1].flatMap((power) =>
    MANTISSAS.map((mantissa) => Number(`${mantissa}e${power}`)),
  );
  const grid = own === undefined ? round : [...round, own].sort((a, b) => a - b);
  const next =
    direction === 1
      ? grid.find((value) => value > learningRate * (1 + SAME))
      : grid.findLast((value) => value < learningRate * (1 - SAME));
  return next ?? learningRate;
}
