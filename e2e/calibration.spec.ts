import { expect, test, type Page } from "@playwright/test";
import { currentStep } from "./support/pageText.ts";

/** The speeds on screen, the fastest first. */
async function measuredRates(page: Page): Promise<{ text: string; names: string[] }> {
  const line = page.getByRole("region", { name: "Backend" }).getByText(/^Measured/);
  const text = (await line.innerText()).replaceAll("\u00a0", " ");
  const found = [...text.matchAll(/(\w+) · ([\d,.]+) steps\/s/g)];
  return { text, names: found.map(([, name]) => name ?? "") };
}

test("the page chooses the fastest backend, shows what it measured, and takes another", async ({
  page,
  context,
}) => {
  await page.goto("./");
  const line = page.getByRole("region", { name: "Backend" });
  await expect(line).toContainText(/is the fastest here\. Not webgpu: /);
  const { text, names } = await measuredRates(page);
  expect(names.toSorted()).toEqual(["float64", "wasm"]);
  const [fastest = "", slower = ""] = names;
  await expect(line).toContainText(`${fastest} is the fastest here.`);

  await line.getByRole("combobox", { name: "Backend" }).selectOption(slower);
  await expect(line).toContainText(`${slower} is chosen by hand.`);
  await expect(line.locator("p").first()).toContainText(new RegExp(`^${slower}`));
  expect((await measuredRates(page)).text).toBe(text);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(10);
  await expect(page).toHaveURL(new RegExp(`backend=${slower}`));

  // The next visit has the measurement already.
  const visit = await context.newPage();
  await visit.goto("./");
  await expect(visit.getByRole("region", { name: "Backend" })).toContainText(
    `${fastest} is the fastest here.`,
  );
  expect((await measuredRates(visit)).text).toBe(text);
});
