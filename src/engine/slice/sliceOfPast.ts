import type { Slice, SliceReach } from "../../protocol/slice.ts";
import type { Checkpoints } from "../checkpoints/checkpoints.ts";
import type { Run } from "../run.ts";

/**
 * The slice through θ† of a row gone by: another run on the same model goes over the rows from the
 * nearest checkpoint again, row by row, and looks from there. The run itself is not touched.
 * @returns null when the row has no θ†, or no checkpoint before it is kept.
 */
export async function* sliceOfPast(
  run: Run,
  checkpoints: Checkpoints,
  step: number,
  reach: SliceReach,
): AsyncGenerator<void, Slice | null, void> {
  const checkpoint = checkpoints.before(step);
  if (checkpoint === null || step >= run.step) return null;
  const past = run.again(checkpoint);
  while (past.step <= step && !past.isDiverged) {
    await past.next();
    yield;
  }
  const work = await past.slice(reach);
  return work === null ? null : yield* work;
}
