/** The built folder on a plain web host, under a sub-path: kept after one visit, changed only when asked. */
import { appendFile, cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { collectErrors, currentStep } from "./support/pageText.ts";
import { servePlainly, type PlainServer } from "./support/plainServer.ts";

test.use({ serviceWorkers: "allow" });

let folder: string;
let server: PlainServer;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "brink-site-"));
  await cp("dist", folder, { recursive: true });
  server = await servePlainly(folder, "/lectures/brink/");
});

test.afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const device = (page: Page) => page.getByRole("region", { name: "This device" });

async function visit(page: Page): Promise<void> {
  await page.goto(server.url);
  await expect(device(page)).toContainText("opens without a network", { timeout: 60_000 });
}

test("after one visit the page opens, trains and shows its presets with the server gone", async ({
  page,
}) => {
  await visit(page);
  await server.close();
  const errors = collectErrors(page);
  await page.reload();
  await expect.poll(() => currentStep(page), { timeout: 60_000 }).toBeGreaterThan(100);
  await page.getByRole("button", { name: "Presets" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  // Data that the first visit had no use for.
  await page.goto(`${server.url}#v=1&preset=digits&backend=float64`);
  await expect(page.getByRole("region", { name: "Experiment" })).toContainText("MNIST");
  await expect.poll(() => currentStep(page), { timeout: 60_000 }).toBeGreaterThan(5);
  expect(errors.filter((error) => !error.includes("ERR_CONNECTION_REFUSED"))).toEqual([]);
});

test("data that are too many to keep at once are kept when they have been used", async ({
  page,
}) => {
  await visit(page);
  await page.reload();
  const cats = "data=cifar10&n=40&classes=3,5&side=8&targets=sign&w=4&backend=float64&run=1";
  await page.goto(`${server.url}#v=1&${cats}`);
  await expect.poll(() => currentStep(page), { timeout: 60_000 }).toBeGreaterThan(5);
  await server.close();
  await page.reload();
  await expect(page.getByRole("region", { name: "Experiment" })).toContainText("CIFAR-10");
  // It waits for Play, at a row for which the data were needed.
  await expect.poll(() => currentStep(page), { timeout: 60_000 }).toBe(0);
});

test("a newer version waits beside a run, and comes when it is asked for", async ({ page }) => {
  await visit(page);
  await page.reload();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(100);
  await page.evaluate(() => {
    document.documentElement.dataset["visit"] = "first";
  });
  await appendFile(join(folder, "sw.js"), "\n// A newer version.\n");
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
  });
  await expect(device(page)).toContainText("newer version of Brink is ready", { timeout: 60_000 });
  await expect(page.locator("html")).toHaveAttribute("data-visit", "first");
  await device(page).getByRole("button", { name: "Load it now" }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-visit", "first");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(100);
});

test("the manifest names what a home screen needs, all of it there", async ({ page, request }) => {
  await page.goto(server.url);
  const href = await page.locator('link[rel="manifest"]').getAttribute("href");
  const manifest: unknown = await (await request.get(new URL(href!, server.url).href)).json();
  expect(manifest).toMatchObject({ start_url: "./", scope: "./", display: "standalone" });
  const { icons } = manifest as { icons: { src: string; sizes: string }[] };
  expect(icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
  for (const { src } of icons) {
    expect((await request.get(new URL(src, server.url).href)).ok()).toBe(true);
  }
  const worker = await readFile("dist/sw.js", "utf8");
  for (const name of ["index.html", "data/mnist-2000.bin"]) expect(worker).toContain(name);
});
