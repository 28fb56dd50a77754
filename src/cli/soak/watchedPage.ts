/** A page that is watched over a long run: its memory, its worker's, its processes', and its frames. */
import { readFile } from "node:fs/promises";
import type { Browser, CDPSession, Page } from "playwright";

/** What is in use at one moment, after a collection of garbage; bytes. */
export interface Usage {
  step: number;
  /** Since the page was opened, ms. */
  time: number;
  pageHeap: number;
  workerHeap: number;
  /** Of the processes of page and worker, and of graphics; 0 where the system does not say. */
  rendererResident: number;
  graphicsResident: number;
  /** Script time of the animation frames since the last look, ms: half of them, and 95 % of them, take less. */
  frameMedian: number;
  frame95: number;
}

/** Source of what the page runs first: note what its animation frames take, and what its worker has done. */
const NOTE = `
  globalThis.soak = { frames: [], step: -1 };
  const nextFrame = requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (draw) =>
    nextFrame((time) => {
      const begun = performance.now();
      draw(time);
      soak.frames.push(performance.now() - begun);
    });
  globalThis.Worker = class extends Worker {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        if (data?.type === "progress") soak.step = data.batch.firstStep + data.batch.length - 1;
      });
    }
  };
`;

interface HeapUsage {
  usedSize: number;
  backingStorageSize?: number;
}

/** Objects and the buffers behind typed arrays. */
const bytesOf = ({ usedSize, backingStorageSize = 0 }: HeapUsage) => usedSize + backingStorageSize;

/** Commands to the worker of a page, which Playwright has no session for. */
async function workerSession(client: CDPSession) {
  const answers = new Map<number, (result: unknown) => void>();
  let count = 0;
  client.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
    if (id !== undefined) answers.get(id)?.(result);
  });
  const attached = new Promise<string>((resolve) => {
    client.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      if (targetInfo.type === "worker") resolve(sessionId);
    });
  });
  const autoAttach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
  await client.send("Target.setAutoAttach", autoAttach);
  return async (method: string): Promise<unknown> => {
    const sessionId = await attached;
    const id = ++count;
    const answer = new Promise<unknown>((resolve) => answers.set(id, resolve));
    const message = JSON.stringify({ id, method });
    await client.send("Target.sendMessageToTarget", { sessionId, message });
    return answer;
  };
}

/** Resident memory of a process; 0 where the system does not say. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const status =
    pid === undefined ? "" : await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return 1024 * Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1] ?? 0);
}

async function processesOf(browser: Browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const resident = async (type: string) => {
    const pids = processInfo.filter((each) => each.type === type).map(({ id }) => id);
    return Math.max(0, ...(await Promise.all(pids.map(residentBytes))));
  };
  return { renderer: await resident("renderer"), graphics: await resident("GPU") };
}

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? 0;

/**
 * Open an address in this page and look at it whenever asked.
 * @param page fresh; one that has its worker at once.
 */
export async function openWatched(browser: Browser, page: Page, url: string) {
  await page.addInitScript({ content: NOTE });
  const client = await page.context().newCDPSession(page);
  const askWorker = await workerSession(client);
  await client.send("HeapProfiler.enable");
  await page.goto(url);
  const step = () => page.evaluate<number>("soak.step");
  return {
    /** The last row that has come. */
    step,
    look: async (): Promise<Usage> => {
      const frames = await page.evaluate<number[]>("soak.frames.splice(0)");
      frames.sort((a, b) => a - b);
      await askWorker("HeapProfiler.collectGarbage");
      await client.send("HeapProfiler.collectGarbage");
      const workerHeap = bytesOf((await askWorker("Runtime.getHeapUsage")) as HeapUsage);
      const pageHeap = bytesOf((await client.send("Runtime.getHeapUsage")) as HeapUsage);
      const { renderer, graphics } = await processesOf(browser);
      return {
        step: await step(),
        time: await page.evaluate<number>("performance.now()"),
        pageHeap,
        workerHeap,
        rendererResident: renderer,
        graphicsResident: graphics,
        frameMedian: quantile(frames, 0.5),
        frame95: quantile(frames, 0.95),
      };
    },
  };
}
