/** What only a browser can measure: webgpu and webgl rows, and the page itself. */
import type { Browser, Page } from "playwright";
import { findChromium } from "../../../e2e/support/chromium.ts";
import type { BenchArguments } from "./benchArguments.ts";
import type { BenchRow, PageFigures } from "./benchReport.ts";
import { launchChromium, serveBuild, serveSource } from "./browserSession.ts";
import type { Note } from "./nodeRows.ts";
import { firstScriptBytes, measureLoads } from "./pageLoads.ts";
import type { SamplePlan } from "./sampling.ts";

const BROWSER_BACKENDS = ["webgpu", "webgl"] as const;
const BLANK_PAGE = "<!doctype html><title>Benchmark</title><body></body>";

export interface BrowserFigures {
  rows: BenchRow[];
  page: PageFigures | null;
}

/** Everything that can be measured in the Chromium found here; what cannot is noted. */
export async function measureInBrowser(
  options: BenchArguments,
  plan: SamplePlan,
  note: Note,
): Promise<BrowserFigures> {
  if (findChromium() === undefined) {
    note("webgpu, webgl and page: left out, no Chromium found (CHROMIUM_PATH names one)");
    return { rows: [], page: null };
  }
  const page: PageFigures = {
    redraw100kMs: null,
    firstStepMs: null,
    longestTaskMs: null,
    firstScriptBytes: null,
  };
  const rows: BenchRow[] = [];
  await attempt("browser modules", note, async () => {
    const source = await serveSource();
    try {
      rows.push(...(await measureBrowserRows(source.url, options, plan, note)));
      note("redraw of 100,000 steps");
      await attempt("redraw", note, async () => {
        page.redraw100kMs = await withBlankPage("any", source.url, (blank) =>
          call<number>(blank, "redraw.ts", "measureRedraw", [4 * plan.minimum]),
        );
      });
    } finally {
      await source.close();
    }
  });
  await attempt("page loads", note, async () => {
    note("building the page");
    const built = await serveBuild();
    const browser = await launchChromium("any");
    try {
      page.firstScriptBytes = await firstScriptBytes(built.folder);
      note("page loads");
      Object.assign(page, await measureLoads(browser, built.url, plan.minimum));
    } finally {
      await browser.close();
      await built.close();
    }
  });
  return { rows, page };
}

async function measureBrowserRows(
  url: string,
  { sizes, backends, isQuick }: BenchArguments,
  plan: SamplePlan,
  note: Note,
): Promise<BenchRow[]> {
  const wanted = BROWSER_BACKENDS.filter((name) => backends === null || backends.includes(name));
  if (wanted.length === 0) return [];
  const isHardware = await withBlankPage("any", url, (page) =>
    call<boolean>(page, "browserRows.ts", "hasHardwareAdapter", []),
  );
  if (!isHardware && isQuick && backends === null) {
    note("webgpu and webgl: left out, software adapters are slow; --backends webgpu measures them");
    return [];
  }
  const affordable = isHardware ? sizes : sizes.filter((size) => size === "tiny");
  if (affordable.length < sizes.length) {
    note("webgpu and webgl: tiny only, there is no graphics card and software adapters are slow");
  }
  const rows: BenchRow[] = [];
  for (const backend of wanted) {
    for (const size of affordable) {
      const row = `${size} on ${backend}${isHardware ? "" : " (software adapter)"}`;
      note(row);
      await attempt(row, note, async () => {
        rows.push(
          await withBlankPage(isHardware ? "any" : "software", url, (page) =>
            call<BenchRow>(page, "browserRows.ts", "measureBrowserRow", [size, backend, plan]),
          ),
        );
      });
    }
  }
  return rows;
}

/** Failure of one part leaves the others standing. */
async function attempt(what: string, note: Note, measure: () => Promise<void>): Promise<void> {
  try {
    await measure();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    note(`${what}: left out, ${message.split("\n")[0]!}`);
  }
}

/** An empty page of the source server's origin, in a browser of its own. */
async function withBlankPage<T>(
  adapter: Parameters<typeof launchChromium>[0],
  url: string,
  measure: (page: Page) => Promise<T>,
): Promise<T> {
  const browser: Browser = await launchChromium(adapter);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const blank = new URL("blank", url).href;
    await page.route(blank, (route) =>
      route.fulfill({ contentType: "text/html", body: BLANK_PAGE }),
    );
    await page.goto(blank);
    return await measure(page);
  } finally {
    await browser.close();
  }
}

/** Call an exported function of a module beside this one, in the page. */
function call<T>(page: Page, file: string, name: string, args: readonly unknown[]): Promise<T> {
  const list = args.map((arg) => JSON.stringify(arg)).join(", ");
  return page.evaluate<T>(
    `import("/src/cli/bench/${file}").then((module) => module.${name}(${list}))`,
  );
}
