import type { BenchReport, RatioRow } from "./benchReport.ts";
import { SIZE_NAMES } from "./sizes.ts";

/** F(1) of the fastest backend of each size over the same frame of each peer, where it was measured. */
export function ratiosOf({
  rows,
  nested,
  pytorch,
}: Pick<BenchReport, "rows" | "nested" | "pytorch">): RatioRow[] {
  return SIZE_NAMES.flatMap((size) => {
    const ofSize = rows.filter((row) => row.size === size);
    const fastest = ofSize.toSorted((a, b) => b.frame1PerSecond - a.frame1PerSecond)[0];
    if (fastest === undefined) return [];
    const over = (peers: readonly { size: string; frame1PerSecond: number }[]) => {
      const peer = peers.find((row) => row.size === size);
      return peer === undefined ? null : fastest.frame1PerSecond / peer.frame1PerSecond;
    };
    const { backend, frame1PerSecond } = fastest;
    return [{ size, backend, frame1PerSecond, toNested: over(nested), toPytorch: over(pytorch) }];
  });
}
