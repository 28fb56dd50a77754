import { expect, test } from "@playwright/test";
import {
  collectErrors,
  currentStep,
  edgeEvent,
  expectNoNonNumbers,
  pauseByKey,
  playSlowly,
} from "./support/pageText.ts";

test("the page opens on a run that reaches the edge by itself", async ({ page }) => {
  const errors = collectErrors(page);
  await page.goto("./");
  await expect(edgeEvent(page)).toBeVisible();
  await expect(page.getByText(/stage [1-4] of 4/).first()).toBeVisible();
  await expectNoNonNumbers(page);
  expect(errors).toEqual([]);
});

test("play, pause, step and reset by keyboard", async ({ page }) => {
  await playSlowly(page);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(10);
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: /^Play/ }).first()).toBeVisible();
  await page.waitForTimeout(500);
  const paused = await currentStep(page);
  await page.waitForTimeout(500);
  expect(await currentStep(page)).toBe(paused);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => currentStep(page)).toBe(paused + 1);
  await page.keyboard.press("r");
  await expect.poll(() => currentStep(page)).toBeLessThan(paused);
  await page.getByRole("button", { name: "Undo reset" }).click();
  await expect.poll(() => currentStep(page)).toBe(paused + 1);
});

test("a live change of η moves the line, and the link carries it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await playSlowly(page);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(60);
  const paused = await pauseByKey(page);
  const entry = page.getByRole("textbox", { name: "Step size η" }).first();
  // A decimal comma is a decimal point.
  await entry.fill("0,055");
  await entry.press("Enter");
  const changed = paused + 1;
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Play", exact: true }).first().click();
  await expect(page.getByText(/the line jumps to 36\.4/)).toBeVisible();
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByRole("button", { name: /Copied, \d+ characters/ })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThan(300);
  const url = new URL(link);
  expect(url.hash).toContain(`${changed}:0.055`);

  const copy = await context.newPage();
  await copy.goto(link);
  await expect.poll(() => currentStep(copy)).toBeGreaterThan(changed + 2);
  await expect(copy.getByText(/the line jumps to 36\.4/)).toBeVisible();
});

test("another preset starts a run of its own", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: /Never at the edge/ }).click();
  await expect(page).toHaveURL(/preset=too-small/);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(5);
});

test("divergence stops, keeps the last finite step and offers a stable η", async ({ page }) => {
  await page.goto("./#v=1&preset=too-large");
  await expect(page.getByRole("heading", { name: /Diverged/ })).toBeVisible();
  const story = page.getByRole("region", { name: "What is happening" });
  await expect(story).toContainText("2/η");
  await expectNoNonNumbers(page);
  await page.getByRole("button", { name: /^Try η/ }).click();
  await expect(page.getByRole("heading", { name: /Diverged/ })).toBeHidden();
  await expect.poll(() => currentStep(page)).toBeGreaterThan(50);
});

test("overlays are switched by their row", async ({ page }) => {
  await page.goto("./");
  const row = page.getByRole("switch", { name: /^Gradient flow/ });
  await expect(row).toHaveAttribute("aria-checked", "true");
  await row.click();
  await expect(row).toHaveAttribute("aria-checked", "false");
  await expect(page).toHaveURL(/curves=/);
});
