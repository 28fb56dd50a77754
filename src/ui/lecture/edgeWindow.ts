/** The steps that Z shows. */

export const EDGE_STEPS = 250;
/** Of them, before the edge. */
const BEFORE = 40;

/**
 * 250 steps around the last edge reached by `step`; null where it was not reached yet.
 * @param edgeSteps in order
 */
export function edgeWindow(
  edgeSteps: readonly number[],
  step: number,
): { from: number; to: number } | null {
  const edge = edgeSteps.findLast((reached) => reached <= step) ?? edgeSteps[0];
  if (edge === undefined) return null;
  const from = Math.max(0, edge - BEFORE);
  return { from, to: from + EDGE_STEPS };
}
