import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../model/parseExperiment.ts";
import type { Calibration } from "../protocol/calibration.ts";
import { History } from "./history.ts";
import type { LeftRun } from "./branch.ts";
import { createPlayer, type LoadOptions } from "./player.ts";
import { batchOf, ScriptedWorker } from "./fixtures/scriptedWorker.ts";

const EXPERIMENT = { ...defaultExperiment(), learningRate: 0.1, steps: 100 };
const RATES = { learningRate: () => 0.1 };

function setUp(options: Partial<LoadOptions> = {}) {
  const workers: ScriptedWorker[] = [];
  const left: LeftRun[] = [];
  const player = createPlayer({
    experiment: EXPERIMENT,
    dataUrl: "./data/",
    createWorker: () => {
      const worker = new ScriptedWorker();
      workers.push(worker);
      return worker;
    },
    onBranch: (run) => left.push(run),
  });
  player.load({ experiment: EXPERIMENT, presetId: "classic", play: true, ...options });
  const worker = workers[0]!;
  return { player, worker, workers, left, state: () => player.store.getState() };
}

/** A run that has begun and shows rows 0…length − 1. */
function running(length = 10) {
  const set = setUp();
  set.worker.sayReady();
  set.worker.sayRows(0, length, RATES);
  return set;
}

describe("the player", () => {
  it("loads, runs, and finishes at the experiment's last step", () => {
    const { worker, state, player } = setUp();
    expect(worker.sent("start")).toMatchObject([{ play: true, experiment: EXPERIMENT }]);
    expect(state()).toMatchObject({ status: "loading", step: -1, until: 100 });
    worker.sayReady();
    expect(state()).toMatchObject({ status: "running", parameters: { all: 7, moving: 7 } });
    worker.sayRows(0, 101);
    worker.say({ type: "paused", step: 100, reason: "target" });
    expect(state()).toMatchObject({ status: "finished", step: 100 });
    expect(player.history().length).toBe(101);
  });

  it("rests once on its way where it was asked to, and goes on to its end from there", () => {
    const { player, worker, state } = setUp({ restAt: 40 });
    worker.sayReady();
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 40 });
    worker.sayRows(0, 21);
    // A pause before it does not let it be forgotten.
    player.pause();
    player.play();
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 40 });
    worker.sayRows(21, 20);
    worker.say({ type: "paused", step: 40, reason: "target" });
    expect(state()).toMatchObject({ status: "paused", step: 40, until: 100, restAt: 40 });
    player.play();
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 100 });
    worker.sayRows(41, 1);
    expect(state()).toMatchObject({ status: "running", restAt: null });
  });

  it("does not rest where it is told to run on, nor in another run", () => {
    const { player, worker, state } = setUp({ restAt: 40 });
    worker.sayReady();
    player.runTo(60);
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 60 });
    player.load({ experiment: EXPERIMENT, presetId: null, play: true, restAt: 30 });
    player.reset();
    expect(state().restAt).toBeNull();
  });

  it("hands what was measured about backends to the next start", () => {
    const { player, worker } = setUp();
    expect(worker.sent("start")[0]?.calibrations).toEqual([]);
    const calibration: Calibration = {
      network: "small",
      rates: [{ name: "wasm", stepsPerSecond: 640 }],
    };
    worker.sayReady(calibration);
    expect(player.store.getState().backend?.calibration).toEqual(calibration);
    player.reset();
    expect(worker.sent("start").at(-1)?.calibrations).toEqual([calibration]);
  });

  it("waits at row 0 when it is not to play, and counts versions once per batch", () => {
    const { worker, state } = setUp({ play: false });
    worker.sayReady();
    const before = state().version;
    worker.sayRows(0, 1);
    worker.say({ type: "paused", step: 0, reason: "command" });
    expect(state()).toMatchObject({ status: "ready", step: 0, version: before + 1 });
  });

  it("asks for another stretch when Play follows the end", () => {
    const { player, worker, state } = running(101);
    worker.say({ type: "paused", step: 100, reason: "target" });
    player.play();
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 200 });
    expect(state()).toMatchObject({ status: "running", until: 200 });
  });

  it("is not stopped by the echo of a pause that Play has overtaken", () => {
    const { player, worker, state } = running();
    player.pause();
    expect(state().status).toBe("paused");
    player.play();
    worker.say({ type: "paused", step: 9, reason: "command" });
    expect(state().status).toBe("running");
  });

  it("steps once when paused and pauses when running", () => {
    const { player, worker } = running();
    player.step();
    expect(worker.commands.at(-1)).toMatchObject({ type: "pause" });
    player.step();
    expect(worker.commands.at(-1)).toMatchObject({ type: "step" });
  });

  it("runs to a later step only", () => {
    const { player, worker, state } = running();
    expect(player.runTo(9)).toMatch(/already drawn/);
    expect(player.runTo(55)).toBeNull();
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 55 });
    worker.sayRows(10, 46);
    worker.say({ type: "paused", step: 55, reason: "target" });
    expect(state().status).toBe("finished");
  });

  it("keeps a link's own target by playing when the engine is ready", () => {
    const { worker } = setUp({ until: 30 });
    expect(worker.sent("start")[0]!.play).toBe(false);
    worker.sayReady();
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 30 });
  });

  it("keeps the old curves until the new run has rows", () => {
    const { player, worker, state } = running();
    const old = player.history();
    const { drawnRun } = state();
    player.edit({ ...EXPERIMENT, loss: "half-mse" });
    expect(player.history()).toBe(old);
    expect(state()).toMatchObject({ status: "loading", step: 9, undo: "edit", drawnRun });
    worker.sayReady();
    worker.sayRows(0, 2);
    expect(player.history()).not.toBe(old);
    expect(state()).toMatchObject({ step: 1, drawnRun: drawnRun + 1, undo: "edit" });
  });

  it("stops and keeps the rows when the run diverges", () => {
    const { player, worker, state } = running();
    worker.say({ type: "diverged", step: 9 });
    expect(state()).toMatchObject({ status: "diverged", step: 9 });
    expect(player.history().divergedAt).toBe(9);
  });
});

