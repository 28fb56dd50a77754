import { describe, expect, it, vi } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { createPlayer } from "../../session/player.ts";
import { createMemoryDatabase } from "../../session/runs/fixtures/memoryDatabase.ts";
import { historyOfLength } from "../../session/runs/fixtures/runs.ts";
import { createRunShelf } from "../../session/runs/runShelf.ts";
import { ScriptedWorker } from "../../session/fixtures/scriptedWorker.ts";
import { createRunKeeping } from "./runKeeping.ts";
import { createRuns } from "./runs.ts";
import { createViewStore } from "./viewStore.ts";

const EXPERIMENT = { ...defaultExperiment(), learningRate: 0.1, steps: 40 };
const COLUMNS = { learningRate: () => 0.1, loss: () => 1, sharpness: (step: number) => step };

/** A run of 41 rows that is over. */
function setUp() {
  const worker = new ScriptedWorker();
  const player = createPlayer({
    experiment: EXPERIMENT,
    dataUrl: "./data/",
    createWorker: () => worker,
  });
  const viewStore = createViewStore();
  const pushed = { count: 0 };
  const address = {
    push: async () => {
      pushed.count++;
    },
  };
  const memory = createMemoryDatabase();
  const shelf = createRunShelf({ open: async () => memory.database, now: () => 0 });
  const runs = createRuns(player, viewStore, address);
  const { compared } = runs;
  const keeping = createRunKeeping({ player, viewStore, address, compared, shelf });
  player.load({ experiment: EXPERIMENT, presetId: null, play: true });
  worker.sayReady();
  worker.sayRows(0, 41, COLUMNS);
  worker.say({ type: "paused", step: 40, reason: "target" });
  const ghosts = () => compared.getState().runs;
  return { worker, player, viewStore, pushed, memory, shelf, runs, keeping, ghosts };
}

const left = (learningRate: number) => ({
  history: historyOfLength(60, learningRate),
  experiment: { ...EXPERIMENT, learningRate },
  presetId: null,
  branchStep: 30,
});

describe("kept runs of the page", () => {
  it("are named by η and what is trained", async () => {
    const { keeping, runs, shelf } = setUp();
    await keeping.keepByItself(runs.capture("finished")!);
    expect((await shelf.list()).runs).toMatchObject([
      { name: "η = 0.1, 1–32–32–1 tanh", rows: 41, origin: "finished", isNamed: false },
    ]);
  });

  it("are kept again only when they have grown", async () => {
    const { keeping, runs, memory, worker, shelf } = setUp();
    await keeping.keepByItself(runs.capture("finished")!);
    memory.failure.error = new Error("must not be asked");
    await keeping.keepByItself(runs.capture("finished")!);
    memory.failure.error = null;
    worker.sayRows(41, 10, COLUMNS);
    await keeping.keepByItself(runs.capture("finished")!);
    expect((await shelf.list()).runs).toMatchObject([{ rows: 51 }]);
  });

  it("that were left and went on with another η take the place of their beginning", async () => {
    const { keeping, runs, worker, player, shelf } = setUp();
    await keeping.keepByItself(runs.capture("left")!);
    player.play();
    worker.sayRows(41, 10, COLUMNS);
    player.setLearningRate(0.2);
    const learningRateChanges = [{ step: 51, learningRate: 0.2 }];
    const changed = { ...COLUMNS, learningRate: () => 0.2 };
    worker.sayRows(51, 10, changed, { learningRateChanges });
    await keeping.keepByItself(runs.capture("left")!);
    expect((await shelf.list()).runs).toMatchObject([
      { rows: 61, experiment: { learningRateChanges } },
    ]);
    // While it is compared, it is not taken away.
    await keeping.compare((await shelf.list()).runs[0]!.id);
    player.setLearningRate(0.3);
    const again = [...learningRateChanges, { step: 61, learningRate: 0.3 }];
    worker.sayRows(61, 10, changed, { learningRateChanges: again });
    await keeping.keepByItself(runs.capture("left")!);
    expect(new Set((await shelf.list()).runs.map(({ rows }) => rows))).toEqual(new Set([61, 71]));
  });

  it("that are left after a branch are a branch's, however long they rested before", async () => {
    const { keeping, runs, shelf } = setUp();
    const run = left(0.1);
    await keeping.keepByItself(runs.capture("left", run)!);
    await keeping.keepLeft(runs.capture("branch", run)!);
    expect((await shelf.list()).runs).toMatchObject([{ origin: "branch" }]);
  });

  it("are not kept when they are trivially short", async () => {
    const { keeping, runs, shelf, worker, player } = setUp();
    player.reset();
    worker.sayReady();
    worker.sayRows(0, 12, COLUMNS);
    await keeping.keepByItself(runs.capture("finished")!);
    expect((await shelf.list()).runs).toEqual([]);
  });

  it("say once why they are not kept; the run on screen stays", async () => {
    const { keeping, runs, memory, viewStore, player } = setUp();
    memory.failure.error = new DOMException("", "QuotaExceededError");
    await keeping.keepByItself(runs.capture("finished")!);
    await keeping.keepByItself(runs.capture("finished")!);
    expect(viewStore.getState().notices).toEqual([expect.stringMatching(/storage is full/)]);
    expect(player.history().length).toBe(41);
    await expect(keeping.keep(runs.capture("asked")!)).rejects.toThrow(/storage is full/);
  });

  it("open in place of the one on screen, which comes back by undo", async () => {
    const { keeping, runs, shelf, player, pushed } = setUp();
    const { id } = await shelf.keep({ ...runs.capture("asked")!, name: "first" });
    const before = player.history();
    await keeping.compare(id);
    await keeping.open(id);
    expect(player.store.getState()).toMatchObject({ status: "finished", undo: "recorded" });
    expect(player.history()).not.toBe(before);
    expect(runs.compared.getState().runs).toEqual([]);
    expect(pushed.count).toBe(1);
    player.undo();
    expect(player.history()).toBe(before);
  });
});

