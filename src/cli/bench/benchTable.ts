/** The report as text for people. */
import type { BenchReport } from "./benchReport.ts";

const ROW_HEADER = [
  "size",
  "backend",
  "∇L ms",
  "+Hu ms",
  "+∇³L ms",
  "F(1)/s",
  "F(2)/s",
  "modes/s",
  "GD+λ/s",
  "peak",
  "dispatches",
  "JS ms",
];

/** A peer that is slowed down by what it was installed with is no peer on wide networks. */
const SLOW_BLAS = "; it has a slow BLAS, and wide networks gain by another (Debian: libopenblas0)";

/** Tables of all figures, and what they are. */
export function benchTable(report: BenchReport): string {
  const { peakGflops, rows, nested, pytorch, pytorchPeakGflops, ratios, memory, page } = report;
  const sections = [
    `Matrix-product peak: float64 ${figure(peakGflops.float64)}, wasm ${figure(peakGflops.wasm)} GFLOP/s`,
    table([
      ROW_HEADER,
      ...rows.map((row) => [
        row.size,
        row.backend,
        figure(row.order0Ms),
        figure(row.order1Ms),
        figure(row.order2Ms),
        figure(row.frame1PerSecond),
        figure(row.frame2PerSecond),
        figure(row.frameModes2PerSecond),
        figure(row.gdSharpnessPerSecond),
        row.shareOfPeak === null ? "" : `${figure(100 * row.shareOfPeak)} %`,
        figure(row.dispatchesPerFrame),
        figure(row.jsMsPerFrame),
      ]),
    ]),
    "F(K): gradient descent with λ₁ and λ₂, θ† with K projection rounds, both predictions.\n" +
      "modes: the same with two active modes and one round, and the prediction with several modes.",
  ];
  if (nested.length > 0) {
    sections.push(
      table([
        ["nested tf.grads", "backend", "F(1)/s"],
        ...nested.map((row) => [row.size, row.backend, figure(row.frame1PerSecond)]),
      ]),
    );
  }
  if (pytorch.length > 0) {
    sections.push(
      table([
        ["eager PyTorch", "F(1)/s", "GD+λ/s", "Hu a frame"],
        ...pytorch.map((row) => [
          row.size,
          figure(row.frame1PerSecond),
          figure(row.gdSharpnessPerSecond),
          row.hessianProductsPerFrame.toFixed(1),
        ]),
      ]),
    );
  }
  if (pytorchPeakGflops !== null) {
    const isSlow = pytorchPeakGflops < peakGflops.wasm;
    sections.push(
      `Matrix-product peak of this PyTorch: ${figure(pytorchPeakGflops)} GFLOP/s${isSlow ? SLOW_BLAS : ""}`,
    );
  }
  if (nested.length + pytorch.length > 0) {
    sections.push(
      table([
        ["fastest", "backend", "F(1)/s", "× nested", "× PyTorch"],
        ...ratios.map((row) => [
          row.size,
          row.backend,
          figure(row.frame1PerSecond),
          figure(row.toNested),
          figure(row.toPytorch),
        ]),
      ]),
    );
  }
  if (memory.length > 0) {
    sections.push(
      `Memory over ${figure(memory[0]!.frames)} frames F(1), growth per frame by least squares`,
      table([
        ["size", "backend", "JS bytes", "±", "wasm bytes", "tensors"],
        ...memory.map((row) => [
          row.size,
          row.backend,
          growth(row.heapBytesPerFrame, 1),
          growth(row.heapBytesStandardError, 1),
          growth(row.wasmBytesPerFrame, 1),
          growth(row.tensorsPerFrame, 4),
        ]),
      ]),
    );
  }
  if (page !== null) {
    sections.push(
      table([
        ["page", ""],
        ["first step, ms", figure(page.firstStepMs)],
        ["longest task, ms", figure(page.longestTaskMs)],
        ["redraw at 100,000 steps, ms", figure(page.redraw100kMs)],
        ["scripts before lazy ones, gzip kB", figure(kilobytes(page.firstScriptBytes))],
      ]),
    );
  }
  return `${sections.join("\n\n")}\n`;
}

function kilobytes(bytes: number | null): number | null {
  return bytes === null ? null : bytes / 1000;
}

/** Three significant digits, thousands with commas; empty for null. */
function figure(value: number | null): string {
  if (value === null) return "";
  if (value >= 1000) return Math.round(value).toLocaleString("en-US");
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** So many decimals; what rounds to zero has no sign. */
function growth(value: number, decimals: number): string {
  return (Number(value.toFixed(decimals)) + 0).toFixed(decimals);
}

/** Columns padded to their widest cell: the first one left-aligned, as are words, numbers right. */
function table(cells: readonly (readonly string[])[]): string {
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