describe("undo", () => {
  it("brings a reset run back and goes on from where it was", () => {
    const { player, worker, state } = running();
    const old = player.history();
    player.pause();
    player.reset();
    worker.sayReady();
    worker.sayRows(0, 1);
    expect(state()).toMatchObject({ status: "ready", step: 0, undo: "reset" });
    player.undo();
    expect(player.history()).toBe(old);
    expect(state()).toMatchObject({ status: "paused", step: 9, undo: null });

    player.play();
    expect(worker.sent("start")).toHaveLength(2);
    expect(worker.sent("branch")).toMatchObject([{ from: 1, step: 9, experiment: EXPERIMENT }]);
    expect(state().status).toBe("loading");
    worker.sayReady();
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 100 });
    worker.sayRows(10, 3);
    expect(state()).toMatchObject({ status: "running", step: 12 });
    expect(old.length).toBe(13);
  });

  it("does not listen to the run that it replaced", () => {
    const { player, worker, state } = running();
    player.reset();
    worker.sayReady();
    worker.sayRows(0, 1);
    player.undo();
    worker.sayRows(1, 4);
    worker.say({ type: "diverged", step: 4 });
    expect(state()).toMatchObject({ status: "paused", step: 9 });
  });

  it("is offered until the new run has outgrown the old one", () => {
    const { player, worker, state } = running();
    player.reset();
    worker.sayReady();
    worker.sayRows(0, 10);
    expect(state().undo).toBe("reset");
    worker.sayRows(10, 1);
    expect(state().undo).toBeNull();
  });
});

