import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { collectErrors, currentStep, expectNoNonNumbers } from "./support/pageText.ts";

const NAME = '<img src=x onerror="document.title=1">.csv';
const dialog = (page: Page) => page.getByRole("dialog", { name: "Your own data" });
const experiment = (page: Page) => page.getByRole("region", { name: "Experiment" });
const story = (page: Page) => page.getByRole("region", { name: "What is happening" });

const numbers = (page: Page) =>
  page.getByRole("toolbar", { name: "Numbers at this step" }).locator("dd").first();

/** Three classes in the plane, in words, one after the other. */
const FLOWERS = [
  "__proto__,<b>size</b>,kind",
  ...Array.from({ length: 60 }, (_, i) => {
    const kind = Math.floor(i / 20);
    const x = kind + Math.sin(i) / 3;
    return `${x.toFixed(3)},${(x * x + Math.cos(3 * i) / 3).toFixed(3)},${["rose", "lily", "aster"][kind]}`;
  }),
].join("\n");

interface GivenFile {
  name: string;
  bytes: Buffer;
}

const given = (name: string, content: string): GivenFile => ({ name, bytes: Buffer.from(content) });

async function choose(page: Page, files: GivenFile[]): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await dialog(page).getByRole("button", { name: "Choose files…" }).click();
  await (
    await choosing
  ).setFiles(
    files.map(({ name, bytes }) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: bytes,
    })),
  );
}

async function drop(page: Page, files: GivenFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (contents) => {
      const data = new DataTransfer();
      for (const { name, bytes } of contents)
        data.items.add(new File([Uint8Array.from(bytes)], name));
      return data;
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent("main", type, { dataTransfer: transfer });
  }
}

/** The opening run at its end. */
async function finished(page: Page): Promise<void> {
  await page.goto("./");
  await expect(story(page)).toContainText("finished");
}

