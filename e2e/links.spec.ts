import { readFile } from "node:fs/promises";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { collectErrors, currentStep, expectNoNonNumbers } from "./support/pageText.ts";

const share = (page: Page) => page.getByRole("dialog", { name: "Share this view" });

/** Tab on until the focus is there. */
async function reach(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 25; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], fileName));
      return data;
    },
    [name, text] as const,
  );
  // What hears of drops comes after the first picture.
  await expect(async () => {
    await page.dispatchEvent("main", "dragenter", { dataTransfer: transfer });
    await expect(page.getByText(/^Drop a trace or a link/)).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
}

test("a link rests, zooms, hides and locks as Share has put it together by keyboard", async ({
  page,
  context,
}) => {
  const errors = collectErrors(page);
  await page.goto("./#v=1&preset=nudged&at=150&window=100-260");
  await expect.poll(() => currentStep(page)).toBe(150);
  await expect(page.getByRole("button", { name: "Play", exact: true }).first()).toBeVisible();
  await expect(page).toHaveURL(/at=150&window=100-260$/);

  await page.getByRole("button", { name: "Share" }).focus();
  await page.keyboard.press("Enter");
  const link = share(page).getByRole("textbox", { name: "Link" });
  await expect(link).toHaveValue(/&window=100-260$/);
  const option = (group: string, name: string | RegExp) =>
    share(page).getByRole("group", { name: group }).getByRole("radio", { name });
  await reach(page, option("The link opens", "playing"));
  await page.keyboard.press("ArrowLeft");
  await expect(option("The link opens", "paused at step 150")).toBeChecked();
  await reach(page, option("The link shows", "everything"));
  await page.keyboard.press("ArrowRight");
  await reach(page, option("The reader may change", "everything"));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(link).toHaveValue(/at=150&hide=controls&lock=settings,rate&window=100-260$/);
  const characters = await share(page)
    .getByText(/of 300 characters/)
    .innerText();
  expect(Number.parseInt(characters)).toBeLessThan(200);

  // For the last row, and back.
  await reach(page, share(page).getByRole("button", { name: "Show large" }));
  await page.keyboard.press("Enter");
  const code = page.getByRole("img", { name: "QR code of the link, large" });
  const { width = 0, height = 0 } = (await code.boundingBox()) ?? {};
  expect(Math.min(width, height)).toBeGreaterThan(500);
  await page.keyboard.press("Escape");
  await expect(code).toBeHidden();

  const file = share(page).getByRole("button", { name: "Save link as a file" });
  await reach(page, file);
  const downloading = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("brink-nudged-link.json");
  const text = await readFile(await download.path(), "utf8");
  expect(JSON.parse(text)).toMatchObject({
    format: "brink-link",
    preset: "nudged",
    settings: { at: "150", hide: "controls", lock: "settings,rate", window: "100-260" },
  });
  const hash = await link.inputValue();
  expect(errors).toEqual([]);

  // The file opens to the same as the link.
  const copy = await context.newPage();
  await copy.goto("./#v=1&preset=classic&run=0");
  await copy.getByRole("button", { name: "Share" }).waitFor();
  // What opens files comes after the first picture.
  await copy.waitForLoadState("networkidle");
  await dropFile(copy, "lesson.json", text);
  await expect(copy).toHaveURL((url) => url.hash === hash);
  await expect.poll(() => currentStep(copy)).toBe(150);
  await expect(copy.getByRole("button", { name: "Presets" })).toBeHidden();
  await expectNoNonNumbers(copy);
});

test("what is hidden leaves no hole, and what is locked is words", async ({ page }) => {
  await page.goto("./#v=1&preset=nudged&run=0&hide=side,distance&lock=settings,rate");
  const experiment = page.getByRole("region", { name: "Experiment" });
  await expect(experiment).toContainText("Train a 1–16–16–1 tanh network");
  expect(await experiment.getByRole("button").count()).toBe(0);
  expect(await experiment.getByRole("combobox").count()).toBe(0);
  await expect(page.getByRole("region", { name: "Step size" })).toContainText("0.11");
  expect(await page.getByRole("textbox", { name: "Step size η" }).count()).toBe(0);
  expect(await page.getByRole("slider", { name: /Step size/ }).count()).toBe(0);
  expect(await page.getByRole("switch").count()).toBe(0);
  await expect(page.getByRole("region", { name: "Curves" })).toContainText("Gradient descent");
  await expect(page.getByRole("button", { name: "Presets" })).toBeHidden();

  const charts = page.getByRole("slider", { name: /^Loss, sharpness/ });
  const edges = async () => {
    const { x = 0, width = 0 } = (await charts.boundingBox()) ?? {};
    return { left: x, right: x + width };
  };
  // To the end of the window, where the last column was.
  const { innerWidth } = await page.evaluate(() => ({ innerWidth: window.innerWidth }));
  expect(innerWidth - (await edges()).right).toBeLessThan(40);
  await page.goto("./#v=1&preset=nudged&run=0&hide=controls,side,header,strip");
  await expect(page.getByRole("region", { name: "Experiment" })).toBeHidden();
  expect((await edges()).left).toBeLessThan(40);
  expect(innerWidth - (await edges()).right).toBeLessThan(40);
  const { y = 0, height = 0 } = (await charts.boundingBox()) ?? {};
  expect(y).toBeLessThan(40);
  expect(y + height).toBeGreaterThan((page.viewportSize()?.height ?? 0) - 40);
  // A key does what there is no button for.
  await page.keyboard.press(" ");
  await expect.poll(async () => charts.getAttribute("aria-valuemax")).not.toBe("0");
});
