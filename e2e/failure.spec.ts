import { expect, test } from "@playwright/test";
import { collectErrors, expectNoNonNumbers } from "./support/pageText.ts";

test("a broken link opens, says what was corrected, and keeps what it does not know", async ({
  page,
}) => {
  const errors = collectErrors(page);
  await page.goto("./#v=1&lr=-3&act=cosine&steps=banana&seed=%E0%A4%A&flavour=mint");
  const notices = page.getByRole("region", { name: "Notices" });
  for (const key of ["lr", "act", "steps", "seed", "flavour"]) {
    await expect(notices).toContainText(key);
  }
  await expectNoNonNumbers(page);
  expect(errors).toEqual([]);
});

test("what a link or a file holds is only ever text", async ({ page }) => {
  const errors = collectErrors(page);
  const markup = `<img id="owned" src="x" onerror="document.title='owned'">`;
  const hash = ["preset", markup, "lr", "act", "speed", "hide", "lesson"]
    .map((key) => `${encodeURIComponent(key)}=${encodeURIComponent(markup)}`)
    .join("&");
  await page.goto(`./#v=1&${hash}`);
  const notices = page.getByRole("region", { name: "Notices" });
  await expect(notices).toContainText("<img id=");
  // What opens files comes after the first picture.
  await page.waitForLoadState("networkidle");
  const file = `${markup};step;loss;sharpness\n1;0;1;2\n1;1;${markup};2\n`;
  await page.evaluate(
    ({ name, text }) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      for (const type of ["dragenter", "dragover", "drop"]) {
        const init = { dataTransfer: data, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent(type, init));
      }
    },
    { name: `${markup}.csv`, text: file },
  );
  await expect(notices).toContainText("cannot be opened");
  await expect(page.locator("#owned")).toHaveCount(0);
  expect(await page.title()).not.toBe("owned");
  expect(errors).toEqual([]);
});

test("missing data is reported in a sentence", async ({ page }) => {
  await page.route("**/data/*.bin", (route) => route.abort());
  await page.goto("./#v=1&preset=digits");
  await expect(page.getByRole("alert")).toContainText("mnist-2000.bin could not be read");
});

test("a worker that cannot start is reported in a sentence", async ({ page }) => {
  await page.route("**/assets/worker-*.js", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("alert").getByRole("button", { name: "Restart" })).toBeVisible();
});
