/** The built site under a strict policy, sent as a header by a plain web host, reports nothing. */
import { readdir, readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { collectErrors } from "./support/pageText.ts";
import { servePlainly, type PlainServer } from "./support/plainServer.ts";

let server: PlainServer;

/** What the markup of the page says of itself, sent with every file: the worker's and the documents' too. */
async function policyOfPage(): Promise<string> {
  const markup = await readFile("dist/index.html", "utf8");
  const content = /Content-Security-Policy" content="([^"]+)"/.exec(markup)?.[1] ?? "";
  return content.replaceAll("&#39;", "'");
}

test.beforeAll(async () => {
  server = await servePlainly("dist", "/", { "content-security-policy": await policyOfPage() });
});

test.afterAll(() => server.close());

/** Violations of the page and of its worker, which the browser prints on the console. */
async function watch(page: Page): Promise<() => Promise<string[]>> {
  const errors = collectErrors(page);
  await page.addInitScript({
    content: `globalThis.violations = [];
      addEventListener("securitypolicyviolation", (event) =>
        violations.push(event.violatedDirective + " " + event.blockedURI));`,
  });
  return async () => [...errors, ...(await page.evaluate<string[]>("violations"))];
}

async function openAndClose(page: Page, name: string): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
}

test("a run, every dialog, a lesson and lecture mode", async ({ page }) => {
  expect(await policyOfPage()).toMatch(/default-src 'none'.*style-src 'self';/);
  const violations = await watch(page);
  await page.goto(server.url);
  await expect(page.getByRole("region", { name: "Backend" })).toContainText("steps/s", {
    timeout: 60_000,
  });
  for (const name of ["Presets", "Runs", "Share", "Keys"]) await openAndClose(page, name);
  await page.getByRole("banner").getByRole("button", { name: "Lessons" }).click();
  await page.getByRole("dialog").getByRole("button").filter({ hasText: "Why does" }).click();
  await expect(page.getByText("Sharpness arrives at the line.").first()).toBeVisible();
  await expect(page.locator(".katex").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("l");
  await expect(page.locator("html")).toHaveAttribute("data-mode", "lecture");
  expect(await violations()).toEqual([]);
});

test("nothing in what is built makes code of a string, and no page has a script in it", async () => {
  const files = (await readdir("dist", { recursive: true })).filter((file) =>
    /\.(js|html)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const text = await readFile(`dist/${file}`, "utf8");
    if (file.endsWith(".html")) {
      expect(text, file).toContain("require-trusted-types-for");
      // Every script element has an address, and no element has a handler.
      expect(text.match(/<script(?![^>]*\ssrc=)/g), file).toBeNull();
      expect(text.match(/<[a-z]+[^>]*\son[a-z]+\s*=/gi), file).toBeNull();
    } else {
      expect(text.match(/\beval\(|new Function\(/g), file).toBeNull();
    }
  }
});

test("markup and foreign scripts made of strings are refused, our worker and our drawings are not", async ({
  page,
}) => {
  await page.goto(server.url);
  await expect(page.getByRole("region", { name: "Backend" })).toContainText("steps/s", {
    timeout: 60_000,
  });
  const refused = await page.evaluate(() => {
    const isRefused = (act: () => unknown) => {
      try {
        act();
        return false;
      } catch {
        return true;
      }
    };
    const place = document.createElement("p");
    return {
      markup: isRefused(() => (place.innerHTML = "<img src=x onerror=alert(1)>")),
      written: isRefused(() => place.insertAdjacentHTML("beforeend", "<b>x</b>")),
      foreign: isRefused(() => new Worker("https://other.example/worker.js")),
      inline: isRefused(() => new Worker("data:text/javascript,1")),
      code: isRefused(() => globalThis.setTimeout("1" as unknown as () => void)),
      policy: isRefused(() => {
        const { trustedTypes } = globalThis as unknown as {
          trustedTypes: { createPolicy: (name: string, rules: object) => unknown };
        };
        trustedTypes.createPolicy("another", {});
      }),
      drawing: isRefused(() => new DOMParser().parseFromString("<svg/>", "image/svg+xml")),
    };
  });
  expect(refused).toEqual({
    markup: true,
    written: true,
    foreign: true,
    inline: true,
    code: true,
    policy: true,
    drawing: false,
  });
});

test.describe("with the kept site", () => {
  test.use({ serviceWorkers: "allow" });
  test("the service worker is registered and keeps the page", async ({ page }) => {
    const violations = await watch(page);
    await page.goto(server.url);
    await expect
      .poll(
        () =>
          page.evaluate(() =>
            navigator.serviceWorker.getRegistration().then((it) => it?.active?.state),
          ),
        {
          timeout: 60_000,
        },
      )
      .toBe("activated");
    expect(await violations()).toEqual([]);
  });
});

test("the documents", async ({ page }) => {
  const violations = await watch(page);
  for (const name of ["teaching", "math", "links", "embedding", "robustness"]) {
    await page.goto(new URL(`docs/${name}.html`, server.url).href);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await violations(), name).toEqual([]);
  }
});
