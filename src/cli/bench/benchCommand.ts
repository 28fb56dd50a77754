/** The `bench` command: the engine, its peers and the page, measured in one run. */
import { writeFileSync } from "node:fs";
import { openBackend } from "../../engine/backends/openBackend.ts";
import { readDataFile } from "../dataFiles.ts";
import type { Terminal } from "../traceCommand.ts";
import { parseBenchArguments, type BenchArguments } from "./benchArguments.ts";
import type { BenchReport, MemoryRow } from "./benchReport.ts";
import { benchTable } from "./benchTable.ts";
import type { BrowserFigures } from "./browserFigures.ts";
import { MEMORY_BACKENDS, measureMemoryRows } from "./memoryRows.ts";
import { measureNestedRows, measureNodeRows, measurePeaks, type Note } from "./nodeRows.ts";
import { createProblem, type BenchProblem } from "./problems.ts";
import {
  describeForEager,
  findPytorch,
  measurePytorch,
  type PytorchFigures,
} from "./pytorchRows.ts";
import { ratiosOf } from "./ratios.ts";
import { samplePlan, type SamplePlan } from "./sampling.ts";

/** Frames over which memory is watched. */
const FRAMES = 20_000;
const QUICK_FRAMES = 500;

type MeasureInBrowser = (
  options: BenchArguments,
  plan: SamplePlan,
  note: Note,
) => Promise<BrowserFigures>;

/** Loaded only now: it brings Vite and Playwright. */
const measureInChromium: MeasureInBrowser = async (...all) => {
  const { measureInBrowser } = await import("./browserFigures.ts");
  return measureInBrowser(...all);
};

/**
 * @param measureInBrowser what needs a browser; tests go without.
 * @returns the exit status: 0, or 2 for arguments that are not understood.
 */
export async function runBenchCommand(
  args: readonly string[],
  terminal: Terminal,
  measureInBrowser: MeasureInBrowser = measureInChromium,
): Promise<0 | 2> {
  let options: BenchArguments;
  try {
    options = parseBenchArguments(args);
  } catch (error) {
    terminal.stderr(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  const started = performance.now();
  const note: Note = (message) => {
    const seconds = Math.round((performance.now() - started) / 1000);
    terminal.stderr(`${String(seconds).padStart(4)} s  ${message}\n`);
  };
  const report = await measure(options, note, measureInBrowser);
  const json = `${JSON.stringify(report, null, 2)}\n`;
  if (options.json === "-") terminal.stdout(json);
  else {
    if (options.json !== null) writeFileSync(options.json, json);
    terminal.stdout(benchTable(report));
  }
  return 0;
}

async function measure(
  options: BenchArguments,
  note: Note,
  measureInBrowser: MeasureInBrowser,
): Promise<BenchReport> {
  const plan = samplePlan(options.isQuick);
  const problems: BenchProblem[] = [];
  for (const name of options.sizes) problems.push(await createProblem(name, readDataFile));
  note("matrix-product peaks");
  const peakGflops = await measurePeaks(plan);
  const rows = await measureNodeRows(problems, options, plan, peakGflops, note);
  const peerProblems = problems.filter(({ name }) => name !== "medium" || !options.isQuick);
  if (peerProblems.length < problems.length) {
    note("medium with nested tf.grads and PyTorch: left out, it takes long; not without --quick");
  }
  const nested = await measureNestedRows(peerProblems, plan, note);
  const pytorch = await measureEager(peerProblems, plan, note);
  const memory = await measureTinyMemory(problems, options, note);
  const browser = await measureInBrowser(options, plan, note);
  const measured = {
    rows: [...rows, ...browser.rows],
    nested,
    pytorch: pytorch?.rows ?? [],
  };
  return {
    format: "brink-bench",
    version: 1,
    samples: plan.minimum,
    peakGflops,
    ...measured,
    pytorchPeakGflops: pytorch?.peakGflops ?? null,
    ratios: ratiosOf(measured),
    memory,
    page: browser.page,
  };
}

/** Many frames are only affordable on the smallest network; it allocates as the others do. */
async function measureTinyMemory(
  problems: readonly BenchProblem[],
  { backends, isQuick }: BenchArguments,
  note: Note,
): Promise<MemoryRow[]> {
  const tiny = problems.find(({ name }) => name === "tiny");
  if (tiny === undefined) return [];
  const wanted = MEMORY_BACKENDS.filter((name) => backends === null || backends.includes(name));
  return measureMemoryRows(tiny, wanted, isQuick ? QUICK_FRAMES : FRAMES, note);
}

async function measureEager(
  problems: readonly BenchProblem[],
  plan: SamplePlan,
  note: Note,
): Promise<PytorchFigures | null> {
  const python = findPytorch();
  if (python === null) {
    note("eager PyTorch: left out, no Python here can import torch");
    return null;
  }
  note("eager PyTorch on one thread");
  const backend = await openBackend("wasm", undefined);
  const networks = [];
  for (const problem of problems) {
    const model = backend.createModel(problem.description, problem.dataset);
    networks.push(await describeForEager(model, problem));
    model.dispose();
  }
  try {
    return await measurePytorch(python, networks, plan);
  } catch (error) {
    note(`eager PyTorch: left out, ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