describe("a branch", () => {
  const PAST = { learningRate: () => 0.1, loss: (step: number) => 1 / (1 + step) };

  function branched() {
    const set = setUp();
    set.worker.sayReady();
    set.worker.sayRows(0, 20, PAST, {
      edgeSteps: [4, 15],
      resyncSteps: [7, 8, 12],
      learningRateChanges: [{ step: 10, learningRate: 0.2 }],
      warnings: ["Step 4: early.", "Step 15: late.", "Always."],
    });
    return set;
  }

  it("keeps the rows up to its step and what had happened by then, and waits", () => {
    const { player, worker, state } = branched();
    player.pause();
    const before = state().drawnRun;
    player.branch(8);
    const rows = player.history();
    expect(state()).toMatchObject({ status: "paused", step: 8, undo: "branch", ghost: null });
    expect(state().drawnRun).toBe(before + 1);
    expect(state().experiment.learningRateChanges).toEqual([]);
    expect(rows.branchedAt).toBe(8);
    expect([...rows.column("loss")]).toEqual(Array.from({ length: 9 }, (_, t) => 1 / (1 + t)));
    expect(rows.annotations).toMatchObject({
      edgeSteps: [4],
      resyncSteps: [7, 8],
      learningRateChanges: [],
      warnings: ["Step 4: early.", "Always."],
    });
    // Nothing is computed before it is to go on, and what the old run still says is not heard.
    worker.sayRows(20, 3, PAST);
    expect(state().step).toBe(8);
    expect(worker.sent("branch")).toEqual([]);
  });

  it("goes on from the old run when it plays, and draws what is new", () => {
    const { player, worker, state } = branched();
    player.pause();
    player.branch(8);
    player.play();
    expect(worker.sent("branch")).toMatchObject([{ from: 1, step: 8, resyncSteps: [7, 8] }]);
    worker.sayReady();
    worker.sayRows(9, 2, { loss: () => 7 });
    expect(state()).toMatchObject({ status: "running", step: 10 });
    expect(player.history().at("loss", 8)).toBe(1 / 9);
    expect(player.history().at("loss", 9)).toBe(7);
    // The next one goes on from this one.
    player.branch(9);
    expect(worker.sent("branch").at(-1)).toMatchObject({ from: 2, step: 9 });
  });

  it("takes another η from the step after the one shown, and runs on by itself", () => {
    const { player, worker, state, left } = branched();
    const old = player.history();
    player.setLearningRate(0.3, 12);
    const learningRateChanges = [
      { step: 10, learningRate: 0.2 },
      { step: 13, learningRate: 0.3 },
    ];
    expect(worker.sent("branch")).toMatchObject([
      { from: 1, step: 12, experiment: { learningRateChanges } },
    ]);
    expect(state()).toMatchObject({ status: "loading", ghost: { step: 13, learningRate: 0.2 } });
    expect(left).toMatchObject([{ branchStep: 12, presetId: "classic" }]);
    expect(left[0]!.history).toBe(old);
    expect(left[0]!.experiment.learningRateChanges).toEqual(learningRateChanges.slice(0, 1));
    expect(old.length).toBe(20);
  });

  it("is none at the head, at the η that is there, and while another run begins", () => {
    const { player, state, left } = branched();
    const { drawnRun } = state();
    player.branch(19);
    player.setLearningRate(0.2, 12);
    player.edit({ ...EXPERIMENT, loss: "half-mse" });
    player.branch(5);
    expect(state().drawnRun).toBe(drawnRun);
    expect(left).toEqual([]);
  });

  it("leads out of a run that has diverged", () => {
    const { player, worker, state } = branched();
    worker.say({ type: "diverged", step: 19 });
    player.setLearningRate(0.01, 15);
    expect(state().status).toBe("paused");
    expect(player.history().divergedAt).toBeNull();
    player.step();
    expect(worker.sent("branch")).toMatchObject([{ from: 1, step: 15 }]);
    worker.sayReady();
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 16 });
    player.undo();
    expect(state()).toMatchObject({ status: "diverged", step: 19 });
  });

  it("is taken back by undo, however far it went, and the old run goes on", () => {
    const { player, worker, state } = branched();
    const old = player.history();
    player.branch(5);
    worker.sayReady();
    worker.sayRows(6, 60);
    expect(state().undo).toBe("branch");
    player.undo();
    expect(player.history()).toBe(old);
    expect(state().experiment.learningRateChanges).toEqual([{ step: 10, learningRate: 0.2 }]);
    player.play();
    expect(worker.sent("branch").at(-1)).toMatchObject({ from: 1, step: 19 });
  });
});

