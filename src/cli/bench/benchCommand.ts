/** The `bench` command: the engine, its peers and the page, measured in one run. */
import { writeFileSync } from "node:fs";
import { openBackend } from "../../engine/backends/openBackend.ts";
import { readDataFile } from "../dataFiles.ts";
import type { Terminal } from "../traceCommand.ts";
import { parseBenchArguments, type BenchArguments } from "./benchArguments.ts";
import type { BenchReport, PytorchRow } from "./benchReport.ts";
import { benchTable } from "./benchTable.ts";
import { measureNestedRows, measureNodeRows, measurePeaks, type Note } from "./nodeRows.ts";
import { createProblem, type BenchProblem } from "./problems.ts";
import { describeForEager, findPytorch, measurePytorch } from "./pytorchRows.ts";
import { samplePlan, type SamplePlan } from "./sampling.ts";

/** @returns the exit status: 0, or 2 for arguments that are not understood. */
export async function runBenchCommand(args: readonly string[], terminal: Terminal): Promise<0 | 2> {
  let options: BenchArguments;
  try {
    options = parseBenchArguments(args);
  } catch (error) {
    terminal.stderr(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  const started = performance.now();
  const report = await measure(options, (message) => {
    const seconds = Math.round((performance.now() - started) / 1000);
    terminal.stderr(`${String(seconds).padStart(4)} s  ${message}\n`);
  });
  const json = `${JSON.stringify(report, null, 2)}\n`;
  if (options.json === "-") terminal.stdout(json);
  else {
    if (options.json !== null) writeFileSync(options.json, json);
    terminal.stdout(benchTable(report));
  }
  return 0;
}

async function measure(options: BenchArguments, note: Note): Promise<BenchReport> {
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
  const pytorch = await measurePytorchRows(peerProblems, plan, note);
  // Loaded last: it brings Vite and Playwright.
  const { measureInBrowser } = await import("./browserFigures.ts");
  const browser = await measureInBrowser(options, plan, note);
  return {
    format: "brink-bench",
    version: 1,
    peakGflops,
    rows: [...rows, ...browser.rows],
    nested,
    pytorch,
    page: browser.page,
  };
}

async function measurePytorchRows(
  problems: readonly BenchProblem[],
  plan: SamplePlan,
  note: Note,
): Promise<PytorchRow[]> {
  const python = findPytorch();
  if (python === null) {
    note("eager PyTorch: left out, no Python here can import torch");
    return [];
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
    return [];
  }
}
