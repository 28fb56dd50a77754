/** The published page, loaded and watched. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright";
import { median } from "./sampling.ts";

/** How long a page may take to its first step before it counts as broken, in ms. */
const PATIENCE_MS = 30_000;
/** How long the main thread is watched while the run trains. */
const WATCH_MS = 2_000;

/** Source of what each page runs first: note on the document when the engine's first steps arrive. */
const NOTE_FIRST_STEP = `
  globalThis.Worker = class extends Worker {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        if (data?.type !== "progress") return;
        document.documentElement.dataset.firstStepMs ??= performance.now();
      });
    }
  };
`;

export interface LoadFigures {
  firstStepMs: number;
  longestTaskMs: number;
}

/**
 * Load the page `loads` times, after once to warm its cache. Medians; the longest task is that of
 * the two seconds after the first step of each load.
 * @throws Error when no step arrives.
 */
export async function measureLoads(
  browser: Browser,
  url: string,
  loads: number,
): Promise<LoadFigures> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript({ content: NOTE_FIRST_STEP });
  const firstSteps: number[] = [];
  const longestTasks: number[] = [];
  for (let i = 0; i <= loads; i++) {
    const page = await context.newPage();
    const firstStepMs = await firstStep(page, url);
    if (i > 0) {
      firstSteps.push(firstStepMs);
      longestTasks.push(await longestTask(browser, page));
    }
    await page.close();
  }
  await context.close();
  return { firstStepMs: median(firstSteps), longestTaskMs: median(longestTasks) };
}

/** An entry of Vite's manifest: a script with what it imports at once. */
interface ManifestEntry {
  file: string;
  name?: string;
  imports?: string[];
}

/**
 * Gzip size of the scripts that the instrument needs before anything that comes later, in bytes: the entry,
 * the instrument's own and all that both import at once.
 * @param folder the built site, with its manifest
 */
export async function firstScriptBytes(folder: string): Promise<number> {
  const text = await readFile(join(folder, ".vite/manifest.json"), "utf8");
  const manifest = JSON.parse(text) as Record<string, ManifestEntry>;
  const desk = Object.keys(manifest).filter(
    (key) => manifest[key]!.name === "desk" && manifest[key]!.file.endsWith(".js"),
  );
  const reached = new Set<string>();
  const reach = (key: string) => {
    if (reached.has(key)) return;
    reached.add(key);
    manifest[key]!.imports?.forEach(reach);
  };
  ["index.html", ...desk].forEach(reach);
  const files = [...reached].map((key) => join(folder, manifest[key]!.file));
  const sizes = files.map(async (file) => gzipSync(await readFile(file), { level: 9 }).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** From navigation to the first step, in ms. @throws Error when none arrives. */
async function firstStep(page: Page, url: string): Promise<number> {
  await page.goto(url);
  const noted = page.locator("html[data-first-step-ms]");
  await noted.waitFor({ state: "attached", timeout: PATIENCE_MS });
  return Number(await noted.getAttribute("data-first-step-ms"));
}

/** One entry of a Chromium trace; times in µs. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  dur?: number;
  args?: { name?: string };
}

/** The longest task of the page's main thread over the next two seconds, in ms. */
async function longestTask(browser: Browser, page: Page): Promise<number> {
  await browser.startTracing(page, {
    categories: ["toplevel", "disabled-by-default-devtools.timeline", "devtools.timeline"],
  });
  await page.waitForTimeout(WATCH_MS);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const threads = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(threadOf),
  );
  const tasks = trace.traceEvents.filter(
    (event) => event.name === "RunTask" && threads.has(threadOf(event)),
  );
  if (tasks.length === 0) throw new Error("the trace holds no task of the main thread");
  return Math.max(...tasks.map(({ dur }) => (dur ?? 0) / 1000));
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}:${tid}`;
}
