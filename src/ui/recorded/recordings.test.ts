import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nudged } from "../../presets/nudged.ts";
import { ScriptedWorker } from "../../session/fixtures/scriptedWorker.ts";
import type { History } from "../../session/history.ts";
import { createPlayer } from "../../session/player.ts";
import { loadRecordedRun } from "./loadRecordedRun.ts";
import { createRecordings } from "./recordings.ts";

const FOLDER = new URL("../../presets/recorded/", import.meta.url);
const STEPS = nudged.experiment.steps;

beforeEach(() => {
  vi.stubGlobal("fetch", async (url: string) => {
    const bytes = await readFile(new URL(basename(new URL(url, "file:").pathname), FOLDER));
    return new Response(Uint8Array.from(bytes));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** The opening preset with a stand-in engine; its recording is there. */
async function opened(change: Partial<typeof nudged.experiment> = {}) {
  const worker = new ScriptedWorker();
  const player = createPlayer({
    experiment: nudged.experiment,
    createWorker: () => worker,
    dataUrl: "./data/",
  });
  const recordings = createRecordings(player);
  recordings.follow();
  const experiment = { ...nudged.experiment, ...change };
  player.load({ experiment, presetId: "nudged", play: true });
  recordings.open("nudged");
  await loadRecordedRun("nudged");
  // What waits for it comes first.
  await new Promise((resolve) => setTimeout(resolve));
  return { worker, player, recordings: recordings.store, state: () => player.store.getState() };
}

/** Rows as the recording has them, but for what is given. */
function rowsLike(recorded: History, given: { sharpness?: (step: number) => number } = {}) {
  return {
    learningRate: () => nudged.experiment.learningRate,
    loss: (step: number) => recorded.at("loss", step),
    sharpness: (step: number) => recorded.at("sharpness", step),
    ...given,
  };
}

describe("the recording of a preset whose run is to rest before its end", () => {
  it("is not drawn, nor beneath the run: it would tell what is to be foretold", async () => {
    const worker = new ScriptedWorker();
    const player = createPlayer({
      experiment: nudged.experiment,
      createWorker: () => worker,
      dataUrl: "./data/",
    });
    const recordings = createRecordings(player);
    recordings.follow();
    recordings.open("nudged", true);
    player.load({ experiment: nudged.experiment, presetId: "nudged", play: false });
    await loadRecordedRun("nudged");
    await new Promise((resolve) => setTimeout(resolve));
    expect(player.store.getState().showsRecording).toBe(false);
    expect(recordings.store.getState()).toMatchObject({ recording: null, underlay: null });
    // Opened again without a rest it is there.
    recordings.open("nudged");
    await new Promise((resolve) => setTimeout(resolve));
    expect(recordings.store.getState().underlay).not.toBeNull();
  });
});

describe("the recording of an opened preset", () => {
  it("is drawn whole before the engine has said anything, and stays under a lone row 0", async () => {
    const { player, worker, state } = await opened();
    expect(state()).toMatchObject({ status: "loading", showsRecording: true, step: STEPS });
    expect(player.history().length).toBe(STEPS + 1);
    expect(player.history().annotations.edgeSteps).toHaveLength(1);
    worker.sayReady();
    worker.sayRows(0, 1, rowsLike(player.history()));
    expect(state()).toMatchObject({ showsRecording: true, step: STEPS });
  });

  it("gives way to the live run at its first step and lies beneath it until its end", async () => {
    const { player, worker, state, recordings } = await opened();
    const recorded = player.history();
    worker.sayReady();
    worker.sayRows(0, 40, rowsLike(recorded));
    expect(state()).toMatchObject({ showsRecording: false, step: 39, status: "running" });
    expect(player.history().length).toBe(40);
    expect(recorded.length).toBe(STEPS + 1);
    expect(recordings.getState().underlay).toMatchObject({ name: "recorded", history: recorded });
    worker.sayRows(40, STEPS - 39, rowsLike(recorded));
    expect(recordings.getState()).toMatchObject({ underlay: null, deviation: null });
    player.reset();
    worker.sayReady();
    worker.sayRows(0, 1, rowsLike(recorded));
    expect(state()).toMatchObject({ showsRecording: false, step: 0 });
    expect(recordings.getState().underlay?.history).toBe(recorded);
  });

  it("tells of a live run that is another one, and forgets it with that run", async () => {
    const { player, worker, recordings } = await opened();
    const recorded = player.history();
    worker.sayReady();
    const sharpness = (step: number) => (step < 60 ? 1 : 1.2) * recorded.at("sharpness", step);
    worker.sayRows(0, 120, rowsLike(recorded, { sharpness }));
    await vi.waitFor(() => {
      expect(recordings.getState().deviation).toMatchObject({ step: 60, column: "sharpness" });
    });
    player.reset();
    worker.sayReady();
    worker.sayRows(0, 1, rowsLike(recorded));
    expect(recordings.getState().deviation).toBeNull();
  });

  it("stays when there is no engine, and through a restart; Play begins at the start", async () => {
    const { player, worker, state } = await opened();
    const recorded = player.history();
    worker.crash("no backend");
    expect(state()).toMatchObject({ status: "failed", showsRecording: true, step: STEPS });
    player.restart();
    expect(state()).toMatchObject({ status: "loading", showsRecording: true });
    player.cancelLoading();
    expect(state()).toMatchObject({ status: "ready", showsRecording: true });
    player.play();
    expect(worker.commands.at(-1)).toMatchObject({ type: "start" });
    worker.sayReady();
    worker.sayRows(0, 2, rowsLike(recorded));
    expect(state()).toMatchObject({ showsRecording: false, step: 1, until: STEPS });
  });

  it("is not branched from, nor measured through; another η runs from the start", async () => {
    const { player, worker, state } = await opened();
    worker.sayReady();
    player.branch(100);
    expect(player.askForSlice({ x: 1, y: 1 }, 100)).toBe(false);
    expect(worker.sent("branch")).toEqual([]);
    expect(worker.sent("slice")).toEqual([]);
    player.setLearningRate(0.12, 100);
    expect(worker.sent("start").at(-1)?.experiment).toMatchObject({
      learningRate: 0.12,
      learningRateChanges: [],
    });
    expect(state().showsRecording).toBe(false);
  });

  it("is not taken away from one who looks at a step of it: the live run goes on unseen", async () => {
    const { player, worker, state } = await opened();
    const recorded = player.history();
    player.holdRecording(true);
    worker.sayReady();
    worker.sayRows(0, 30, rowsLike(recorded));
    worker.sayRows(30, 10, rowsLike(recorded));
    expect(player.history()).toBe(recorded);
    expect(state()).toMatchObject({ status: "running", showsRecording: true, step: STEPS });
    player.holdRecording(false);
    expect(state()).toMatchObject({ status: "running", showsRecording: false, step: 39 });
    expect(player.history().length).toBe(40);
    worker.sayRows(40, 5, rowsLike(recorded));
    expect(state().step).toBe(44);
    expect(recorded.length).toBe(STEPS + 1);
  });

  it("runs to a step that only the recording has reached", async () => {
    const { player, worker } = await opened();
    worker.sayReady();
    expect(player.runTo(100)).toBeNull();
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 100 });
  });
});

describe("a link with changes", () => {
  it.each([{ learningRate: 0.1 }, { init: { scheme: "torch", gain: 1.5, seed: 2 } } as const])(
    "has no recording: %o",
    async (change) => {
      const { state, recordings } = await opened(change);
      expect(state().showsRecording).toBe(false);
      expect(recordings.getState()).toMatchObject({ recording: null, underlay: null });
    },
  );
});
