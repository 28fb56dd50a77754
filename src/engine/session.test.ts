import { describe, expect, test } from "vitest";
import type { EngineEvent } from "../protocol/events.ts";
import { createFloat64Mlp } from "./backends/float64/float64Mlp.ts";
import { goldenModel } from "./golden/comparison.ts";
import { goldenRun } from "./golden/runs.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import { Run } from "./run.ts";
import { Session } from "./session.ts";

/** A session over a small golden run, with a clock that only sleeping moves. */
async function openSession(options: { steps?: number; learningRate?: number } = {}) {
  const golden = goldenRun("cheb3_tanh_w16_kick");
  const experiment = {
    ...golden.experiment,
    steps: options.steps ?? 20,
    learningRate: options.learningRate ?? golden.experiment.learningRate,
  };
  const model = goldenModel(createFloat64Mlp, golden);
  const run = await Run.begin(model, experiment, golden.initialParameters, {
    precision: SCREEN_PRECISION,
  });
  const events: EngineEvent[] = [];
  let clock = 0;
  let settle: () => void = () => undefined;
  const session: Session = new Session(run, {
    runId: 7,
    stepsPerSecond: null,
    now: () => clock,
    sleep: async (ms) => {
      clock += Math.max(ms, 5);
      // A real turn of the event loop, or a waiting session would starve the test.
      await new Promise((resolve) => setImmediate(resolve));
    },
    post: (event) => {
      events.push(event);
      if (event.type === "progress") session.acknowledge();
      if (event.type !== "progress") settle();
    },
  });
  const settled = () => new Promise<void>((resolve) => (settle = resolve));
  const steps = () =>
    events.flatMap((event) =>
      event.type === "progress"
        ? [...event.batch.columns.step.subarray(0, event.batch.length)]
        : [],
    );
  return { session, events, settled, steps, clock: () => clock };
}

const upTo = (last: number) => Array.from({ length: last + 1 }, (_, i) => i);

describe("a session", () => {
  test("plays to the experiment's last step and pauses there", async () => {
    const { session, events, settled, steps } = await openSession();
    session.playToEnd();
    await settled();
    expect(steps()).toEqual(upTo(20));
    expect(events.at(-1)).toEqual({ type: "paused", runId: 7, step: 20, reason: "target" });
  });

  test("steps once, then goes on without a gap", async () => {
    const { session, settled, steps } = await openSession();
    session.step();
    await settled();
    expect(steps()).toEqual([0]);
    session.step();
    await settled();
    expect(steps()).toEqual([0, 1]);
    session.play(9);
    await settled();
    expect(steps()).toEqual(upTo(9));
  });

  test("a new learning rate takes effect at the next row and is recorded", async () => {
    const { session, events, settled } = await openSession();
    session.play(4);
    await settled();
    session.setLearningRate(0.05);
    session.play(8);
    await settled();
    const rates = events.flatMap((event) =>
      event.type === "progress"
        ? [...event.batch.columns.learningRate.subarray(0, event.batch.length)]
        : [],
    );
    expect(rates).toEqual([0.2, 0.2, 0.2, 0.2, 0.2, 0.05, 0.05, 0.05, 0.05]);
    const last = events.findLast((event) => event.type === "progress")!;
    expect(last.annotations.learningRateChanges).toEqual([{ step: 5, learningRate: 0.05 }]);
  });

  test("holds a speed limit", async () => {
    const { session, settled, clock } = await openSession();
    session.setSpeed(100);
    session.playToEnd();
    await settled();
    // 21 rows at 100 a second: the first at once, the last after 200 ms.
    expect(clock()).toBeGreaterThanOrEqual(200);
    expect(clock()).toBeLessThan(400);
  });

  test("a diverging run ends with its last finite step", async () => {
    const { session, events, settled, steps } = await openSession({ learningRate: 20 });
    session.playToEnd();
    await settled();
    const end = events.at(-1)!;
    expect(end.type).toBe("diverged");
    expect(steps().at(-1)).toBe(end.type === "diverged" ? end.step : NaN);
    const losses = events.flatMap((event) =>
      event.type === "progress"
        ? [...event.batch.columns.loss.subarray(0, event.batch.length)]
        : [],
    );
    expect(losses.every(Number.isFinite)).toBe(true);
    session.playToEnd();
    expect(events.at(-1)).toBe(end);
  });

  test("waits when the page has not taken two batches", async () => {
    const { session, events, steps } = await openSession({ steps: 0 });
    // An acknowledgement too few: undo the harness's own.
    const acknowledge = session.acknowledge.bind(session);
    session.acknowledge = () => undefined;
    session.play(null);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const held = events.filter((event) => event.type === "progress").length;
    expect(held).toBe(2);
    const before = steps().length;
    acknowledge();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(events.filter((event) => event.type === "progress").length).toBe(3);
    expect(steps().length).toBeGreaterThan(before);
    session.close();
  });

  test("posts nothing after it is closed", async () => {
    const { session, events, settled } = await openSession({ steps: 0 });
    session.play(3);
    await settled();
    session.play(null);
    session.close();
    const count = events.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(events.length).toBe(count);
  });
});
