/** Which checkpoint to do without, so that the rest lie densest near the head of a run. */

/**
 * The one whose absence would leave the smallest gap for its age. Gaps thus grow with the distance
 * from the head: going back by n steps costs a share of n, however long the run. The first and the
 * last stay.
 * @param steps of at least three checkpoints, increasing; the head is at the last.
 * @returns an index into `steps`.
 */
export function mostDispensable(steps: readonly number[]): number {
  const head = steps.at(-1)!;
  let smallest = Infinity;
  let found = 1;
  for (let i = 1; i < steps.length - 1; i++) {
    const before = steps[i - 1]!;
    const gap = (steps[i + 1]! - before) / (head - before);
    if (gap >= smallest) continue;
    smallest = gap;
    found = i;
  }
  return found;
}
