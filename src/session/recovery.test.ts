/** The engine is lost: the run goes on, the curves stay, and a sentence says so. */
import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../model/parseExperiment.ts";
import type { BackendName } from "../protocol/backend.ts";
import type { FailureCause } from "../protocol/failure.ts";
import type { SentCheckpoint } from "../protocol/sentCheckpoint.ts";
import { createPlayer } from "./player.ts";
import { ScriptedWorker } from "./fixtures/scriptedWorker.ts";
import { MOST_IN_SERIES } from "./recovery.ts";

const EXPERIMENT = { ...defaultExperiment(), learningRate: 0.1, steps: 100 };
const RATES = { learningRate: () => 0.1 };

const checkpointAt = (step: number): SentCheckpoint => ({
  step,
  engine: "stand-in",
  bytes: 0,
  state: null,
});

function setUp(play = true) {
  const workers: ScriptedWorker[] = [];
  const said: string[] = [];
  let time = 0;
  const player = createPlayer({
    experiment: EXPERIMENT,
    dataUrl: "./data/",
    createWorker: () => {
      const worker = new ScriptedWorker();
      workers.push(worker);
      return worker;
    },
    onRecovery: (sentence) => said.push(sentence),
    now: () => time,
  });
  player.load({ experiment: EXPERIMENT, presetId: null, play });
  const latest = () => workers.at(-1)!;
  return {
    player,
    workers,
    latest,
    said,
    state: () => player.store.getState(),
    sleep: (ms: number) => {
      time += ms;
    },
    ready: (name: BackendName = "webgpu") => {
      const precision = name === "float64" ? "float64" : "float32";
      const backend = {
        name,
        precision,
        reason: "It is the stand-in.",
        calibration: null,
      } as const;
      latest().say({ type: "ready", backend, parameters: { all: 7, moving: 7 }, samples: 3 });
    },
    fail: (cause: FailureCause) => {
      latest().say({ type: "failed", cause, message: `It was the ${cause}.` });
    },
    branches: () => workers.flatMap((worker) => worker.sent("branch")),
  };
}

/** Rows 0…9 are drawn, with a checkpoint before row 8. */
function running() {
  const set = setUp();
  set.ready();
  set.latest().sayRows(0, 10, RATES);
  set.latest().say({ type: "checkpoint", checkpoint: checkpointAt(8) });
  return set;
}

describe("a running run whose engine is lost", () => {
  it.each(["crash", "device", "computation"] as const)("by a %s goes on where it was", (cause) => {
    const { player, workers, latest, said, state, ready, fail, branches } = running();
    const drawn = player.history();
    if (cause === "crash") latest().crash("gone");
    else fail(cause);
    expect(workers).toHaveLength(2);
    expect(workers[0]!.isTerminated).toBe(true);
    expect(branches()).toMatchObject([{ step: 9, backend: "webgpu", checkpoint: { step: 8 } }]);
    expect(state()).toMatchObject({ status: "loading", step: 9, error: null });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/ goes on by itself from step 9; nothing drawn was lost\.$/);
    ready();
    expect(latest().commands.at(-1)).toMatchObject({ type: "play", until: 100 });
    latest().sayRows(10, 91, RATES);
    latest().say({ type: "paused", step: 100, reason: "target" });
    expect(state()).toMatchObject({ status: "finished", step: 100 });
    expect(player.history()).toBe(drawn);
    expect(drawn.length).toBe(101);
  });

  it("for want of memory goes on on the next backend", () => {
    const { said, fail, branches } = running();
    fail("memory");
    expect(branches()).toMatchObject([{ step: 9, backend: "wasm" }]);
    expect(said[0]).toContain("from step 9 on wasm, whose last digits differ");
  });

  it("goes on on the next backend when the same fails twice, or cannot begin again", () => {
    const twice = running();
    twice.fail("device");
    twice.ready();
    twice.fail("device");
    expect(twice.branches()).toMatchObject([{ backend: "webgpu" }, { backend: "wasm" }]);
    const gone = running();
    gone.fail("device");
    gone.fail("start");
    expect(gone.branches()).toMatchObject([{ backend: "webgpu" }, { backend: "wasm" }]);
  });

  it("is not begun elsewhere when its data are not at hand", () => {
    const { fail, branches, player } = running();
    fail("data");
    expect(branches()).toEqual([]);
    expect(player.store.getState()).toMatchObject({ status: "failed", step: 9 });
    expect(player.store.getState().error).toContain("It was the data. What was drawn stays");
  });

  it("stays on the new backend when it is branched from there", () => {
    const { player, latest, fail, ready, branches } = running();
    fail("memory");
    ready("wasm");
    latest().sayRows(10, 2, RATES);
    player.pause();
    player.branch(10);
    player.play();
    expect(branches().at(-1)).toMatchObject({ backend: "wasm", step: 10 });
  });

  it("without a checkpoint is computed again up to there, unseen", () => {
    const { ready, latest, branches, player } = setUp();
    ready();
    latest().sayRows(0, 3, RATES);
    latest().crash("");
    expect(branches()).toMatchObject([{ step: 2, checkpoint: null }]);
    ready();
    latest().sayRows(3, 2, RATES);
    expect(player.history().length).toBe(5);
  });

  it("that left out rows is taken up where they end", () => {
    const { latest, said, branches } = running();
    latest().sayRows(12, 1, RATES);
    expect(branches()).toMatchObject([{ step: 9, checkpoint: { step: 8 } }]);
    expect(said[0]).toMatch(/^The engine left out rows after step 9\. /);
  });

  it("keeps a change of η that was on its way", () => {
    const { player, latest, branches, ready, state } = running();
    player.setLearningRate(0.05);
    latest().crash("");
    const { experiment } = branches()[0]!;
    expect(experiment.learningRateChanges).toEqual([{ step: 10, learningRate: 0.05 }]);
    ready();
    const learningRateChanges = [{ step: 10, learningRate: 0.05 }];
    latest().sayRows(10, 2, { learningRate: () => 0.05 }, { learningRateChanges });
    expect(state().experiment.learningRateChanges).toEqual(learningRateChanges);
    expect(state().ghost).toMatchObject({ step: 10, learningRate: 0.1 });
  });
});

