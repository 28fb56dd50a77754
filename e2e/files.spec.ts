import { readFileSync } from "node:fs";
import { expect, test, type Download, type Page } from "@playwright/test";
import type { Trace } from "../src/share/traceFile.ts";
import { collectErrors, currentStep, edgeEvent, expectNoNonNumbers } from "./support/pageText.ts";

const story = (page: Page) => page.getByRole("region", { name: "What is happening" });
const share = (page: Page) => page.getByRole("dialog", { name: "Share this view" });

async function contentOf(download: Promise<Download>): Promise<{ name: string; bytes: Buffer }> {
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Save by the button of this name in the open dialog. */
async function save(page: Page, button: string | RegExp) {
  const downloading = page.waitForEvent("download");
  const exact = typeof button === "string";
  await share(page).getByRole("button", { name: button, exact }).click();
  return contentOf(downloading);
}

/** The opening run at its end. */
async function finished(page: Page): Promise<void> {
  await page.goto("./");
  await expect(story(page)).toContainText("finished");
}

async function chooseFile(page: Page, name: string, content: string): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file…" }).click();
  await (await choosing).setFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
}

/** Drop a file in the middle of the page, as from another window. */
async function dropFile(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text ?? ""], fileName ?? ""));
      return data;
    },
    [name, content] as const,
  );
  for (const type of ["dragenter", "dragover"]) {
    await page.dispatchEvent("main", type, { dataTransfer: transfer });
  }
  await expect(page.getByText(/^Drop a trace/)).toBeVisible();
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
  await expect(page.getByText(/^Drop a trace/)).toBeHidden();
}

const NAME = '<img src=x onerror="document.title=1">';
const ELSEWHERE = [
  `step,loss,sharpness,"${NAME.replaceAll('"', '""')}"`,
  ...Array.from({ length: 120 }, (_, step) => `${step},${1 / (1 + step)},${5 + step / 10},0`),
].join("\r\n");

test("files go out in every form and come back, by pointer", async ({ page }) => {
  const errors = collectErrors(page);
  await finished(page);
  const last = await currentStep(page);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(share(page).getByText(/\d+ of 300 characters/)).toBeVisible();

  const csv = await save(page, "CSV");
  expect(csv.name).toBe(`brink-nudged-${last}.csv`);
  const [first = "", ...lines] = csv.bytes.toString().split("\r\n");
  expect(first).toMatch(/^# Brink trace, version 1: http.*#v=1&preset=nudged/);
  expect(lines.filter((line) => /^\d/.test(line))).toHaveLength(last + 1);

  const json = await save(page, "JSON trace");
  const trace = JSON.parse(json.bytes.toString()) as Trace;
  expect(trace.columns.step).toHaveLength(last + 1);
  expect(trace.edgeSteps).toHaveLength(1);

  await share(page).getByText("16:9").click();
  await share(page).getByText("transparent").click();
  const svg = (await save(page, "SVG")).bytes.toString();
  expect(svg).toMatch(/^<svg [^>]*width="960" height="540"/);
  expect(svg).not.toMatch(/<rect|NaN|var\(/);
  expect(svg).toContain("edge: predictions start</text>");
  expect(svg).toContain("tanh network, 20 points of T₄");
  expect(svg).toContain("#v=1&amp;preset=nudged");
  expect(svg.match(/stroke="#c03a00"[^>]*stroke-dasharray="8 4.4"/g)?.length).toBe(3);

  const png = (await save(page, /^PNG/)).bytes;
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 1080]);

  const script = (await save(page, "Download the PyTorch script")).bytes.toString();
  expect(script).toContain("import torch");
  expect(script).toContain("WIDTHS, BIAS = [1, 16, 16, 1], True");
  expect(script).toContain(`STEPS = ${last}`);
  expect(script).toContain(`if step == ${trace.edgeSteps[0]}:`);

  // Another run is on screen when the trace comes back; its curve is the one that was saved.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: /Never at the edge/ }).click();
  await expect(page).toHaveURL(/preset=too-small/);
  await page.getByRole("button", { name: "Share" }).click();
  await chooseFile(page, "saved.json", json.bytes.toString());
  await expect(share(page)).toBeHidden();
  await expect.poll(() => currentStep(page)).toBe(last);
  await expect(page.getByText("saved.json")).toBeVisible();
  await expect(edgeEvent(page)).toBeVisible();
  const values = page.getByRole("region", { name: /^Values/ });
  await expect(values).toContainText((trace.columns.loss?.[last] ?? NaN).toFixed(4));
  await page.getByRole("button", { name: "Share" }).click();
  const again = JSON.parse((await save(page, "JSON trace")).bytes.toString()) as Trace;
  expect(again).toEqual(trace);
  await page.keyboard.press("Escape");

  // It has its experiment, so it goes on from its end.
  await page.getByRole("button", { name: /^Step/ }).first().click();
  await expect.poll(() => currentStep(page)).toBe(last + 1);
  expect(errors).toEqual([]);
});

