/** What a soak has shown, as text. */
import type { Usage } from "./watchedPage.ts";

const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);

const HEAD = [
  "step",
  "ms/step",
  "page MB",
  "worker MB",
  "renderer MB",
  "GPU MB",
  "frame ms",
  "95 %",
];

/** One line a look; times per step are those since the look before. */
export function soakTable(usages: readonly Usage[]): string {
  const rows = usages.map((usage, i) => {
    const before = usages[i - 1];
    const perStep =
      before === undefined
        ? ""
        : ((usage.time - before.time) / Math.max(1, usage.step - before.step)).toFixed(2);
    return [
      String(usage.step),
      perStep,
      megabytes(usage.pageHeap),
      megabytes(usage.workerHeap),
      megabytes(usage.rendererResident),
      megabytes(usage.graphicsResident),
      usage.frameMedian.toFixed(1),
      usage.frame95.toFixed(1),
    ];
  });
  return [HEAD, ...rows].map((cells) => cells.map((cell) => cell.padStart(12)).join("")).join("\n");
}
