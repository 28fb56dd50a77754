import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ColumnName, Row } from "../protocol/columns.ts";
import type { EngineEvent } from "../protocol/events.ts";
import { createFloat64Mlp } from "./backends/float64/float64Mlp.ts";
import { Checkpoints } from "./checkpoints/checkpoints.ts";
import { goldenModel } from "./golden/comparison.ts";
import { goldenRun } from "./golden/runs.ts";
import { scriptedClock, withPasses } from "./pacing/fixtures/timedPasses.ts";
import { pacedModel } from "./pacing/pacedModel.ts";
import { Turns } from "./pacing/turns.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import { Run } from "./run.ts";
import { Session } from "./session.ts";

interface Setting {
  steps?: number;
  learningRate?: number;
  /** Begin at the golden edge step, where every row has all overlays. */
  fromEdge?: boolean;
  stepsPerSecond?: number | null;
  /** How long each pass over the network takes. */
  passMs?: number;
}

/** A session over a small golden run, with a clock that passes and sleeping move. */
async function openSession(setting: Setting = {}) {
  const { fromEdge = false, stepsPerSecond = null, passMs = 1 } = setting;
  const golden = goldenRun("cheb3_tanh_w16_kick");
  const experiment = {
    ...golden.experiment,
    steps: setting.steps ?? 20,
    learningRate: setting.learningRate ?? golden.experiment.learningRate,
  };
  const events: EngineEvent[] = [];
  const counts = { passes: 0, released: 0 };
  let settle: () => void = () => undefined;
  let onTurn: (turn: number) => void = () => undefined;
  let isAbandoned = false;
  let fault: string | null = null;
  const clock = scriptedClock((turn) => {
    onTurn(turn);
  });
  const turns = new Turns(clock, () => isAbandoned);
  const timed = withPasses(goldenModel(createFloat64Mlp, golden), () => {
    if (fault !== null) throw new Error(fault);
    counts.passes++;
    clock.spend(passMs);
  });
  const run = await Run.begin(pacedModel(timed, turns), experiment, golden.initialParameters, {
    precision: SCREEN_PRECISION,
    ...(fromEdge ? { startAt: golden.startParameters } : {}),
  });
  const began = clock.now();
  const session: Session = new Session(run, {
    runId: 7,
    stepsPerSecond,
    turns,
    checkpoints: new Checkpoints(4),
    engine: "this engine",
    release: () => {
      counts.released++;
    },
    post: (event) => {
      events.push(event);
      if (event.type === "progress") session.acknowledge();
      const isAnswer = !["progress", "loading", "checkpoint"].includes(event.type);
      if (isAnswer) settle();
    },
  });
  const column = (name: ColumnName) =>
    events.flatMap((event) =>
      event.type === "progress"
        ? [...event.batch.columns[name].subarray(0, event.batch.length)]
        : [],
    );
  return {
    session,
    events,
    counts,
    turns: clock.turns,
    column,
    steps: () => column("step"),
    settled: () => new Promise<void>((resolve) => (settle = resolve)),
    /** Time since the session began. */
    elapsed: () => clock.now() - began,
    /** Do something when messages come in, at the `turn`th time from now. */
    atTurn: (turn: number, act: () => void) => {
      const at = clock.turns.length + turn;
      onTurn = (now) => {
        if (now === at) act();
      };
    },
    /** Every pass from now on throws. */
    breakDown: (words = "out of memory") => {
      fault = words;
    },
    /** Let time pass that nothing was computed in. */
    spend: (ms: number) => {
      clock.spend(ms);
    },
    close: () => {
      isAbandoned = true;
      session.close();
    },
  };
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
    const { session, events, settled, column } = await openSession();
    session.play(4);
    await settled();
    session.setLearningRate(0.05);
    session.play(8);
    await settled();
    expect(column("learningRate")).toEqual([0.2, 0.2, 0.2, 0.2, 0.2, 0.05, 0.05, 0.05, 0.05]);
    const last = events.findLast((event) => event.type === "progress")!;
    expect(last.annotations.learningRateChanges).toEqual([{ step: 5, learningRate: 0.05 }]);
  });

  test("holds a speed limit", async () => {
    const { session, settled, elapsed } = await openSession({ passMs: 0.1 });
    session.setSpeed(10);
    session.playToEnd();
    await settled();
    // 21 rows at 10 a second: the first at once, the last after two seconds.
    expect(elapsed()).toBeGreaterThanOrEqual(2000);
    expect(elapsed()).toBeLessThan(2020);
  });

  test("a speed limit posts each row when it is there, not with the next", async () => {
    const { session, events, settled } = await openSession({ passMs: 0.1, steps: 4 });
    session.setSpeed(2);
    session.playToEnd();
    await settled();
    const lengths = events.flatMap((event) =>
      event.type === "progress" ? [event.batch.length] : [],
    );
    expect(lengths).toEqual([1, 1, 1, 1, 1]);
  });

  test("a diverging run ends with its last finite step", async () => {
    const { session, events, settled, steps, column } = await openSession({ learningRate: 20 });
    session.playToEnd();
    await settled();
    const end = events.at(-1)!;
    expect(end.type).toBe("diverged");
    expect(steps().at(-1)).toBe(end.type === "diverged" ? end.step : NaN);
    expect(column("loss").every(Number.isFinite)).toBe(true);
    session.playToEnd();
    expect(events.at(-1)).toBe(end);
  });

  test("waits when the page has not taken two batches", async () => {
    const { session, events, steps } = await openSession({ steps: 0 });
    // An acknowledgement too few: undo the harness's own.
    const acknowledge = session.acknowledge.bind(session);
    session.acknowledge = () => undefined;
    session.play(null);
    const batches = () => events.filter((event) => event.type === "progress").length;
    await expect.poll(batches).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(batches()).toBe(2);
    const before = steps().length;
    acknowledge();
    await expect.poll(batches).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(batches()).toBe(3);
    expect(steps().length).toBeGreaterThan(before);
    session.close();
  });

  test("posts nothing after it is closed, and frees its model once", async () => {
    const { session, events, settled, counts, close } = await openSession({ steps: 0 });
    session.play(3);
    await settled();
    session.play(null);
    close();
    const count = events.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(events.length).toBe(count);
    close();
    expect(counts.released).toBe(1);
  });
});

