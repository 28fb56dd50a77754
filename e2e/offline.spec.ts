/** The connection goes while a run is on screen, on a visit that keeps nothing on the device. */
import { expect, test } from "@playwright/test";
import { expectNoNonNumbers, pauseByKey, playSlowly } from "./support/pageText.ts";

const DIALOGS = [
  { button: "Presets", dialog: "Presets" },
  { button: "Runs", dialog: "Runs" },
  { button: "Share", dialog: "Share" },
  { button: /^Keys/, dialog: "Keys" },
];

test("without a connection the run stays, each click says what is missing, and works again later", async ({
  page,
  context,
}) => {
  await playSlowly(page);
  const step = await pauseByKey(page);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const toolbar = page.getByRole("toolbar", { name: "Page" });
  const alert = page.getByRole("alert");
  await context.setOffline(true);
  for (const { button, dialog } of DIALOGS) {
    await toolbar.getByRole("button", { name: button }).click();
    await expect(alert).toContainText(`“${dialog}” could not be loaded: this device is offline.`);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.locator(".figure > canvas").first()).toBeVisible();
    await expect(page.getByText(`Step ${step}`, { exact: true }).first()).toBeVisible();
  }
  await expectNoNonNumbers(page);

  await context.setOffline(false);
  for (const { button, dialog } of DIALOGS) {
    await toolbar.getByRole("button", { name: button }).click();
    await expect(page.getByRole("dialog", { name: dialog })).toBeVisible();
    await expect(alert.filter({ hasText: `“${dialog}”` })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await expect(alert).toHaveCount(0);
  // Each with its styles: the bundler asks for these once only.
  const unstyled = await page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]"))
      .filter(({ sheet }) => sheet === null)
      .map(({ href }) => href),
  );
  expect(unstyled).toEqual([]);
  await page.getByRole("button", { name: /^Step/ }).first().click();
  await expect(page.getByText(`Step ${step + 1}`, { exact: true }).first()).toBeVisible();
  expect(errors).toEqual([]);
});
