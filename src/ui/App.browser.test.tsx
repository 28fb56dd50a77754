import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page as browserPage, userEvent } from "vitest/browser";
import { ScriptedWorker } from "../session/fixtures/scriptedWorker.ts";
import { MOST_IN_SERIES } from "../session/recovery.ts";
import "../styles/tokens.css";
import "../styles/reset.css";
import { App } from "./App.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { createPage, type Page } from "./page/page.ts";
import { PageContext } from "./page/PageContext.tsx";

const COLUMNS = {
  learningRate: () => 0.1,
  loss: (step: number) => 1 / (1 + step),
  sharpness: (step: number) => 10 + step / 10,
};

let root: Root;
let workers: ScriptedWorker[];
let page: Page;
const worker = () => workers.at(-1)!;
const state = () => page.player.store.getState();

let close: (() => void) | undefined;

async function open(hash: string): Promise<void> {
  history.replaceState(null, "", hash === "" ? location.pathname : hash);
  workers = [];
  page = createPage({
    dataUrl: "./data/",
    createWorker: () => {
      const fresh = new ScriptedWorker();
      workers.push(fresh);
      return fresh;
    },
  });
  close = await page.open();
  const element = document.createElement("div");
  element.id = "root";
  document.body.append(element);
  root = createRoot(element);
  root.render(
    <PageContext value={page}>
      <App />
    </PageContext>,
  );
}

function begin(rows: number): void {
  worker().sayReady();
  worker().sayRows(0, rows, COLUMNS);
}

beforeEach(async () => {
  await browserPage.viewport(1440, 900);
});

afterEach(() => {
  close?.();
  root.unmount();
  document.getElementById("root")?.remove();
  history.replaceState(null, "", location.pathname);
});