describe("checkpoints for the page", () => {
  const sentIn = (events: readonly EngineEvent[]) =>
    events.flatMap((event) => (event.type === "checkpoint" ? [event.checkpoint] : []));
  /** The last row posted before each checkpoint. */
  const rowsBefore = (events: readonly EngineEvent[]) =>
    events.flatMap((event, i) => {
      if (event.type !== "checkpoint") return [];
      const last = events.slice(0, i).findLast((before) => before.type === "progress")!;
      return [last.batch.firstStep + last.batch.length - 1];
    });

  test("come at a pause, once for each state, and never of a run that has ended", async () => {
    const { session, events, settled } = await openSession();
    session.play(3);
    await settled();
    expect(sentIn(events).map(({ step }) => step)).toEqual([4]);
    session.play(3);
    await settled();
    session.play(5);
    await settled();
    expect(sentIn(events).map(({ step }) => step)).toEqual([4, 6]);
    const diverging = await openSession({ learningRate: 20, passMs: 400 });
    diverging.session.playToEnd();
    await diverging.settled();
    expect(diverging.events.at(-1)!.type).toBe("diverged");
    for (const { step } of sentIn(diverging.events)) expect(step).toBeGreaterThan(0);
  });

  test("come every two seconds while it runs, behind their rows, and change none", async () => {
    const { session, events, settled, elapsed, steps, column } = await openSession({
      passMs: 80,
      steps: 60,
    });
    session.playToEnd();
    await settled();
    const expected = Math.floor(elapsed() / 2000);
    expect(expected).toBeGreaterThan(4);
    const sent = sentIn(events);
    expect(sent.length).toBeGreaterThanOrEqual(expected - 1);
    expect(sent.length).toBeLessThanOrEqual(expected + 1);
    expect(rowsBefore(events)).toEqual(sent.map(({ step }) => step - 1));
    const plain = await openSession({ passMs: 0.1, steps: 60 });
    plain.session.playToEnd();
    await plain.settled();
    expect(steps()).toEqual(upTo(60));
    expect(column("sharpness")).toEqual(plain.column("sharpness"));
  });

  test("and rows do not mind a clock that jumps by a night, at any speed", async () => {
    for (const stepsPerSecond of [null, 40]) {
      const { session, events, settled, steps, atTurn, spend } = await openSession({
        stepsPerSecond,
        passMs: 2,
        steps: 60,
      });
      session.playToEnd();
      atTurn(10, () => {
        spend(8 * 3600 * 1000);
      });
      await settled();
      expect(steps()).toEqual(upTo(60));
      expect(events.at(-1)).toMatchObject({ type: "paused", step: 60, reason: "target" });
      expect(sentIn(events).length).toBeLessThanOrEqual(3);
    }
  });
});