test("results of another program, and files that are none, by drop", async ({ page }) => {
  const errors = collectErrors(page);
  await finished(page);
  const last = await currentStep(page);
  const title = await page.title();

  await dropFile(page, `${NAME}.json`, '{"format":"brink-trace","version":9}');
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText("version: got 9, must be 1");
  await expect(notices).toContainText("<img src=x");
  expect(await currentStep(page)).toBe(last);
  await expect(page.getByText("Spikes, foretold").first()).toBeVisible();

  await dropFile(page, `${NAME}.csv`, ELSEWHERE);
  await page.getByRole("textbox", { name: "Step size η of the file" }).fill("zero");
  await page.getByRole("button", { name: "Show the run" }).click();
  await expect(page.getByRole("alert")).toContainText("Type η as a number");
  await page.getByRole("textbox", { name: "Step size η of the file" }).fill("0,2");
  await page.getByRole("button", { name: "Show the run" }).click();
  await expect.poll(() => currentStep(page)).toBe(119);
  await expect(story(page)).toContainText("Computed elsewhere");
  await expect(page.getByText(/cannot be continued/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Play" }).first()).toBeDisabled();
  await expect(page.getByRole("button", { name: /^Step/ }).first()).toBeDisabled();
  await expect(page.locator("svg").getByText("2/η = 10").first()).toBeVisible();
  await expect(notices).toContainText("not known here and not shown");
  await page.keyboard.press("Space");
  await page.keyboard.press("r");
  await page.waitForTimeout(300);
  expect(await currentStep(page)).toBe(119);

  await page.getByRole("button", { name: "Share" }).click();
  await expect(share(page)).toContainText("no link can open it");
  const csv = (await save(page, "CSV")).bytes.toString();
  expect(csv).toContain("step,learningRate,loss,sharpness\r\n0,0.2,1,5\r\n");
  await page.keyboard.press("Escape");

  // Text of a file is never markup.
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.title()).toBe(title);
  await expectNoNonNumbers(page);
  await page.getByRole("button", { name: "Back to the last run" }).click();
  await expect.poll(() => currentStep(page)).toBe(last);
  expect(errors).toEqual([]);
});

test("files go out and come back by keyboard alone", async ({ page }) => {
  await finished(page);
  const last = await currentStep(page);
  const header = page.getByRole("button", { name: "Share" });
  await header.focus();
  await page.keyboard.press("Enter");
  await expect(share(page)).toBeVisible();
  const reach = async (name: string | RegExp) => {
    const target = share(page).getByRole("button", { name, exact: typeof name === "string" });
    for (let i = 0; i < 25; i++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    await expect(target).toBeFocused();
  };
  await reach("SVG");
  let downloading = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await contentOf(downloading)).bytes.toString()).toContain("</svg>");
  await reach("JSON trace");
  downloading = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const { bytes } = await contentOf(downloading);
  const trace = JSON.parse(bytes.toString()) as Trace;
  const columns = Object.fromEntries(
    Object.entries(trace.columns).map(([name, values]) => [name, values.slice(0, 30)]),
  );
  const ended = { step: 29, reason: "steps" };
  const short = { ...trace, columns, ended, edgeSteps: [], overlayStops: [] };
  const buffer = Buffer.from(JSON.stringify(short));
  // Listening early: the picker is caught only once the browser knows that somebody listens.
  page.on("filechooser", (chooser) => {
    void chooser.setFiles({ name: "short.json", mimeType: "application/json", buffer });
  });
  await reach("Open a file…");
  await page.keyboard.press("Enter");
  await expect.poll(() => currentStep(page)).toBe(29);
  // The focus is back where the dialog was opened, and Space would open it again.
  await expect(header).toBeFocused();
  await page.getByRole("button", { name: "Play" }).first().focus();
  await page.keyboard.press("Space");
  await expect.poll(() => currentStep(page)).toBe(last);
});