describe("a recorded run", () => {
  const backend = { name: "wasm", precision: "float32" } as const;

  function recorded(length: number, divergedAt: number | null = null) {
    const history = new History();
    history.append(batchOf(0, length, RATES));
    history.divergedAt = divergedAt;
    return { history, experiment: EXPERIMENT, presetId: null, backend };
  }

  it("is shown without computing, and the run before can be brought back", () => {
    const { player, worker, state } = running();
    const before = player.history();
    const run = recorded(51);
    player.show(run);
    expect(player.history()).toBe(run.history);
    expect(state()).toMatchObject({ status: "paused", step: 50, undo: "recorded", until: 100 });
    expect(state().backend).toMatchObject(backend);
    worker.sayRows(10, 5);
    worker.say({ type: "diverged", step: 14 });
    expect(state()).toMatchObject({ status: "paused", step: 50 });
    expect(worker.sent("start")).toHaveLength(1);
    player.undo();
    expect(player.history()).toBe(before);
    expect(state()).toMatchObject({ status: "paused", step: 9, undo: null, backendChoice: "auto" });
    expect(state().backend?.name).toBe("float64");
  });

  it("goes on from its end once the engine has caught up, on the backend it was recorded on", () => {
    const { player, worker, state } = running();
    player.show(recorded(51));
    player.play();
    expect(worker.sent("branch")).toMatchObject([{ backend: "wasm", from: 0, step: 50 }]);
    expect(state()).toMatchObject({ status: "loading", step: 50 });
    worker.sayReady();
    worker.sayRows(51, 2, RATES);
    expect(state().step).toBe(52);
  });

  it("of another program is shown and nothing is computed of it, until something else is loaded", async () => {
    const { player, worker, state } = running();
    const file = { name: "results.csv", isForeign: true };
    player.show({ ...recorded(51), backend: null, file });
    const shown = player.history();
    expect(state()).toMatchObject({ status: "foreign", step: 50, file, backend: null });
    const sent = worker.commands.length;
    player.play();
    player.toggle();
    player.step();
    player.reset();
    player.edit({ ...EXPERIMENT, eigenvalues: 3 });
    player.setBackend("wasm");
    player.setLearningRate(0.3);
    player.resynchronise();
    await player.measureSweep();
    expect(player.runTo(80)).toMatch(/computed elsewhere/);
    expect(worker.commands).toHaveLength(sent);
    expect(state()).toMatchObject({ status: "foreign", experiment: EXPERIMENT });
    expect(player.history()).toBe(shown);
    player.load({ experiment: EXPERIMENT, presetId: null, play: true, undo: "preset" });
    expect(state()).toMatchObject({ status: "loading", file: null });
    worker.sayReady();
    worker.sayRows(0, 1, RATES);
    player.undo();
    expect(player.history()).toBe(shown);
    expect(state()).toMatchObject({ status: "foreign", file });
  });

  it.each([
    { length: 101, divergedAt: null, status: "finished" },
    { length: 150, divergedAt: null, status: "finished" },
    { length: 20, divergedAt: 19, status: "diverged" },
  ])("with $length rows and divergence at $divergedAt is $status", (run) => {
    const { player, state } = setUp({ play: false });
    player.show(recorded(run.length, run.divergedAt));
    expect(state()).toMatchObject({ status: run.status, step: run.length - 1, undo: null });
  });
});

describe("undo of an edit", () => {
  it("is offered however long the new run becomes", () => {
    const { player, worker, state } = running();
    const old = player.history();
    player.edit({ ...EXPERIMENT, loss: "half-mse" });
    worker.sayReady();
    worker.sayRows(0, 50, RATES);
    expect(state().undo).toBe("edit");
    player.undo();
    expect(player.history()).toBe(old);
    expect(state().experiment).toEqual(EXPERIMENT);
  });

  it("of a reset that was edited brings back the run before the reset", () => {
    const { player, worker, state } = running();
    const old = player.history();
    player.reset();
    worker.sayReady();
    worker.sayRows(0, 1, RATES);
    player.reset();
    worker.sayReady();
    worker.sayRows(0, 1, RATES);
    player.setLearningRate(0.4);
    worker.sayReady();
    worker.sayRows(0, 1, RATES);
    expect(state().undo).toBe("edit");
    player.undo();
    expect(player.history()).toBe(old);
    expect(state()).toMatchObject({ experiment: EXPERIMENT, step: 9 });
  });
});