test("a pass that throws ends the session with its cause, and the rows before are posted", async () => {
  for (const [words, cause] of [
    ["out of memory", "memory"],
    ["the kernel is gone", "computation"],
  ] as const) {
    const { session, events, settled, steps, breakDown } = await openSession({ steps: 0 });
    session.play(4);
    await settled();
    breakDown(words);
    session.play(null);
    await settled();
    expect(events.at(-1)).toMatchObject({ type: "failed", cause });
    expect(steps()).toEqual(upTo(4));
  }
});

describe("a session that another goes on from", () => {
  test("ends its row and posts nothing more, and what it was built on stays", async () => {
    const { session, events, counts, atTurn, settled } = await openSession(LONG);
    session.step();
    await settled();
    const before = events.length;
    session.play(null);
    const isHanded = await new Promise<boolean>((resolve) => {
      atTurn(5, () => {
        resolve(session.handOver());
      });
    });
    expect(isHanded).toBe(true);
    expect(events.length).toBe(before);
    expect(counts.released).toBe(0);
    session.close();
    expect(counts.released).toBe(0);
  });

  test("is no use once its computation has failed, and frees it", async () => {
    const { session, events, counts, settled, breakDown } = await openSession({ steps: 0 });
    session.play(2);
    await settled();
    breakDown();
    session.play(null);
    await settled();
    expect(events.at(-1)).toMatchObject({ type: "failed" });
    expect(await session.handOver()).toBe(false);
    expect(counts.released).toBe(1);
  });

  test("may have diverged", async () => {
    const { session, events, counts, settled } = await openSession({ learningRate: 20 });
    session.playToEnd();
    await settled();
    expect(events.at(-1)!.type).toBe("diverged");
    expect(await session.handOver()).toBe(true);
    expect(counts.released).toBe(0);
  });
});

