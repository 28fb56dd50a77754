import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { createPlayer } from "../../session/player.ts";
import { historyOfLength } from "../../session/runs/fixtures/runs.ts";
import { ScriptedWorker } from "../../session/fixtures/scriptedWorker.ts";
import { followLeftRuns } from "./leftRuns.ts";

const EXPERIMENT = { ...defaultExperiment(), learningRate: 0.1, steps: 400 };
const COLUMNS = { learningRate: () => 0.1, loss: () => 1, sharpness: (step: number) => step };
const OTHER = { ...EXPERIMENT, nudge: 1 };

let page: EventTarget & { visibilityState: string };

beforeEach(() => {
  vi.useFakeTimers();
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("document", page);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A run of 41 rows that goes on. */
function setUp() {
  const worker = new ScriptedWorker();
  const player = createPlayer({
    experiment: EXPERIMENT,
    dataUrl: "./data/",
    createWorker: () => worker,
  });
  const offered: [rows: number, nudge: number][] = [];
  const stop = followLeftRuns(player, ({ history, experiment }) => {
    offered.push([history.length, experiment.nudge]);
  });
  player.load({ experiment: EXPERIMENT, presetId: null, play: true });
  worker.sayReady();
  worker.sayRows(0, 41, COLUMNS);
  return { worker, player, offered, stop };
}

const rest = () => vi.advanceTimersByTime(60_000);

function setVisibility(visibilityState: string): void {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
}

it("a run that rests is offered once, however often it was stepped before", () => {
  const { worker, player, offered } = setUp();
  rest();
  expect(offered).toEqual([]);
  player.pause();
  for (let step = 41; step < 50; step++) {
    vi.advanceTimersByTime(250);
    player.step();
    worker.sayRows(step, 1, COLUMNS);
  }
  expect(offered).toEqual([]);
  rest();
  expect(offered).toEqual([[50, 0]]);
});

it.each(["paused", "running"])(
  "a run that is %s when another is asked for is offered",
  (status) => {
    const { worker, player, offered } = setUp();
    if (status === "paused") player.pause();
    player.load({ experiment: OTHER, presetId: null, play: true, undo: "preset" });
    expect(offered).toEqual([[41, 0]]);
    // Until the other one has rows, the first one is drawn; it is not taken for the other.
    worker.sayReady();
    player.pause();
    setVisibility("hidden");
    rest();
    worker.sayRows(0, 1, COLUMNS);
    expect(offered).toEqual([[41, 0]]);
    worker.sayRows(1, 30, COLUMNS);
    rest();
    expect(offered.slice(1)).toEqual([[31, 1]]);
    // Taking the change back leaves that run.
    player.undo();
    expect(offered.slice(2)).toEqual([[31, 1]]);
  },
);

it("a run in a page that is hidden is offered as far as it is", () => {
  const { worker, offered, stop } = setUp();
  setVisibility("hidden");
  expect(offered).toEqual([[41, 0]]);
  setVisibility("visible");
  worker.sayRows(41, 9, COLUMNS);
  stop();
  setVisibility("hidden");
  rest();
  expect(offered).toEqual([[41, 0]]);
});

it("a recorded run is offered when it has gone on, not as it was", () => {
  const { worker, player, offered } = setUp();
  player.pause();
  const run = { experiment: OTHER, presetId: null, backend: null };
  player.show({ ...run, history: historyOfLength(50) });
  expect(offered).toEqual([[41, 0]]);
  rest();
  setVisibility("hidden");
  player.show({ ...run, history: historyOfLength(60) });
  rest();
  expect(offered).toHaveLength(1);
  player.play();
  worker.sayReady();
  worker.sayRows(60, 20, COLUMNS);
  player.pause();
  rest();
  expect(offered.slice(1)).toEqual([[80, 1]]);
});

it("a branch leaves offering its run to those who hear of branches", () => {
  const { player, offered } = setUp();
  player.branch(30);
  rest();
  expect(offered).toEqual([]);
});
