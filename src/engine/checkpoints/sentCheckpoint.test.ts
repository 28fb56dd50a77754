/** A run that goes on in another worker: the rows of the unbroken run, to the last bit. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Experiment } from "../../model/experiment.ts";
import type { Row } from "../../protocol/columns.ts";
import type { SentCheckpoint } from "../../protocol/sentCheckpoint.ts";
import { openBackend } from "../backends/openBackend.ts";
import { replayingAccelerator } from "../fixtures/replayingAccelerator.ts";
import { beginRun } from "../fixtures/rows.ts";
import { STRAIGHT, valleyModel } from "../fixtures/valley.ts";
import { goldenModel } from "../golden/comparison.ts";
import { goldenRun } from "../golden/runs.ts";
import { SCREEN_PRECISION } from "../precisions.ts";
import { Run, type RunOptions } from "../run.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { bytesOf } from "./checkpoint.ts";
import { bufferOf, receiveCheckpoint, sendCheckpoint } from "./sentCheckpoint.ts";

const ENGINE = "https://brink.test/assets/worker-1.js";

interface Seat {
  model: TaylorModel;
  options: RunOptions;
}

/** From one worker into the page, and, copied once more, into another. */
function posted(sent: SentCheckpoint): SentCheckpoint {
  return structuredClone(structuredClone(sent, { transfer: [bufferOf(sent)] }));
}

async function rowsOf(run: Run, count: number): Promise<Row[]> {
  const rows: Row[] = [];
  while (rows.length < count && !run.isDiverged) {
    rows.push(...(await run.nextRows(count - rows.length)));
  }
  return rows;
}

/** Break the run off at `step`, and go on from what was sent. @returns whether an accelerator had it. */
async function expectUnbroken(begin: () => Promise<Run>, seat: () => Seat, step: number) {
  const whole = await rowsOf(await begin(), step + 15);
  const broken = await begin();
  const before = await rowsOf(broken, step);
  expect(broken.step).toBe(step);
  const checkpoint = await broken.checkpoint();
  const sent = posted(sendCheckpoint(checkpoint, ENGINE));
  const { model, options } = seat();
  const received = receiveCheckpoint(sent, ENGINE, model.parameterCount)!;
  const resumed = new Run(model, broken.experiment, received, options);
  expect([...before, ...(await rowsOf(resumed, 15))]).toEqual(whole);
  return checkpoint.replayed.held !== null;
}

describe.each(["float64", "wasm"] as const)("on %s", (backend) => {
  const golden = goldenRun("cheb3_tanh_w16_kick");
  let seat: () => Seat;

  beforeAll(async () => {
    const { createModel } = await openBackend(backend, undefined);
    seat = () => ({
      model: goldenModel(createModel, golden),
      options: { precision: SCREEN_PRECISION, startAt: golden.startParameters },
    });
  });

  test.each([1, 7, 24, 40])("broken off at step %i, with all overlays", async (step) => {
    const experiment: Experiment = {
      ...golden.experiment,
      eigenvalues: 3,
      overlays: ["constrained", "prediction", "flow", "flowFromStart", "frozen"],
      learningRateChanges: [{ step: 25, learningRate: 0.19 }],
    };
    const begin = () => {
      const { model, options } = seat();
      return Run.begin(model, experiment, golden.initialParameters, options);
    };
    await expectUnbroken(begin, seat, step);
  });
});

test.each<[string, Partial<Experiment>]>([
  ["several modes and the central flow", { overlays: ["modes", "centralFlow"] }],
  ["the memory of Adam", { optimizer: { kind: "adam", beta1: 0.9, beta2: 0.99, epsilon: 1e-6 } }],
  ["the memory of heavy ball", { optimizer: { kind: "heavy-ball", momentum: 0.9 } }],
])("with %s", async (_, change) => {
  const golden = goldenRun("cheb3_tanh_w16_kick");
  const { createModel } = await openBackend("wasm", undefined);
  const isAtEdge = change.overlays !== undefined;
  const seat = () => ({
    model: goldenModel(createModel, golden),
    options: {
      precision: SCREEN_PRECISION,
      ...(isAtEdge ? { startAt: golden.startParameters } : {}),
    },
  });
  const experiment = {
    ...golden.experiment,
    ...(isAtEdge ? {} : { learningRate: 0.01 }),
    ...change,
  };
  const begin = () => {
    const { model, options } = seat();
    return Run.begin(model, experiment, golden.initialParameters, options);
  };
  for (const step of [1, 20, 33]) await expectUnbroken(begin, seat, step);
});

test("while an accelerator has the run", async () => {
  const seat = () => {
    const model = valleyModel({ ...STRAIGHT, zeta: 0.1 });
    const accelerator = replayingAccelerator(model, 2, 7, (step) => step % 13 === 5);
    return { model, options: { precision: SCREEN_PRECISION, accelerator } };
  };
  const begin = () => {
    const { model, options } = seat();
    const experiment: Partial<Experiment> = { learningRate: 0.48, overlays: ["constrained"] };
    return beginRun(model, Float64Array.of(0.003, 3.9, 0.01), experiment, options);
  };
  const held: boolean[] = [];
  for (const step of [3, 8, 13, 20, 27, 33]) {
    held.push(await expectUnbroken(begin, seat, step));
  }
  expect(new Set(held)).toEqual(new Set([true, false]));
});

describe("what is sent", () => {
  const start = Float64Array.of(0, 3, 0);
  const sentOf = async () => {
    const run = await beginRun(valleyModel(STRAIGHT), start, { overlays: [] });
    return { checkpoint: await run.checkpoint(), run };
  };

  test("is one buffer, no larger than the vectors it is of", async () => {
    const { checkpoint } = await sentOf();
    const sent = sendCheckpoint(checkpoint, ENGINE);
    expect(sent.bytes).toBe(bufferOf(sent).byteLength);
    expect(sent.bytes).toBe(bytesOf(sent.state as typeof checkpoint));
    expect(sent.bytes).toBeLessThanOrEqual(2 * bytesOf(checkpoint));
    expect(checkpoint.iterate.parameters).toEqual(start);
  });

  test("is refused when another version wrote it, and when it is of another network or damaged", async () => {
    const sent = sendCheckpoint((await sentOf()).checkpoint, ENGINE);
    expect(receiveCheckpoint(sent, ENGINE, 3)).not.toBeNull();
    expect(receiveCheckpoint(sent, "https://brink.test/assets/worker-2.js", 3)).toBeNull();
    expect(receiveCheckpoint(sent, ENGINE, 4)).toBeNull();
    for (const state of [null, 7, {}, { iterate: {} }, { iterate: { parameters: "θ" } }]) {
      expect(receiveCheckpoint({ ...sent, state }, ENGINE, 3)).toBeNull();
    }
    expect(receiveCheckpoint({ ...sent, bytes: sent.bytes - 8 }, ENGINE, 3)).toBeNull();
    expect(receiveCheckpoint({ ...sent, step: 5 }, ENGINE, 3)).toBeNull();
    const broken = structuredClone(sent);
    new Float64Array(bufferOf(broken)).fill(NaN);
    expect(receiveCheckpoint(broken, ENGINE, 3)).toBeNull();
  });
});
