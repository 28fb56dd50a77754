/** Runs made up for tests of the texts. */
import type { Annotations } from "../../protocol/annotations.ts";
import type { ColumnName } from "../../protocol/columns.ts";
import { History } from "../../session/history.ts";
import { batchOf } from "../../session/scriptedWorker.ts";

export function recordedRun(
  length: number,
  columns: Partial<Record<ColumnName, (step: number) => number>>,
  annotations: Partial<Annotations> = {},
): History {
  const history = new History();
  history.append(batchOf(0, length, { learningRate: () => 0.1, loss: () => 1, ...columns }));
  history.annotations = { ...history.annotations, ...annotations };
  return history;
}
