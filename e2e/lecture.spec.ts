import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

/** What the page has done with the display's lock, in a browser that has one. */
async function standInForWakeLock(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const log: string[] = [];
    Object.assign(globalThis, { wakeLockLog: log });
    const request = async () => {
      log.push("request");
      const release = async () => {
        log.push("release");
      };
      return { released: false, release };
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
  });
  return () => page.evaluate<string[]>("wakeLockLog");
}

/** The texts of the lecture that can be seen: size, and how far they stick out of the window. */
async function visibleTexts(page: Page) {
  return await page.getByRole("main", { name: "Lecture" }).evaluate((main) => {
    const texts: { text: string; size: number; outside: number }[] = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? "";
      if (parent === null || text === "" || parent.closest(".visually-hidden") !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right, top, bottom, width } = range.getBoundingClientRect();
      if (width === 0 || !parent.checkVisibility({ visibilityProperty: true })) continue;
      const outside = Math.max(-left, -top, right - innerWidth, bottom - innerHeight);
      texts.push({ text, size: Number.parseFloat(getComputedStyle(parent).fontSize), outside });
    }
    return texts;
  });
}

async function checkReadable(page: Page, smallest: number, state: string): Promise<void> {
  const texts = await visibleTexts(page);
  expect(texts.length, state).toBeGreaterThan(10);
  expect(
    texts.filter(({ size }) => size < smallest - 0.01),
    state,
  ).toEqual([]);
  expect(
    texts.filter(({ outside }) => outside > 0),
    state,
  ).toEqual([]);
  const sentence = page.getByRole("region", { name: "What is happening" });
  const room = await sentence.evaluate((element) => element.scrollHeight - element.clientHeight);
  expect(room, state).toBeLessThanOrEqual(1);
  const charts = page.getByRole("slider", { name: /^Loss, sharpness/ });
  const [above, below] = [await charts.boundingBox(), await sentence.boundingBox()];
  expect((above?.y ?? NaN) + (above?.height ?? NaN), state).toBeLessThanOrEqual(below?.y ?? NaN);
}

/** Charts are drawn in the frames that follow. */
async function expectReadable(page: Page, smallest: number, state: string): Promise<void> {
  await expect(() => checkReadable(page, smallest, state)).toPass();
}

/** The opening run to its end, in lecture mode. */
async function lecture(page: Page): Promise<void> {
  await page.goto("./");
  await expect(page.getByText(/^Step 320.*finished$/)).toBeVisible();
  await page.getByRole("button", { name: "Share" }).focus();
  await page.keyboard.press("l");
  await expect(page.getByRole("main", { name: "Lecture" })).toBeFocused();
}