describe("a slice", () => {
  const REACH = { x: 0, y: 0 };
  const slicesIn = (events: readonly EngineEvent[]) =>
    events.flatMap((event) => (event.type === "sliced" ? [event.slice] : []));

  test("is answered while paused, of the last row's θ†, and pauses nothing again", async () => {
    const { session, events, settled, column } = await openSession({ fromEdge: true });
    session.play(3);
    await settled();
    session.slice(REACH);
    await settled();
    const [slice] = slicesIn(events);
    expect(slice).toMatchObject({ step: 3, loss: column("constrainedLoss")[3] });
    expect(events.filter(({ type }) => type === "paused")).toHaveLength(1);
    session.play(5);
    await settled();
    expect(column("step")).toEqual(upTo(5));
  });

  test("of a row gone by is the one measured then, and the run goes on as if it had not been", async () => {
    const then = await openSession({ fromEdge: true });
    then.session.play(3);
    await then.settled();
    then.session.slice({ x: 0.02, y: 0.1 });
    await then.settled();
    const { session, events, settled, column } = await openSession({ fromEdge: true });
    session.play(40);
    await settled();
    session.slice({ x: 0.02, y: 0.1 }, 3);
    session.slice({ x: 0.02, y: 0.1 }, 3);
    await settled();
    session.slice(REACH, 41);
    await settled();
    const [slice] = slicesIn(then.events);
    expect(slice?.step).toBe(3);
    expect(slicesIn(events)).toEqual([slice, null]);
    session.play(60);
    await settled();
    const plain = await openSession({ fromEdge: true });
    plain.session.play(60);
    await plain.settled();
    expect(column("constrainedLoss")).toEqual(plain.column("constrainedLoss"));
    expect(column("sharpness")).toEqual(plain.column("sharpness"));
  });

  test("is null before the edge and after the end, never left unanswered", async () => {
    const early = await openSession();
    early.session.step();
    await early.settled();
    early.session.slice(REACH);
    await early.settled();
    expect(slicesIn(early.events)).toEqual([null]);
    const late = await openSession({ learningRate: 20 });
    late.session.playToEnd();
    await late.settled();
    late.session.slice(REACH);
    expect(slicesIn(late.events)).toEqual([null]);
  });

  test("under way lets the run go on, and a pause through", async () => {
    const { session, events, settled, steps, atTurn } = await openSession({
      passMs: 40,
      fromEdge: true,
      steps: 0,
    });
    session.step();
    await settled();
    session.slice(REACH);
    atTurn(3, () => {
      session.play(2);
    });
    await settled();
    expect(events.at(-1)).toMatchObject({ type: "paused", step: 2 });
    expect(slicesIn(events)).toEqual([]);
    expect(steps()).toEqual(upTo(2));
    await settled();
    expect(slicesIn(events)).toMatchObject([{ step: 0 }]);
  });

  test("is dropped with its session", async () => {
    const { session, events, counts, settled, atTurn, close } = await openSession({
      passMs: 40,
      fromEdge: true,
    });
    session.step();
    await settled();
    session.slice(REACH);
    await new Promise<void>((resolve) => {
      atTurn(3, () => {
        close();
        resolve();
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(slicesIn(events)).toEqual([]);
    expect(counts.released).toBe(1);
    session.slice(REACH);
    expect(slicesIn(events)).toEqual([]);
  });
});

/** Steps of fifty passes and more, each of which takes this long. */
const LONG = { passMs: 40, fromEdge: true, steps: 0 };

describe("a step that takes seconds", () => {
  test("says how far it is, as a share of the step before", async () => {
    const { session, events, settled } = await openSession({ steps: 2, passMs: 300 });
    session.playToEnd();
    await settled();
    const told = events.filter((event) => event.type === "loading");
    const steps = [...new Set(told.map(({ total }) => total))];
    expect(steps[0]).toBeNull();
    expect(steps.length).toBeGreaterThan(1);
    for (const { stage, done, total } of told) {
      expect(stage).toBe("step");
      expect(done).toBeGreaterThan(0);
      expect(done).toBeLessThan(total ?? Infinity);
    }
    session.close();
  });

  test("is not told where steps are short", async () => {
    const { session, events, settled } = await openSession({ steps: 20 });
    session.playToEnd();
    await settled();
    expect(events.map(({ type }) => type)).not.toContain("loading");
    session.close();
  });

  test("lets commands in between its passes", async () => {
    const { session, settled, turns, elapsed } = await openSession(LONG);
    const before = turns.length;
    session.play(3);
    await settled();
    expect(elapsed()).toBeGreaterThan(4000);
    const gaps = turns.slice(before + 1).map((time, i) => time - turns[before + i]!);
    expect(Math.max(...gaps)).toBeLessThan(50);
  });

  test("is finished when a pause arrives in it, and none is begun", async () => {
    const { session, events, settled, steps, atTurn } = await openSession(LONG);
    session.play(null);
    atTurn(10, () => {
      session.pause();
    });
    await settled();
    const last = steps().at(-1)!;
    expect(events.at(-1)).toEqual({ type: "paused", runId: 7, step: last, reason: "command" });
    expect(steps()).toEqual(upTo(last));
    expect(last).toBeLessThan(3);
  });

  test("goes on when Play overtakes the pause", async () => {
    const { session, events, settled, steps, atTurn } = await openSession(LONG);
    session.play(null);
    atTurn(5, () => {
      session.pause();
      session.play(4);
    });
    await settled();
    expect(steps()).toEqual(upTo(4));
    expect(events.filter(({ type }) => type === "paused")).toHaveLength(1);
  });

  test("keeps its own η when another arrives in it", async () => {
    const { session, settled, column, atTurn } = await openSession(LONG);
    session.step();
    atTurn(5, () => {
      session.setLearningRate(0.05);
    });
    await settled();
    session.step();
    await settled();
    expect(column("learningRate")).toEqual([0.2, 0.05]);
  });

  test("is dropped when another run begins", async () => {
    const { session, events, counts, atTurn, close } = await openSession(LONG);
    session.play(null);
    let passes = 0;
    await new Promise<void>((resolve) => {
      atTurn(5, () => {
        close();
        passes = counts.passes;
        resolve();
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(counts).toEqual({ passes, released: 1 });
    expect(events).toEqual([]);
  });
});

test("rows are the same bits whatever the pace", async () => {
  const names: ColumnName[] = ["loss", "sharpness", "predictedSharpness", "cubicX", "flowLoss"];
  const rowsOf = async (setting: Setting) => {
    const { session, settled, column } = await openSession({
      ...setting,
      fromEdge: true,
      steps: 8,
    });
    session.playToEnd();
    await settled();
    return names.map(column);
  };
  const golden = goldenRun("cheb3_tanh_w16_kick");
  const model = goldenModel(createFloat64Mlp, golden);
  const run = await Run.begin(model, golden.experiment, golden.initialParameters, {
    precision: SCREEN_PRECISION,
    startAt: golden.startParameters,
  });
  const rows: Row[] = [];
  while (rows.length < 9) rows.push(await run.next());
  const expected = names.map((name) => rows.map((row) => row[name]));
  expect(expected.flat().every(Number.isFinite)).toBe(true);
  const settings = fc.record({
    passMs: fc.constantFrom(0, 0.3, 3, 40),
    stepsPerSecond: fc.constantFrom(null, 1, 7, 60),
  });
  await fc.assert(
    fc.asyncProperty(settings, async (setting) => {
      expect(await rowsOf(setting)).toEqual(expected);
    }),
    { numRuns: 8 },
  );
});