describe("η", () => {
  it("is set plainly before the first step", () => {
    const { player, worker, state } = setUp({ play: false });
    worker.sayReady();
    worker.sayRows(0, 1, RATES);
    player.setLearningRate(0.3);
    expect(state().experiment).toMatchObject({ learningRate: 0.3, learningRateChanges: [] });
    expect(worker.sent("start").at(-1)!.experiment.learningRate).toBe(0.3);
    expect(worker.sent("setLearningRate")).toEqual([]);
  });

  it("changes live at the step that the engine reports", () => {
    const { player, worker, state } = running();
    player.setLearningRate(0.05);
    expect(state()).toMatchObject({ ghost: { step: 10, learningRate: 0.1 } });
    expect(state().experiment.learningRateChanges).toEqual([{ step: 10, learningRate: 0.05 }]);
    worker.sayRows(10, 5, RATES);
    expect(state().experiment.learningRateChanges).toEqual([{ step: 15, learningRate: 0.05 }]);
    const change = { step: 17, learningRate: 0.05 };
    worker.sayRows(15, 5, RATES, { learningRateChanges: [change] });
    expect(state().experiment.learningRateChanges).toEqual([change]);
    expect(state().ghost).toEqual({ step: 17, learningRate: 0.1 });
  });

  it("leaves no trace when it is taken back before a step was made", () => {
    const { player, state } = running();
    player.pause();
    player.setLearningRate(0.05);
    player.undoLearningRate();
    expect(state().experiment.learningRateChanges).toEqual([]);
    expect(state().ghost).toBeNull();
  });

  it("starts the run again once it has diverged", () => {
    const { player, worker, state } = running();
    worker.say({ type: "diverged", step: 9 });
    player.setLearningRate(0.02);
    expect(state()).toMatchObject({ status: "loading", undo: "edit" });
    expect(worker.sent("start").at(-1)).toMatchObject({
      play: true,
      experiment: { learningRate: 0.02 },
    });
  });
});

describe("sweeps of the player", () => {
  it("are measured beside the run and remembered for the experiment", async () => {
    const { player, workers, state } = running();
    const measured = player.measureSweep();
    expect(state().sweep).toEqual({ status: "measuring", done: 0, total: null });
    workers[1]!.say({ type: "loading", stage: "sweep", done: 12, total: 41 });
    expect(state().sweep).toEqual({ status: "measuring", done: 12, total: 41 });
    const sweep = { steps: 10, initialSharpness: 4, points: [] };
    workers[1]!.say({ type: "swept", sweep });
    await measured;
    expect(state().sweep).toEqual({ status: "measured", sweep });
    player.edit({ ...EXPERIMENT, loss: "half-mse" });
    expect(state().sweep.status).toBe("unknown");
    player.edit({ ...EXPERIMENT, nudge: 0.5 });
    expect(state().sweep.status).toBe("measured");
  });

  it("end when they are cancelled, and another one can be measured", async () => {
    const { player, workers, state } = running();
    const measured = player.measureSweep();
    player.cancelSweep();
    await measured;
    expect(workers[1]!.isTerminated).toBe(true);
    expect(state()).toMatchObject({ status: "running", sweep: { status: "unknown" } });
    void player.measureSweep();
    expect(workers[2]!.sent("sweep")).toHaveLength(1);
  });

  it("say nothing of an experiment they are not of", () => {
    const { player, workers, state } = running();
    void player.measureSweep();
    player.edit({ ...EXPERIMENT, loss: "half-mse" });
    workers[1]!.say({ type: "loading", stage: "sweep", done: 3, total: 41 });
    expect(state().sweep).toEqual({ status: "unknown" });
  });
});