test("a lecture is given by keyboard alone", async ({ page }) => {
  const wakeLock = await standInForWakeLock(page);
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.setViewportSize({ width: 1280, height: 720 });
  await lecture(page);
  expect(await wakeLock()).toEqual(["request"]);
  await expect(page.getByRole("button", { name: "Share" })).toBeHidden();
  const figure = page.getByRole("slider", { name: /^Loss, sharpness/ });
  const said = page.getByRole("status");
  const story = page.getByRole("region", { name: "What is happening" });
  const rate = page.getByRole("main").getByText(/^η = /).first();
  await expect(figure.getByText("θ†")).toBeVisible();
  await expectReadable(page, 20, "at the end of the run");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);

  // The steps around the edge, and back.
  await expect(figure.locator(".x-ticks")).toContainText("300");
  await page.keyboard.press("z");
  await expect(figure.locator(".x-ticks")).toContainText("250");
  await expect(figure.locator(".x-ticks")).not.toContainText("300");
  await expectReadable(page, 20, "zoomed");
  await page.keyboard.press("z");
  await expect(figure.locator(".x-ticks")).toContainText("300");

  await page.keyboard.press("o");
  await expect(said).toHaveText("Descent alone");
  await expect(figure.getByText("θ†")).toHaveCount(0);
  await page.keyboard.press("o");
  await expect(said).toHaveText("With the prediction");
  await page.keyboard.press("o");
  await expect(said).toHaveText("All overlays");
  await expect(figure.getByText("θ†")).toBeVisible();

  await expect(rate).toHaveText("η = 0.11");
  await page.keyboard.press("+");
  await expect(said).toHaveText("η = 0.12");
  await expect(rate).toHaveText("η = 0.12");
  await expectReadable(page, 20, "with η said");
  // The experiment's own η is one of those gone through.
  await page.keyboard.press("-");
  await expect(rate).toHaveText("η = 0.11");
  await page.keyboard.press("-");
  await expect(rate).toHaveText("η = 0.1");

  await page.keyboard.press("ArrowRight");
  await expect(story).toContainText(/^.*Step 321/);
  await page.keyboard.press("ArrowLeft");
  await expect(story).toContainText(/Step 320/);
  await page.keyboard.press("Space");
  await expect(story).not.toContainText(/Step 32[01]\b/);
  await page.keyboard.press("Space");
  await expectReadable(page, 20, "after a change of η");

  await page.keyboard.press("2");
  await expect(said).toContainText("The classic");
  await expect(rate).toHaveText("η = 0.16");

  await page.keyboard.press("b");
  await expect(page.getByText("The screen is blank.")).toBeAttached();
  const top = () => page.evaluate(() => document.elementFromPoint(640, 600)?.textContent);
  expect(await top()).toBe("The screen is blank. Any key brings it back.");
  await page.keyboard.press("Escape");
  await expect(page.getByText("The screen is blank.")).toHaveCount(0);

  const ring = page.locator("main > [data-shown]");
  await page.mouse.move(300, 300);
  await expect(ring).toHaveCount(0);
  await page.keyboard.press("p");
  await page.mouse.move(400, 300);
  const box = await ring.boundingBox();
  expect([(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]).toEqual([
    400, 300,
  ]);
  await page.keyboard.press("p");
  await expect(ring).toHaveCount(0);

  await page.keyboard.press("?");
  await expect(page.getByRole("region", { name: "In lecture mode" })).toContainText("blank");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Share" })).toBeFocused();
  await expect(page.getByRole("main", { name: "Lecture" })).toHaveCount(0);
  expect(await wakeLock()).toEqual(["request", "release"]);
  expect(dialogs).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`everything grows with the projector: ${colorScheme}`, async ({ browser }) => {
    const viewport = { width: 1920, height: 1080 };
    const context = await browser.newContext({ colorScheme, viewport });
    const page = await context.newPage();
    await lecture(page);
    await expectReadable(page, 30, "1080p");
    await page.setViewportSize({ width: 1280, height: 720 });
    await expectReadable(page, 20, "720p");
    await context.close();
  });
}

for (const format of ["A4", "Letter"] as const) {
  test(`a handout is one page: ${format}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("./");
    await expect(page.getByText(/^Step 320.*finished$/)).toBeVisible();
    const pdf = (await page.pdf({ format, preferCSSPageSize: false })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await expect(page.getByRole("article", { name: "Handout" })).toHaveCount(0);
    // What was printed, as the browser begins it.
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const sheet = page.getByRole("article", { name: "Handout" });
    await expect(sheet).toContainText("Spikes, foretold");
    await expect(sheet).toContainText("η = 0.11");
    await expect(sheet).toContainText("#v=1&preset=nudged");
    await expect(sheet.locator("svg").first()).toBeVisible();
    await expect(sheet.getByRole("img", { name: "QR code of the link" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Share" })).toBeHidden();
  });
}

test("a link that fixes the run is kept to by the presenter's keys", async ({ page }) => {
  await page.goto("./#v=1&preset=nudged&at=50&lock=transport&lecture=1");
  const room = page.getByRole("main", { name: "Lecture" });
  await expect(room).toContainText(/step 50/i);
  for (const key of [" ", "ArrowRight", "s"]) {
    await page.keyboard.press(key);
    await expect(room).toContainText("The link leaves the run to itself.");
  }
  await expect(room).toContainText(/step 50/i);
});
