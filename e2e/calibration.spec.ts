import { expect, test, type Page } from "@playwright/test";
import { currentStep } from "./support/pageText.ts";

/** The speeds on screen, the fastest first. */
async function measuredRates(page: Page): Promise<{ text: string; names: string[] }> {
  const line = page.getByRole("region", { name: "Backend" }).getByText(/^Measured/);
  const text = (await line.innerText()).replaceAll("\u00a0", " ");
  const found = [...text.matchAll(/(\w+) · ([\d,.]+) steps\/s/g)];
  return { text, names: found.map(([, name]) => name ?? "") };
}

test("the page chooses a fastest backend, shows what it measured, and takes another", async ({
  page,
  context,
}) => {
  await page.goto("./");
  const line = page.getByRole("region", { name: "Backend" });
  // Where the speeds are close, wasm is taken though float64 is a little faster.
  const reason = /(\w+) is (the|about as) fast(est)? [\w ]*here[\w ]*\. Not webgpu: /;
  await expect(line).toContainText(reason);
  const { text, names } = await measuredRates(page);
  expect(names.toSorted()).toEqual(["float64", "wasm"]);
  const chosen = reason.exec(await line.innerText())?.[1] ?? "";
  expect([names[0], "wasm"]).toContain(chosen);
  const other = names.find((name) => name !== chosen) ?? "";

  await line.getByRole("combobox", { name: "Backend" }).selectOption(other);
  await expect(line).toContainText(`${other} is chosen by hand.`);
  await expect(line.locator("p").first()).toContainText(new RegExp(`^${other}`));
  expect((await measuredRates(page)).text).toBe(text);
  await expect.poll(() => currentStep(page)).toBeGreaterThan(10);
  await expect(page).toHaveURL(new RegExp(`backend=${other}`));

  // The next visit has the measurement already.
  const visit = await context.newPage();
  await visit.goto("./");
  await expect(visit.getByRole("region", { name: "Backend" })).toContainText(
    new RegExp(`${chosen} is (the fastest|about as fast)`),
  );
  expect((await measuredRates(visit)).text).toBe(text);
});