describe("compared runs", () => {
  it("keep their dash while others come and go, and follow their name", async () => {
    const { keeping, shelf, runs, ghosts } = setUp();
    const ids = [];
    for (const nudge of [0, 0.1, 0.2]) {
      const experiment = { ...EXPERIMENT, nudge };
      const run = { ...runs.capture("asked")!, experiment, name: `nudge ${nudge}` };
      ids.push((await shelf.keep(run)).id);
    }
    for (const id of ids) await keeping.compare(id);
    keeping.hide(ids[0]!);
    expect(ghosts().map(({ slot }) => slot)).toEqual([1, 2]);
    await keeping.compare(ids[0]!);
    expect(ghosts().map(({ slot }) => slot)).toEqual([1, 2, 0]);
    expect(await keeping.rename(ids[2]!, "  ")).toMatch(/at least one letter/);
    expect(await keeping.rename(ids[2]!, " mine ")).toBeNull();
    expect(ghosts().map(({ name }) => name)).toEqual(["nudge 0.1", "mine", "nudge 0"]);
    await keeping.delete(ids[2]!);
    expect(ghosts()).toHaveLength(2);
  });

  it("hold the run that a branch leaves at once, kept or not", async () => {
    const { keeping, runs, shelf, memory, ghosts, viewStore } = setUp();
    const first = left(0.1);
    await keeping.keepLeft(runs.capture("branch", first)!);
    expect(ghosts()).toMatchObject([{ history: first.history, slot: 0 }]);
    expect((await shelf.list()).runs).toMatchObject([{ origin: "branch", rows: 60 }]);
    memory.failure.error = new DOMException("", "QuotaExceededError");
    await keeping.keepLeft(runs.capture("branch", left(0.2))!);
    expect(ghosts()).toHaveLength(2);
    expect(viewStore.getState().notices).toHaveLength(1);
  });

  it("are without the run that is drawn again when a branch is taken back", async () => {
    vi.stubGlobal("document", new EventTarget());
    const { keeping, runs, ghosts, player, worker } = setUp();
    const stop = runs.follow();
    const history = player.history();
    const { experiment, presetId } = player.store.getState();
    const branched = { history, experiment, presetId, branchStep: 30 };
    player.branch(30, 0.05);
    await keeping.keepLeft(runs.capture("branch", branched)!);
    await keeping.keepLeft(runs.capture("branch", left(0.3))!);
    worker.sayReady();
    expect(ghosts()).toHaveLength(2);
    player.undo();
    expect(ghosts()).toMatchObject([{ experiment: { learningRate: 0.3 } }]);
    // Nor does it come when storing it ends only now.
    await keeping.keepLeft(runs.capture("branch", branched)!);
    expect(ghosts()).toHaveLength(1);
    stop();
    vi.unstubAllGlobals();
  });

  it("are six at most: a branch takes the place of the oldest, a kept run has to wait", async () => {
    const { keeping, runs, shelf, ghosts } = setUp();
    const { id } = await shelf.keep({ ...runs.capture("asked")!, name: "first" });
    for (let i = 1; i <= 7; i++) await keeping.keepLeft(runs.capture("branch", left(i))!);
    expect(ghosts().map(({ experiment }) => experiment.learningRate)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(new Set(ghosts().map(({ slot }) => slot)).size).toBe(6);
    expect(await keeping.compare(id)).toMatch(/^6 runs are shown beside/);
  });
});