describe("a run that rests when its engine is lost", () => {
  it("rests, says so, and Play goes on from its checkpoint", () => {
    const { player, latest, workers, said, state, branches } = running();
    player.pause();
    latest().crash("");
    expect(state()).toMatchObject({ status: "paused", step: 9, error: null });
    expect(said[0]).toMatch(/Nothing was lost: the run rests at step 9, and Play goes on/);
    expect(workers).toHaveLength(1);
    player.play();
    expect(branches()).toMatchObject([{ step: 9, checkpoint: { step: 8 } }]);
  });

  it("takes a step or another η first, all the same", () => {
    const { player, latest, branches } = running();
    player.pause();
    latest().crash("");
    player.setLearningRate(0.07);
    player.step();
    expect(branches()).toMatchObject([
      { step: 9, experiment: { learningRateChanges: [{ step: 10, learningRate: 0.07 }] } },
    ]);
  });
});

describe("checkpoints on the page", () => {
  it("belong to a branch as far as they are in it, and stay with the run that is brought back", () => {
    const { player, branches } = running();
    player.branch(7);
    player.play();
    player.pause();
    player.undo();
    player.branch(3);
    player.play();
    expect(branches().map(({ checkpoint }) => checkpoint?.step ?? null)).toEqual([8, null]);
    player.undo();
    expect(player.history().checkpoint?.step).toBe(8);
  });

  it("are none of a run that begins anew", () => {
    const { player, latest, ready } = running();
    player.reset();
    ready();
    latest().sayRows(0, 1, RATES);
    expect(player.history().checkpoint).toBeNull();
  });
});

describe("what cannot be met by going on", () => {
  it("is a start that fails: a sentence, and Restart begins anew", () => {
    const { player, fail, state, workers, latest, said } = setUp();
    fail("start");
    expect(state()).toMatchObject({ status: "failed" });
    expect(state().error).toBe("It was the start. Restart tries the same experiment again.");
    expect(said).toEqual([]);
    player.restart();
    expect(workers).toHaveLength(2);
    expect(latest().sent("start")).toHaveLength(1);
    expect(state()).toMatchObject({ status: "loading", error: null });
  });

  it("is a run too large for the machine: the sentence that says what to change, and no other", () => {
    const { fail, state, workers, said } = setUp();
    fail("size");
    expect(state()).toMatchObject({ status: "failed", error: "It was the size." });
    expect(workers).toHaveLength(1);
    expect(said).toEqual([]);
  });

  it("goes on nowhere for want of room, nor for want of data", () => {
    for (const cause of ["size", "data"] as const) {
      const { fail, state, workers } = running();
      fail(cause);
      expect(state().status).toBe("failed");
      expect(workers).toHaveLength(1);
    }
  });

  it("is an engine that crashes whatever is done: it ends with a sentence, its curves and Restart", () => {
    const { player, latest, ready, state, workers } = running();
    for (let i = 0; i < 3 * MOST_IN_SERIES && state().status !== "failed"; i++) {
      latest().crash("again");
      if (state().status === "loading") ready("float64");
    }
    expect(state()).toMatchObject({ status: "failed", step: 9 });
    expect(state().error).toMatch(/What was drawn stays; Restart/);
    expect(workers.length).toBeLessThanOrEqual(1 + MOST_IN_SERIES);
    expect(player.history().length).toBe(10);
    player.restart();
    ready();
    latest().sayRows(0, 3, RATES);
    latest().crash("");
    expect(state().status).toBe("loading");
  });

  it("is a crash over and over before the first row, however far apart", () => {
    const { latest, ready, state, sleep } = setUp();
    for (let i = 0; i < 20 && state().status !== "failed"; i++) {
      ready();
      sleep(1e6);
      latest().crash("");
    }
    expect(state().status).toBe("failed");
  });

  it("is no longer counted once the run has gone on for a minute, as after each of many nights", () => {
    const { latest, ready, fail, state, sleep } = running();
    for (let night = 0; night < 30; night++) {
      sleep(8 * 3600 * 1000);
      fail("device");
      ready();
      latest().sayRows(10 + night, 1, RATES);
      expect(state()).toMatchObject({ status: "running", step: 10 + night });
    }
  });
});
