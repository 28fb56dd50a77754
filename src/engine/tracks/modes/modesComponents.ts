/** The columns of single modes: what each one oscillates by, and how far its curvature is from the line. */
import { pairsOf } from "../../../math/packedSymmetric.ts";
import type { Row } from "../../../protocol/columns.ts";
import type { ModesCenter } from "./constrainedModes.ts";
import type { ModesCoordinates } from "./modesPrediction.ts";

const COLUMNS = {
  run: {
    x: ["modesX1", "modesX2", "modesX3"],
    y: ["modesY1", "modesY2", "modesY3"],
  },
  prediction: {
    x: ["modesPredictedX1", "modesPredictedX2", "modesPredictedX3"],
    y: ["modesPredictedY1", "modesPredictedY2", "modesPredictedY3"],
  },
} as const;

/**
 * Fill x_k = w_k·v and y_k = w_kᵀ(Λ + M)w_k − 2/η of every direction w_k of the carried basis. With one mode
 * they are x and y; a mode that joins does so from below, at its λ − 2/η.
 * @param turns the directions, in coordinates of the active modes.
 */
export function fillComponents(
  row: Row,
  whose: keyof typeof COLUMNS,
  { values, modes }: ModesCenter,
  turns: readonly (readonly number[] | null)[],
  { x, y }: ModesCoordinates,
): void {
  const names = COLUMNS[whose];
  for (const [place, turn] of turns.entries()) {
    const xName = names.x[place];
    const yName = names.y[place];
    if (turn === null || xName === undefined || yName === undefined) continue;
    row[xName] = turn.reduce((sum, entry, i) => sum + entry * x[i]!, 0);
    const curvature = pairsOf(modes.length).reduce((sum, [i, j], p) => {
      const weight = (i === j ? 1 : 2) * turn[i]! * turn[j]!;
      return sum + weight * ((i === j ? values[i]! : 0) + y[p]!);
    }, 0);
    row[yName] = curvature - 2 / row.learningRate;
  }
}
