import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, type Frame, type Page } from "@playwright/test";
import { collectErrors } from "./support/pageText.ts";

let host: Server;
let hostUrl: string;
/** What the host's page has in its frame. */
let embedded = "";

test.beforeAll(async () => {
  host = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><title>A course</title><body style="margin:0">
      <iframe src="${embedded.replaceAll("&", "&amp;")}" title="A run" width="720" height="405"></iframe>
      <div style="height:3000px"></div>
      <script>
        const said = [];
        addEventListener("message", ({ data }) => said.push(data));
      </script>`);
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  // Another site than localhost, where the app is.
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
});
test.afterAll(() => {
  host.closeAllConnections();
  host.close();
});

interface Watched {
  asked: string[];
  workers: number;
}

/** In every frame: note who asks for storage, listens to messages, or starts a worker. */
function watch(): void {
  const watched: Watched = { asked: [], workers: 0 };
  Object.assign(window, { watched });
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"]) {
    Object.defineProperty(window, name, {
      get: () => {
        watched.asked.push(name);
        throw new DOMException("Access is denied for this document.", "SecurityError");
      },
    });
  }
  Object.defineProperty(Document.prototype, "cookie", {
    get: () => {
      watched.asked.push("cookie");
      return "";
    },
    set: () => {
      watched.asked.push("cookie");
    },
  });
  Object.defineProperty(navigator, "serviceWorker", {
    get: () => {
      watched.asked.push("serviceWorker");
    },
  });
  const listen = window.addEventListener.bind(window);
  window.addEventListener = (type: string, ...rest: unknown[]) => {
    if (type === "message" && window.parent !== window) watched.asked.push("messages");
    Reflect.apply(listen, window, [type, ...rest]);
  };
  const { Worker } = window;
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      watched.workers++;
    }
  };
}

async function openEmbed(page: Page, baseURL: string | undefined, hash: string): Promise<Frame> {
  embedded = `${baseURL ?? ""}${hash}`;
  await page.addInitScript(watch);
  await page.goto(hostUrl);
  const frame = page.frames().find((other) => other.parentFrame() !== null);
  if (frame === undefined) throw new Error("The page has no frame.");
  await frame.getByRole("main").waitFor();
  return frame;
}

function watchedIn(frame: Frame): Promise<Watched> {
  return frame.evaluate(() => (window as unknown as { watched: Watched }).watched);
}

test("in another site's page it shows the recorded run at once and trains when asked to", async ({
  page,
  baseURL,
}) => {
  const errors = collectErrors(page);
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  const frame = await openEmbed(page, baseURL, "#v=1&preset=nudged&embed=1");
  await expect(frame.getByText(/^recorded run, .*stage \d of 4$/)).toBeVisible();
  await expect(frame.getByRole("heading", { name: "Spikes, foretold" })).toBeVisible();
  expect(await watchedIn(frame)).toEqual({ asked: [], workers: 0 });
  // Nothing of the instrument, nothing of the engine.
  expect(loaded.filter((path) => /worker|\/desk-|openDesk|tfjs|\.wasm|\.bin/.test(path))).toEqual(
    [],
  );
  expect(loaded.some((path) => /openEmbed/.test(path))).toBe(true);

  await frame.getByRole("button", { name: "Play" }).click();
  await expect(frame.getByText(/^[a-z-]+( [a-z]+)*: stage \d of 4$/)).toBeVisible();
  expect(await watchedIn(frame)).toEqual({ asked: [], workers: 1 });

  const link = frame.getByRole("link", { name: "Open in Brink" });
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(link).toHaveAttribute("href", "#v=1&preset=nudged");
  expect(await page.evaluate("said")).toEqual([{ type: "height", height: 405 }]);
  expect(errors).toEqual([]);

  // The watch works: the instrument in the same frame does ask.
  const desk = await openEmbed(page, baseURL, "#v=1&preset=nudged&run=0");
  expect((await watchedIn(desk)).asked).toContain("localStorage");
});

test("the page around it commands nothing", async ({ page, baseURL }) => {
  const frame = await openEmbed(page, baseURL, "#v=1&preset=nudged&embed=1");
  await expect(frame.getByText(/^recorded run, .*stage \d of 4$/)).toBeVisible();
  const before = await frame.locator("body").innerText();
  await page.evaluate(() => {
    const target = document.querySelector("iframe")?.contentWindow;
    for (const type of ["play", "start", "reset", "setLearningRate", "open", "height", "eval"]) {
      const command = { type, runId: 1, learningRate: 9, until: null, hash: "#v=1", code: "x" };
      for (const sent of [command, JSON.stringify(command), type]) target?.postMessage(sent, "*");
    }
  });
  await page.waitForTimeout(1000);
  expect(await frame.locator("body").innerText()).toBe(before);
  expect(await watchedIn(frame)).toEqual({ asked: [], workers: 0 });
});

test("what nobody sees does not compute, and goes on when it is seen", async ({
  page,
  baseURL,
}) => {
  const hash = "#v=1&preset=nudged&steps=0&embed=1&lock=rate";
  const frame = await openEmbed(page, baseURL, hash);
  await expect(frame.getByText("Play starts the run.")).toBeVisible();
  // A locked η is a word.
  await expect(frame.getByText(/^η = 0.11$/)).toBeVisible();
  expect(await frame.getByRole("button").count()).toBe(1);

  await frame.getByRole("button", { name: "Play" }).click();
  await expect(frame.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.evaluate(() => {
    scrollTo(0, 2000);
  });
  await expect(frame.getByRole("button", { name: "Play" })).toHaveCount(1);
  await page.evaluate(() => {
    scrollTo(0, 0);
  });
  await expect(frame.getByRole("button", { name: "Pause" })).toBeVisible();
});
