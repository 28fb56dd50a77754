/** The built site under a strict policy, sent as a header by a plain web host, reports nothing. */
import { readFile } from "node:fs/promises";
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

test("the documents", async ({ page }) => {
  const violations = await watch(page);
  for (const name of ["teaching", "math", "links", "embedding", "robustness"]) {
    await page.goto(new URL(`docs/${name}.html`, server.url).href);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await violations(), name).toEqual([]);
  }
});
