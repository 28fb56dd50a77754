/** Keeping labels apart. */

/**
 * Positions nearest to the wanted ones (least squares), in the same order, at least `gap` apart
 * and within [low, high]. When they do not fit they keep their distance and run past `high`.
 * @param wanted in increasing order
 */
export function spread(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  // Blocks of labels that touch; the first of a block stands at the mean of its members' wishes.
  const blocks: { sum: number; size: number }[] = [];
  const start = (block: { sum: number; size: number }) => block.sum / block.size;
  for (const position of wanted) {
    let block = { sum: position, size: 1 };
    let before = blocks.at(-1);
    while (before && start(before) + before.size * gap > start(block)) {
      blocks.pop();
      block = {
        sum: before.sum + block.sum - block.size * before.size * gap,
        size: before.size + block.size,
      };
      before = blocks.at(-1);
    }
    blocks.push(block);
  }
  const placed = blocks.flatMap((block) =>
    Array.from({ length: block.size }, (_, i) => start(block) + i * gap),
  );
  for (let i = placed.length - 1, limit = high; i >= 0; i--, limit -= gap) {
    placed[i] = Math.min(placed[i]!, limit);
  }
  for (let i = 0, limit = low; i < placed.length; i++, limit += gap) {
    placed[i] = Math.max(placed[i]!, limit);
  }
  return placed;
}

/**
 * As `spread`, with a place in between that nothing may touch: each position keeps its side of it,
 * but where a side has no room for all its own, those next to the place change sides.
 * @param wanted in increasing order
 * @param fixed the middle of what stays where it is
 * @param clearance least distance from it
 */
export function spreadAround(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
  { fixed, clearance }: { fixed: number; clearance: number },
): number[] {
  const room = (from: number, to: number) => (to < from ? 0 : Math.floor((to - from) / gap) + 1);
  const before = room(low, fixed - clearance);
  const after = room(fixed + clearance, high);
  // Where both sides are too small together, the later one takes what is left.
  const split = Math.min(
    Math.max(wanted.filter((position) => position < fixed).length, wanted.length - after),
    before,
  );
  return [
    ...spread(wanted.slice(0, split), gap, low, fixed - clearance),
    ...spread(wanted.slice(split), gap, Math.max(low, fixed + clearance), high),
  ];
}
