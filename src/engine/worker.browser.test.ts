/** The worker itself, spoken to as the page does. */
import { afterEach, expect, test } from "vitest";
import type { Experiment } from "../model/experiment.ts";
import { defaultExperiment } from "../model/parseExperiment.ts";
import type { Command } from "../protocol/commands.ts";
import type { EngineEvent } from "../protocol/events.ts";

const TINY: Experiment = {
  ...defaultExperiment(),
  data: { kind: "chebyshev", degree: 3, samples: 8 },
  model: { kind: "mlp", hidden: [6], activation: "tanh", bias: true },
  overlays: [],
  steps: 0,
};
/** A pass takes a tenth of a second or more in float64, and row 0 some dozens of passes. */
const LARGE: Experiment = {
  ...TINY,
  data: { kind: "chebyshev", degree: 3, samples: 1000 },
  model: { kind: "mlp", hidden: [200, 200], activation: "tanh", bias: true },
};

let worker: Worker;

afterEach(() => {
  worker.terminate();
});

/** A worker that acknowledges what it posts; `until` waits for an event. */
function startEngine() {
  worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const events: EngineEvent[] = [];
  let check: () => void = () => undefined;
  worker.addEventListener("message", ({ data }: MessageEvent<EngineEvent>) => {
    events.push(data);
    if (data.type === "progress") send({ type: "acknowledge", runId: data.runId });
    check();
  });
  const send = (command: Command) => {
    worker.postMessage(command);
  };
  const start = (runId: number, experiment: Experiment, wanted = { forecast: false }) => {
    send({
      type: "start",
      runId,
      experiment,
      backend: "float64",
      calibrations: [],
      dataUrl: new URL("/data/", location.href).href,
      play: true,
      stepsPerSecond: null,
      resynchroniseEachCycle: false,
      ...wanted,
    });
  };
  const branch = (runId: number, experiment: Experiment, from: number, step: number) => {
    send({
      type: "branch",
      runId,
      from,
      step,
      resyncSteps: [],
      checkpoint: null,
      experiment,
      backend: "float64",
      calibrations: [],
      dataUrl: new URL("/data/", location.href).href,
      stepsPerSecond: null,
      resynchroniseEachCycle: false,
    });
  };
  const until = (isThere: (event: EngineEvent) => boolean) =>
    new Promise<EngineEvent>((resolve) => {
      check = () => {
        const found = events.find(isThere);
        if (found !== undefined) resolve(found);
      };
      check();
    });
  return { events, send, start, branch, until };
}

test("another run does not wait for what the old one computes", async () => {
  const { events, start, until } = startEngine();
  start(1, TINY);
  await until(({ type, runId }) => type === "progress" && runId === 1);
  start(2, LARGE);
  // Long enough to be in row 0, far too short to be through with it.
  await new Promise((resolve) => setTimeout(resolve, 300));
  start(3, TINY);
  await until(({ type, runId }) => type === "progress" && runId === 3);
  expect(events.filter(({ type, runId }) => runId === 2 && type !== "loading")).toEqual([]);
});

test("pausing, going on and another η between the rows of a fast run", async () => {
  const { events, send, start, until } = startEngine();
  start(1, TINY);
  await until(({ type }) => type === "progress");
  send({ type: "pause", runId: 1 });
  const paused = await until(({ type }) => type === "paused");
  const last = paused.type === "paused" ? paused.step : NaN;
  send({ type: "setLearningRate", runId: 1, learningRate: 0.03 });
  send({ type: "play", runId: 1, until: last + 3 });
  await until((event) => event.type === "paused" && event.step === last + 3);
  const rows = events.flatMap((event) => (event.type === "progress" ? [event.batch] : []));
  const column = (name: "step" | "learningRate") =>
    rows.flatMap(({ columns, length }) => [...columns[name].subarray(0, length)]);
  expect(column("step")).toEqual(Array.from({ length: last + 4 }, (_, step) => step));
  expect(column("learningRate").slice(last)).toEqual([TINY.learningRate, 0.03, 0.03, 0.03]);
});

test("a branch shows what is new in it, the rows of the run with its change of η", async () => {
  const { events, send, start, branch, until } = startEngine();
  const changed = { ...TINY, learningRateChanges: [{ step: 301, learningRate: 0.01 }] };
  const last = 330;
  const lossesOf = (runId: number, from: number) => {
    const batches = events.flatMap((event) =>
      event.type === "progress" && event.runId === runId ? [event.batch] : [],
    );
    const values = batches.flatMap(({ columns, length }) => [...columns.loss.subarray(0, length)]);
    const first = batches[0]?.firstStep ?? NaN;
    return { first, values: values.slice(from - first, last + 1 - first) };
  };
  const playTo = async (runId: number) => {
    await until((event) => event.type === "ready" && event.runId === runId);
    send({ type: "play", runId, until: last });
    await until((event) => event.type === "paused" && event.runId === runId);
  };
  start(1, { ...TINY, steps: 500 });
  await until((event) => event.type === "paused" && event.step === 500);
  // From checkpoints of the run before; of a run that is forgotten; and of none.
  branch(2, changed, 1, 300);
  await playTo(2);
  branch(3, changed, 77, 300);
  await playTo(3);
  start(4, { ...changed, steps: last });
  await until((event) => event.type === "paused" && event.runId === 4);
  const expected = lossesOf(4, 301);
  expect(expected.values).toHaveLength(30);
  for (const runId of [2, 3]) {
    expect(lossesOf(runId, 301)).toEqual({ first: 301, values: expected.values });
  }
  expect(lossesOf(1, 301).values).not.toEqual(expected.values);
});

test("says how far a start is, and begins nothing by itself that would diverge", async () => {
  const { events, send, start, until } = startEngine();
  start(1, { ...TINY, learningRate: 100 }, { forecast: true });
  await until(({ type }) => type === "paused");
  const kinds = events.map(({ type }) => type);
  // How often these come depends on time.
  const untimed = kinds.filter((type) => !["loading", "alive", "checkpoint"].includes(type));
  expect(untimed).toEqual(["forecast", "ready", "progress", "paused"]);
  expect(kinds.indexOf("loading")).toBeLessThan(kinds.indexOf("forecast"));
  expect(events.find(({ type }) => type === "forecast")).toMatchObject({
    forecast: { outcome: "diverged", learningRate: 100 },
  });
  send({ type: "play", runId: 1, until: null });
  await until(({ type }) => type === "diverged");
});
