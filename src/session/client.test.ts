import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../model/parseExperiment.ts";
import type { EngineEvent } from "../protocol/events.ts";
import { createEngineClient, type StartOptions } from "./client.ts";
import { ScriptedWorker } from "./fixtures/scriptedWorker.ts";

const START: StartOptions = {
  experiment: defaultExperiment(),
  backend: "auto",
  calibrations: [],
  dataUrl: "./data/",
  play: true,
  stepsPerSecond: null,
  resynchroniseEachCycle: false,
  forecast: false,
};

function setUp() {
  const workers: ScriptedWorker[] = [];
  const events: EngineEvent[] = [];
  const client = createEngineClient(
    () => {
      const worker = new ScriptedWorker();
      workers.push(worker);
      return worker;
    },
    (event) => events.push(event),
  );
  return { client, workers, events };
}

describe("the engine client", () => {
  it("numbers runs and reuses one worker", () => {
    const { client, workers } = setUp();
    client.start(START);
    client.start(START);
    expect(workers).toHaveLength(1);
    expect(workers[0]!.sent("start").map(({ runId }) => runId)).toEqual([1, 2]);
  });

  it("sends commands for the current run", () => {
    const { client, workers } = setUp();
    client.start(START);
    client.start(START);
    client.send({ type: "play", until: 40 });
    expect(workers[0]!.commands.at(-1)).toEqual({ type: "play", until: 40, runId: 2 });
  });

  it("drops events of a run that is over, without acknowledging them", () => {
    const { client, workers, events } = setUp();
    client.start(START);
    client.start(START);
    workers[0]!.say({ type: "paused", step: 3, reason: "command" }, 1);
    expect(events).toEqual([]);
    expect(workers[0]!.sent("acknowledge")).toEqual([]);
  });

  it("acknowledges every batch once", () => {
    const { client, workers, events } = setUp();
    client.start(START);
    workers[0]!.sayRows(0, 5);
    workers[0]!.sayRows(5, 5);
    expect(events).toHaveLength(2);
    expect(workers[0]!.sent("acknowledge")).toHaveLength(2);
  });

  it("turns a crash into a sentence, ends that worker and starts a new one next time", () => {
    const { client, workers, events } = setUp();
    client.start(START);
    workers[0]!.crash("out of memory.");
    expect(events).toEqual([
      {
        type: "failed",
        runId: 1,
        cause: "memory",
        message: "The engine stopped unexpectedly (out of memory).",
      },
    ]);
    expect(workers[0]!.isTerminated).toBe(true);
    client.start(START);
    expect(workers).toHaveLength(2);
    workers[0]!.say({ type: "paused", step: 1, reason: "command" }, 2);
    expect(events).toHaveLength(1);
  });

  it("reports an unreadable message and a worker that cannot start", () => {
    const { client, workers, events } = setUp();
    client.start(START);
    workers[0]!.dispatchEvent(new Event("messageerror"));
    expect(events.at(-1)).toMatchObject({ type: "failed", runId: 1 });

    const refused: EngineEvent[] = [];
    const broken = createEngineClient(
      () => {
        throw new Error("workers are blocked");
      },
      (event) => refused.push(event),
    );
    broken.start(START);
    expect(refused).toMatchObject([
      { type: "failed", message: expect.stringContaining("workers are blocked") },
    ]);
  });
});
