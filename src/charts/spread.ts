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