describe("a start", () => {
  it("plays once it is ready where Play was asked for on the way", () => {
    const { player, worker, state } = setUp({ play: false, restAt: 40 });
    player.toggle();
    player.toggle();
    expect(state().status).toBe("loading");
    expect(worker.sent("play")).toEqual([]);
    worker.sayReady();
    expect(state().status).toBe("running");
    expect(worker.sent("play")).toMatchObject([{ until: 40 }]);
  });

  it("says what it is at, until the run begins", () => {
    const { worker, state } = setUp();
    expect(state().loading).toBeNull();
    worker.say({ type: "loading", stage: "data", done: 5, total: 20 });
    expect(state().loading).toEqual({ stage: "data", done: 5, total: 20 });
    worker.sayReady();
    expect(state().loading).toBeNull();
  });

  it("that is the first can be cancelled, and begun again in another worker", () => {
    const { player, worker, workers, state } = setUp();
    player.cancelLoading();
    expect(worker.isTerminated).toBe(true);
    expect(state()).toMatchObject({ status: "ready", step: -1, loading: null });
    player.play();
    expect(state().status).toBe("loading");
    expect(workers[1]!.sent("start")).toHaveLength(1);
    workers[1]!.sayReady();
    workers[1]!.sayRows(0, 4, RATES);
    expect(state()).toMatchObject({ status: "running", step: 3 });
  });

  it("that is cancelled gives the run before back, with its experiment and its undo", () => {
    const { player, worker, workers, state } = running();
    player.reset();
    worker.sayReady();
    worker.sayRows(0, 1, RATES);
    player.play();
    worker.sayRows(1, 4, RATES);
    player.edit({ ...EXPERIMENT, loss: "half-mse" });
    player.edit({ ...EXPERIMENT, loss: "half-mse", nudge: 1 });
    player.cancelLoading();
    expect(state()).toMatchObject({ experiment: EXPERIMENT, status: "paused", step: 4 });
    expect(state().undo).toBe("reset");
    player.undo();
    expect(state()).toMatchObject({ step: 9, undo: null });
    player.play();
    workers[1]!.sayReady();
    workers[1]!.sayRows(0, 12, RATES);
    expect(state()).toMatchObject({ status: "running", step: 11 });
  });

  it("cannot be cancelled once it is over", () => {
    const { player, worker, state } = running();
    player.cancelLoading();
    expect(worker.isTerminated).toBe(false);
    expect(state().status).toBe("running");
  });
});

describe("a forecast", () => {
  const forecast = {
    learningRate: 0.1,
    initialSharpness: 61,
    steps: 120,
    outcome: "diverged" as const,
    divergesAfter: 7,
  };

  /** Edited to something that will diverge, with row 0 drawn. */
  function held() {
    const set = running();
    set.player.edit({ ...EXPERIMENT, loss: "half-mse" });
    set.worker.say({ type: "forecast", forecast });
    set.worker.sayReady();
    set.worker.sayRows(0, 1, RATES);
    return set;
  }

  it("is asked for by edits and by what waits, not by what is to run", () => {
    const { player, worker } = running();
    player.edit({ ...EXPERIMENT, loss: "half-mse" });
    player.reset();
    expect(worker.sent("start").map((start) => start.forecast)).toEqual([false, true, false]);
  });

  it("that diverges holds the run at its start, also where the page would have begun it", () => {
    expect(held().state()).toMatchObject({ status: "ready", step: 0, isHeld: true, forecast });
    const { worker, state } = setUp({ until: 30 });
    worker.say({ type: "forecast", forecast });
    worker.sayReady();
    expect(worker.sent("play")).toEqual([]);
    expect(state()).toMatchObject({ status: "ready", isHeld: true });
  });

  it("does not keep Play from running it", () => {
    const { player, worker, state } = held();
    player.play();
    expect(worker.commands.at(-1)).toMatchObject({ type: "play", until: 100 });
    expect(state().status).toBe("running");
  });

  it("gives way to another η, which runs by itself", () => {
    const { player, worker, state } = held();
    player.startAt(0.03);
    expect(worker.sent("start").at(-1)).toMatchObject({
      play: true,
      forecast: true,
      experiment: { learningRate: 0.03, loss: "half-mse" },
    });
    expect(state()).toMatchObject({ status: "loading", forecast: null, isHeld: false });
    player.undo();
    expect(state()).toMatchObject({ experiment: EXPERIMENT, step: 9, forecast: null });
  });

  it("of another edit of a held run goes on by itself when it is good", () => {
    const { player, worker, state } = held();
    player.setLearningRate(0.02);
    worker.say({
      type: "forecast",
      forecast: { ...forecast, outcome: "edge", divergesAfter: null },
    });
    worker.sayReady();
    expect(state()).toMatchObject({ status: "running", isHeld: false });
  });
});
