/** The benchmark in a short form, start to end: what it writes, not how fast anything is. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runBenchCommand } from "./benchCommand.ts";
import type { BenchReport } from "./benchReport.ts";

const folder = mkdtempSync(join(tmpdir(), "brink-bench-test-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function bench(...args: string[]) {
  const ending = { status: -1, stdout: "", stderr: "" };
  ending.status = await runBenchCommand(
    args,
    {
      stdout: (text) => void (ending.stdout += text),
      stderr: (text) => void (ending.stderr += text),
      isTerminal: false,
    },
    () => Promise.resolve({ rows: [], page: null }),
  );
  return ending;
}

const positive = expect.toSatisfy(
  (value: unknown) => typeof value === "number" && value > 0 && Number.isFinite(value),
);
const finite = expect.toSatisfy(Number.isFinite);

describe("a short benchmark of the smallest network", () => {
  const file = join(folder, "report.json");
  let ending: Awaited<ReturnType<typeof bench>>;
  let report: BenchReport;

  beforeAll(async () => {
    const sizes = ["--sizes", "tiny", "--backends", "float64,wasm"];
    ending = await bench("--quick", ...sizes, "--json", file);
    report = JSON.parse(readFileSync(file, "utf8")) as BenchReport;
  }, 120_000);

  test("has what the contract says, every figure finite and positive", () => {
    expect(report).toMatchObject({
      format: "brink-bench",
      version: 1,
      peakGflops: { float64: positive, wasm: positive },
      page: null,
    });
    const row = (backend: string) => ({
      size: "tiny",
      backend,
      order0Ms: positive,
      order1Ms: positive,
      order2Ms: positive,
      frame1PerSecond: positive,
      frame2PerSecond: positive,
      frameModes2PerSecond: positive,
      gdSharpnessPerSecond: positive,
      shareOfPeak: positive,
      dispatchesPerFrame: null,
      jsMsPerFrame: null,
    });
    expect(report.rows).toEqual([row("float64"), row("wasm")]);
    expect(report.nested).toEqual([{ size: "tiny", backend: "wasm", frame1PerSecond: positive }]);
  });

  test("every figure is a median of three samples or more", () => {
    expect(report.samples).toBeGreaterThanOrEqual(3);
  });

  test("compares with PyTorch where that is installed", () => {
    const isInstalled = !ending.stderr.includes("no Python here can import torch");
    const row = {
      size: "tiny",
      frame1PerSecond: positive,
      gdSharpnessPerSecond: positive,
      hessianProductsPerFrame: positive,
    };
    expect(report.pytorch).toEqual(isInstalled ? [row] : []);
    expect(report.pytorchPeakGflops).toEqual(isInstalled ? positive : null);
    const fastest = Math.max(...report.rows.map((each) => each.frame1PerSecond));
    const { toNested, toPytorch, frame1PerSecond } = report.ratios[0]!;
    expect(report.ratios).toHaveLength(1);
    expect(frame1PerSecond).toBe(fastest);
    expect(toNested).toBeCloseTo(fastest / report.nested[0]!.frame1PerSecond, 9);
    expect(toPytorch).toEqual(isInstalled ? positive : null);
  });

  test("watches memory: neither tensors nor wasm's memory grow", () => {
    const row = (backend: string) => ({
      size: "tiny",
      backend,
      frames: positive,
      heapBytesPerFrame: finite,
      heapBytesStandardError: positive,
      wasmBytesPerFrame: 0,
      tensorsPerFrame: 0,
    });
    expect(report.memory).toEqual([row("float64"), row("wasm")]);
  });

  test("prints the table of what it writes, and its progress elsewhere", () => {
    expect(ending.status).toBe(0);
    expect(ending.stdout).toMatch(/^Matrix-product peak: float64 .* GFLOP\/s\n/);
    expect(ending.stdout).toMatch(/^tiny +float64( +[\d.,]+){8} %$/m);
    expect(ending.stdout).not.toMatch(/NaN|undefined|Infinity/);
    expect(ending.stderr).toContain("tiny on wasm");
  });
});

test("arguments that are not understood end it with one line", async () => {
  const ending = await bench("--sizes", "huge");
  expect(ending.status).toBe(2);
  expect(ending.stderr).toMatch(/^--sizes: got huge[^\n]*\n$/);
  expect(ending.stdout).toBe("");
});
