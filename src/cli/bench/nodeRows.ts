/** Rows of the backends that run in Node. */
import { float64Arithmetic } from "../../engine/backends/float64.ts";
import { openBackend } from "../../engine/backends/openBackend.ts";
import { tensorflowArithmetic } from "../../engine/backends/tensorflow.ts";
import type { BackendName } from "../../protocol/backend.ts";
import type { BenchArguments } from "./benchArguments.ts";
import { nodeRow, type BenchRow, type NestedRow, type PeakGflops } from "./benchReport.ts";
import { frameSampler } from "./frameSampler.ts";
import { measureMatrixPeak } from "./matrixPeak.ts";
import { createNestedGradModel } from "./nestedGradModel.ts";
import type { BenchProblem } from "./problems.ts";
import { findEdgeStart, measureRow } from "./rowFigures.ts";
import { interleavedMedians, type SamplePlan } from "./sampling.ts";
import type { SizeName } from "./sizes.ts";

export const NODE_BACKENDS: readonly BackendName[] = ["float64", "wasm", "cpu"];

/** A message about the measurement under way. */
export type Note = (message: string) => void;

/**
 * Whether a row takes so long that it is measured only when `--backends` names its backend: a
 * second and more per frame on a backend that a faster one beats, and with `--quick` all of cpu but
 * tiny.
 */
export function isLeftOut(
  size: SizeName,
  backend: BackendName,
  { backends, isQuick }: Pick<BenchArguments, "backends" | "isQuick">,
): boolean {
  if (backends !== null) return false;
  if (backend === "cpu")
    return size === "small" || size === "medium" || (isQuick && size !== "tiny");
  return backend === "float64" && size === "medium";
}

export async function measurePeaks(plan: SamplePlan): Promise<PeakGflops> {
  const float64 = await measureMatrixPeak(float64Arithmetic, plan);
  await openBackend("wasm", undefined);
  return { float64, wasm: await measureMatrixPeak(tensorflowArithmetic("wasm"), plan) };
}

/** One row per size and backend; what cannot be measured is noted and left out. */
export async function measureNodeRows(
  problems: readonly BenchProblem[],
  options: BenchArguments,
  plan: SamplePlan,
  peaks: PeakGflops,
  note: Note,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const name of NODE_BACKENDS) {
    if (options.backends !== null && !options.backends.includes(name)) continue;
    const backend = await openBackend(name, undefined);
    for (const problem of problems) {
      const row = `${problem.name} on ${name}`;
      if (isLeftOut(problem.name, name, options)) {
        note(`${row}: left out, it takes long; --backends ${name} measures it`);
        continue;
      }
      note(row);
      const model = backend.createModel(problem.description, problem.dataset);
      try {
        rows.push(nodeRow(problem.name, name, await measureRow(model, problem, plan), peaks));
      } catch (error) {
        note(`${row}: left out, ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        model.dispose();
      }
    }
  }
  return rows;
}

/** F(1) with nested `tf.grads` on wasm. */
export async function measureNestedRows(
  problems: readonly BenchProblem[],
  plan: SamplePlan,
  note: Note,
): Promise<NestedRow[]> {
  await openBackend("wasm", undefined);
  const rows: NestedRow[] = [];
  for (const problem of problems) {
    note(`${problem.name} with nested tf.grads on wasm`);
    const model = createNestedGradModel(problem.description, problem.dataset);
    const { learningRate } = await findEdgeStart(model, problem);
    const sampler = frameSampler(model, problem, learningRate, 1);
    const { frame1 } = await interleavedMedians(
      { frame1: sampler },
      { ...plan, budgetMs: plan.budgetMs / 4 },
    );
    rows.push({ size: problem.name, backend: "wasm", frame1PerSecond: 1000 / frame1 });
    model.dispose();
  }
  return rows;
}