test("a table is dropped, chosen from, trained on, and asked for by its link", async ({
  page,
  context,
}) => {
  const errors = collectErrors(page);
  await finished(page);
  const before = await currentStep(page);

  // A bad file is said, and the run stays.
  await drop(page, [given(NAME, FLOWERS.replace(",aster", ""))]);
  await expect(dialog(page).getByRole("alert")).toHaveText(
    `The file ${JSON.stringify(NAME)} cannot be used: line 42: got 2 fields, must be 3, as in the first line.`,
  );
  await expect(page.locator("img[src=x]")).toHaveCount(0);
  expect(await currentStep(page)).toBe(before);

  await choose(page, [given(NAME, FLOWERS)]);
  await expect(dialog(page)).toContainText("60 rows of 3 columns");
  await expect(dialog(page).getByRole("columnheader", { name: "<b>size</b>" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(violations).toEqual([]);
  await dialog(page).getByText("two classes, ±1").click();
  await dialog(page).getByRole("checkbox", { name: "aster" }).check();
  await expect(dialog(page).getByRole("checkbox", { name: "rose" })).not.toBeChecked();
  await dialog(page).getByLabel("Number of rows").fill("41");
  await dialog(page).getByRole("button", { name: "Train on these" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("it has 40 rows of these classes");
  expect(await currentStep(page)).toBe(before);
  await dialog(page).getByLabel("Number of rows").fill("30");
  await dialog(page).getByRole("button", { name: "Train on these" }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(experiment(page)).toContainText("30 rows");
  // Escape would give up a run that is still on its way; what is said at first is of the run before.
  await expect(page).toHaveURL(/data=file/);
  await expect(page.getByRole("button", { name: /^Cancel/ })).toBeHidden();
  await expect(story(page)).toContainText("finished");
  await page.getByRole("button", { name: "Number of samples: 30" }).click();
  await page.getByRole("textbox", { name: "Number of samples" }).fill("50");
  await page.keyboard.press("Enter");
  await expect(experiment(page).getByRole("alert")).toContainText(
    "it has 40 rows of these classes",
  );
  await page.keyboard.press("Escape");
  await expectNoNonNumbers(page);

  // Its link holds what the file must be, and takes no other.
  await expect(page).toHaveURL(/data=file&file=[0-9a-f]{64}\.\d+\./);
  const reader = await context.newPage();
  const readerErrors = collectErrors(reader);
  await reader.goto(page.url());
  await expect(dialog(reader)).toContainText(
    `This experiment is on the file ${JSON.stringify(NAME)}`,
  );
  await choose(reader, [given("other.csv", `${FLOWERS}\n`)]);
  await expect(dialog(reader).getByRole("alert")).toContainText(
    '"other.csv" is not the file of this experiment',
  );
  await drop(reader, [given("renamed.csv", FLOWERS)]);
  await expect(dialog(reader)).toBeHidden();
  await reader.getByRole("button", { name: "Play" }).first().click();
  await expect(story(reader)).toContainText("finished");
  const sharpness = (await numbers(page).textContent()) ?? "";
  expect(sharpness).toMatch(/\d/);
  await expect(numbers(reader)).toHaveText(sharpness);
  expect(errors).toEqual([]);
  expect(readerErrors).toEqual([]);
});

test("images of IDX and of CIFAR-10 are looked at and trained on", async ({ page }) => {
  const errors = collectErrors(page);
  await finished(page);
  await page.getByLabel("Data", { exact: true }).selectOption("file");
  const side = 6;
  const count = 40;
  const sizes = (...all: number[]) => all.flatMap((size) => [0, 0, 0, size]);
  const pixels = Array.from({ length: count * side * side }, (_, i) => (i * 37) % 256);
  const images = Buffer.from([0, 0, 8, 3, ...sizes(count, side, side), ...pixels]);
  const labels = Buffer.from([
    0,
    0,
    8,
    1,
    ...sizes(count),
    ...pixels.slice(0, count).map((p) => p % 2),
  ]);

  await choose(page, [{ name: "images.gz", bytes: gzipSync(images) }]);
  await expect(dialog(page).getByRole("alert")).toContainText("add the file of labels");
  await choose(page, [{ name: "labels", bytes: labels }]);
  await expect(dialog(page)).toContainText("40 images of 6 × 6");
  await dialog(page).getByRole("button", { name: "Train on these" }).click();
  await expect(experiment(page)).toContainText("36–");
  await expect(story(page)).toContainText("finished");

  await page.getByRole("button", { name: "Choose from images.gz" }).click();
  await dialog(page).getByRole("button", { name: "Other files…" }).click();
  const batch = readFileSync(new URL("../public/data/cifar10-0.bin", import.meta.url));
  await choose(page, [{ name: "data_batch_1.bin", bytes: batch.subarray(0, 100 * 3073) }]);
  await expect(dialog(page)).toContainText("100 images of 32 × 32 in colour");
  await expect(dialog(page).getByRole("checkbox", { name: "frog" })).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(experiment(page)).toContainText("36–");
  expect(errors).toEqual([]);
});

test("a run on own data goes on after a reload once its file is there again", async ({ page }) => {
  const errors = collectErrors(page);
  // So slow that a run from the start would be told from one that goes on.
  await page.goto("./#v=1&w=4&lr=0.02&steps=100000&ov=&backend=float64&run=1&speed=60");
  await expect.poll(() => currentStep(page)).toBeGreaterThan(10);
  await drop(page, [given("flowers.csv", FLOWERS)]);
  await dialog(page).getByRole("button", { name: "Train on these" }).click();
  await expect(experiment(page)).toContainText("60 rows");
  // Long enough for what is on screen to be stored.
  await expect.poll(() => currentStep(page), { timeout: 60_000 }).toBeGreaterThan(400);
  const before = await currentStep(page);
  await page.reload();
  await expect(dialog(page)).toContainText('on the file "flowers.csv"');
  await choose(page, [given("flowers.csv", FLOWERS)]);
  await expect(dialog(page)).toBeHidden();
  let step = 0;
  await expect
    .poll(async () => {
      const last = step;
      step = await currentStep(page);
      return step > 0 && step > last && last > 0;
    })
    .toBe(true);
  expect(step).toBeGreaterThan(before / 2);
  await expect(story(page).getByRole("alert")).toHaveCount(0);
  expect(errors).toEqual([]);
});