describe("the page", () => {
  it("opens on the first preset and runs it by itself", async () => {
    await open("");
    await expect.poll(() => workers.length).toBe(1);
    expect(worker().sent("start")[0]).toMatchObject({ play: true });
    begin(41);
    await expect
      .element(browserPage.getByRole("heading", { level: 1 }))
      .toHaveTextContent("Before the edge");
    await expect.element(browserPage.getByText("Step 40", { exact: true })).toBeVisible();
  });

  it("lets a link with its own network wait for Play", async () => {
    await open("#v=1&preset=classic&w=64,64");
    await expect.poll(() => workers.length).toBe(1);
    expect(worker().sent("start")[0]).toMatchObject({
      play: false,
      experiment: { model: { hidden: [64, 64] } },
    });
    begin(1);
    await expect.element(browserPage.getByText(/Play starts the run/).first()).toBeVisible();
  });

  it("holds a preset whose link says run=0, which Play then starts", async () => {
    await open("#v=1&preset=too-large&run=0");
    await expect.poll(() => workers.length).toBe(1);
    expect(worker().sent("start")[0]).toMatchObject({ play: false, forecast: false });
    begin(1);
    await expect.element(browserPage.getByText(/Play starts the run/).first()).toBeVisible();
    page.setView({ xAxis: "time" });
    await expect.poll(() => location.hash).toMatch(/run=0&xaxis=time/);
    await userEvent.click(browserPage.getByRole("button", { name: "Play", exact: true }).first());
    expect(worker().commands.at(-1)).toMatchObject({ type: "play" });
    page.setView({ xAxis: "step" });
    await expect.poll(() => location.hash).toBe("#v=1&preset=too-large");
  });

  it("starts what was opened in a hidden tab once it is seen, however far its start is then", async () => {
    const isVisible = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    const seen = () => {
      isVisible.mockReturnValue("visible");
      document.dispatchEvent(new Event("visibilitychange"));
    };
    await open("#v=1&preset=classic");
    await expect.poll(() => workers.length).toBe(1);
    expect(worker().sent("start")[0]).toMatchObject({ play: false });
    seen();
    begin(1);
    expect(worker().sent("play")).toHaveLength(1);

    isVisible.mockReturnValue("hidden");
    location.hash = "#v=1&preset=nudged";
    await expect.poll(() => worker().sent("start").length).toBe(2);
    location.hash = "#v=1&preset=nudged&run=0";
    await expect.poll(() => worker().sent("start").length).toBe(3);
    begin(1);
    seen();
    expect(worker().sent("play")).toHaveLength(1);
    isVisible.mockRestore();
  });

  it("announces what a link had wrong and keeps what it does not know", async () => {
    await open("#v=1&preset=classic&lr=banana&later=7");
    await expect.element(browserPage.getByText(/lr is "banana"/)).toBeVisible();
    begin(3);
    page.setView({ xAxis: "time" });
    await expect.poll(() => location.hash).toMatch(/later=7/);
  });

  it("obeys its keys, except while something is typed", async () => {
    await open("");
    await expect.poll(() => workers.length).toBe(1);
    begin(10);
    await userEvent.keyboard(" ");
    expect(worker().commands.at(-1)).toMatchObject({ type: "pause" });
    await userEvent.keyboard("{ArrowRight}");
    expect(worker().commands.at(-1)).toMatchObject({ type: "step" });
    await userEvent.keyboard("y");
    expect(worker().commands.at(-1)).toMatchObject({ type: "resynchronise" });
    await userEvent.click(browserPage.getByRole("button", { name: /^Seed/ }));
    await userEvent.keyboard("ry ");
    expect(worker().sent("start")).toHaveLength(1);
    await userEvent.keyboard("{Escape}r");
    await expect.poll(() => worker().sent("start").length).toBe(2);
  });

  it("leaves the arrow keys to the run after a press in the header, and to it after Tab", async () => {
    await open("");
    await expect.poll(() => workers.length).toBe(1);
    begin(40);
    const stepped = () => worker().sent("step").length;
    const runs = browserPage.getByRole("button", { name: "Runs", exact: true });
    const dialog = browserPage.getByRole("dialog", { name: "Runs" });
    await expect.element(runs).toBeVisible();
    await userEvent.keyboard(" ");
    await expect.poll(() => worker().sent("pause").length).toBe(1);
    await userEvent.click(runs);
    await expect.element(dialog).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.element(runs).not.toHaveFocus();
    await userEvent.keyboard("{ArrowRight}");
    expect(stepped()).toBe(1);
    await userEvent.click(browserPage.getByRole("button", { name: /theme|dark|light/i }));
    await userEvent.keyboard("{ArrowRight}");
    expect(stepped()).toBe(2);

    await userEvent.tab({ shift: true });
    await userEvent.tab();
    runs.element().focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(dialog).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(runs).toHaveFocus();
    await userEvent.keyboard("{ArrowRight}");
    expect(stepped()).toBe(2);
    await expect.element(browserPage.getByRole("button", { name: "Share" })).toHaveFocus();
  });

  it("steps back and forward through what is there, and branches from the step shown", async () => {
    await open("");
    await expect.poll(() => workers.length).toBe(1);
    begin(40);
    const playhead = () => page.viewStore.getState().playhead;
    await expect.element(browserPage.getByRole("button", { name: "Branch here" })).toBeDisabled();
    await userEvent.keyboard("{ArrowLeft}");
    expect(worker().commands.at(-1)).toMatchObject({ type: "pause" });
    expect(playhead()).toBe(38);
    await userEvent.keyboard("{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}{ArrowRight}");
    expect(playhead()).toBe(19);
    await expect.element(browserPage.getByText("Looking at step 19 of 39")).toBeVisible();
    await expect.element(browserPage.getByText(/A change branches off there/)).toBeVisible();
    await userEvent.keyboard("{Escape}{ArrowRight}");
    expect(playhead()).toBeNull();
    expect(worker().commands.at(-1)).toMatchObject({ type: "step" });
    await userEvent.keyboard("{Shift>}{ArrowRight}{/Shift}");
    expect(worker().commands.at(-1)).toMatchObject({ type: "play", until: 49 });
    worker().sayRows(40, 10, COLUMNS);
    worker().say({ type: "paused", step: 49, reason: "target" });
    await userEvent.keyboard("{Shift>}{ArrowLeft}{/Shift}b");
    expect(state()).toMatchObject({ step: 39, status: "paused", undo: "branch" });
    expect(playhead()).toBeNull();
    await userEvent.click(browserPage.getByRole("button", { name: "Back to the old run" }));
    expect(state()).toMatchObject({ step: 49, undo: null });
  });

  it("takes η with a decimal comma, live, and offers to take it back", async () => {
    await open("");
    await expect.poll(() => workers.length).toBe(1);
    begin(10);
    await userEvent.keyboard(" ");
    await userEvent.fill(browserPage.getByRole("textbox", { name: "Step size η" }).first(), "0,05");
    await userEvent.keyboard("{Enter}");
    expect(worker().commands.at(-1)).toMatchObject({ type: "setLearningRate", learningRate: 0.05 });
    await expect.element(browserPage.getByText(/Changed at step 10, was 0\.1/)).toBeVisible();
    await expect.poll(() => location.hash).toMatch(/0\.05/);
    await userEvent.click(browserPage.getByRole("button", { name: "Undo", exact: true }));
    expect(state().experiment.learningRateChanges).toEqual([]);
  });

  it("says why an entry cannot be used and leaves the run alone", async () => {
    await open("");
    await expect.poll(() => workers.length).toBe(1);
    begin(10);
    await userEvent.fill(browserPage.getByRole("textbox", { name: "Step size η" }).first(), "-1");
    await userEvent.keyboard("{Enter}");
    await expect.element(browserPage.getByRole("alert")).toHaveTextContent(/above 0/);
    expect(worker().sent("setLearningRate")).toEqual([]);
  });

  it("restarts with a changed experiment and can bring the old run back", async () => {
    await open("#v=1&preset=classic");
    await expect.poll(() => workers.length).toBe(1);
    begin(10);
    await userEvent.selectOptions(
      browserPage.getByRole("combobox", { name: "Activation" }),
      "swish",
    );
    await expect
      .poll(() => worker().sent("start").at(-1))
      .toMatchObject({ experiment: { model: { activation: "swish" } } });
    begin(2);
    await userEvent.click(browserPage.getByRole("button", { name: "Undo change" }));
    expect(page.player.history().length).toBe(10);
    await expect
      .element(browserPage.getByRole("combobox", { name: "Activation" }))
      .toHaveValue("tanh");
  });

  it("loads a preset from the dialog as an entry of the browser's history", async () => {
    await open("");
    await expect.poll(() => workers.length).toBe(1);
    begin(10);
    const before = history.length;
    await userEvent.click(browserPage.getByRole("button", { name: "Presets", exact: true }));
    await expect.element(browserPage.getByRole("dialog")).toBeVisible();
    await userEvent.keyboard("2");
    await expect.poll(() => location.hash).toBe("#v=1&preset=classic");
    expect(history.length).toBe(before + 1);
    expect(state()).toMatchObject({ presetId: "classic", status: "loading" });
    history.back();
    await expect.poll(() => state().presetId).not.toBe("classic");
  });

  it("explains divergence and starts a stable η from its one button", async () => {
    await open("#v=1&preset=too-large");
    await expect.poll(() => workers.length).toBe(1);
    worker().sayReady();
    worker().sayRows(0, 5, { ...COLUMNS, sharpness: () => 30 });
    worker().say({ type: "diverged", step: 4 });
    await expect.element(browserPage.getByRole("heading", { name: "Diverged" })).toBeVisible();
    await expect.poll(() => state().sweep.status).toBe("measured");
    const tried = browserPage.getByRole("button", { name: /^Try η/ });
    await expect.element(tried).toBeVisible();
    const offered = Number(tried.element().textContent?.split("=")[1]);
    await userEvent.click(tried);
    expect(offered).toBeLessThan(0.5);
    expect(worker().sent("start").at(-1)).toMatchObject({
      play: true,
      experiment: { learningRate: offered },
    });
    expect(document.body.textContent).not.toMatch(/NaN/);
  });

  it("goes on by itself after a crash, and keeps its curves and Restart when that is no use", async () => {
    await open("");
    await expect.poll(() => workers.length).toBe(1);
    begin(10);
    worker().crash("lost");
    await expect
      .element(browserPage.getByRole("region", { name: "Notices" }))
      .toHaveTextContent(
        /\(lost\)\. The run goes on by itself from step 9; nothing drawn was lost\./,
      );
    expect(workers).toHaveLength(2);
    expect(worker().sent("branch")).toHaveLength(1);
    while (state().status !== "failed") worker().crash("lost again");
    expect(workers).toHaveLength(1 + MOST_IN_SERIES);
    await expect
      .element(browserPage.getByRole("alert"))
      .toHaveTextContent(/\(lost again\)\. What was drawn stays; Restart/);
    expect(page.player.history().length).toBe(10);
    await userEvent.click(browserPage.getByRole("button", { name: "Restart" }));
    await expect.poll(() => workers.length).toBe(2 + MOST_IN_SERIES);
    expect(worker().sent("start")).toHaveLength(1);
  });

  it("shows where it runs, why, and how fast each backend is", async () => {
    await open("");
    await expect.poll(() => workers.length).toBe(1);
    worker().sayReady({
      network: "small",
      rates: [
        { name: "wasm", stepsPerSecond: 640 },
        { name: "float64", stepsPerSecond: 1150 },
      ],
    });
    const line = browserPage.getByRole("region", { name: "Backend" });
    await expect.element(line).toHaveTextContent("It is the stand-in.");
    await expect.element(line).toHaveTextContent("float64 · 1,150 steps/s; wasm · 640 steps/s.");
    await userEvent.selectOptions(browserPage.getByRole("combobox", { name: "Backend" }), "wasm");
    expect(worker().sent("start").at(-1)).toMatchObject({ backend: "wasm" });
    await expect.poll(() => location.hash).toMatch(/backend=wasm/);
  });

  it("switches curves by their row in the list", async () => {
    await open("");
    const row = browserPage.getByRole("switch", { name: /^Prediction/ });
    await expect.element(row).toBeChecked();
    await userEvent.click(row);
    expect(page.viewStore.getState().view.visible.pred).toBe(false);
  });
});

describe("a page that cannot be drawn", () => {
  function Broken(): never {
    throw new Error("A part is missing");
  }

  it.each([
    [true, /A part is missing\. Reloading starts it again; the address still holds/],
    [
      false,
      /A part is missing\. Reloading starts it again; the address does not hold your last changes/,
    ],
  ])(
    "says so instead of going blank; the address holds the experiment: %s",
    async (holds, words) => {
      await open("");
      root.render(
        <ErrorBoundary holdsExperiment={() => holds}>
          <Broken />
        </ErrorBoundary>,
      );
      await expect
        .element(browserPage.getByRole("heading", { name: "The page could not be drawn" }))
        .toBeVisible();
      await expect.element(browserPage.getByText(words)).toBeVisible();
      await expect.element(browserPage.getByRole("button", { name: "Copy details" })).toBeVisible();
    },
  );
});
