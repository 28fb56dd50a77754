import { expect, test } from "vitest";
import type { BackendChoice } from "../../protocol/backend.ts";
import type { BackendRate, Calibration } from "../../protocol/calibration.ts";
import { AbandonedError } from "../pacing/turns.ts";
import { chooseBackend } from "./chooseBackend.ts";
import { scriptedMachine, smallProblem, type Script } from "./fixtures/scriptedMachine.ts";
import { networkKey } from "./networkKey.ts";

const NO_WEBGPU = "this browser has no WebGPU";

async function choose(
  choice: BackendChoice,
  script: Script,
  setting: { obstacle?: string | null; known?: Calibration[] } = {},
) {
  const { obstacle = null, known = [] } = setting;
  const { machine, seen } = scriptedMachine(script, obstacle);
  const { name, report } = await chooseBackend(choice, smallProblem(), known, machine);
  expect(report.name).toBe(name);
  return { report, seen, names: report.calibration?.rates.map((rate) => rate.name) };
}

/** A calibration of the network that is run. */
const remembered = (...rates: BackendRate[]): Calibration => ({
  network: networkKey(smallProblem()),
  rates,
});
const WASM: BackendRate = { name: "wasm", stepsPerSecond: 50 };
const FLOAT64: BackendRate = { name: "float64", stepsPerSecond: 700 };
const WEBGPU: BackendRate = { name: "webgpu", stepsPerSecond: 400 };

test("without a graphics card the faster of wasm and float64, with the rates of both", async () => {
  const { report, names } = await choose(
    "auto",
    { wasm: 0.4, float64: 0.1 },
    { obstacle: NO_WEBGPU },
  );
  expect(report.name).toBe("float64");
  expect(report.reason).toBe(
    "float64 is the fastest here. Not webgpu: this browser has no WebGPU.",
  );
  expect(names).toEqual(["wasm", "float64"]);
  const slower = await choose("auto", { wasm: 0.1, float64: 0.4 }, { obstacle: NO_WEBGPU });
  expect(slower.report.name).toBe("wasm");
});

test("a graphics card that is fast enough, though the processor is faster", async () => {
  const { report } = await choose("auto", { webgpu: 0.15, wasm: 0.1, float64: 0.05 });
  expect(report.name).toBe("webgpu");
  expect(report.reason).toBe("webgpu is fast enough here and leaves the processor free.");
});

test("a graphics card that is slow loses to the processor", async () => {
  const { report } = await choose("auto", { webgpu: 5, wasm: 2, float64: 0.1 });
  expect(report.name).toBe("float64");
  expect(report.reason).toBe("float64 is the fastest here.");
});

test("where speeds are close, the same one whichever was faster this time", async () => {
  const known = [remembered({ name: "wasm", stepsPerSecond: 600 }, FLOAT64)];
  const { report } = await choose("auto", { wasm: 1, float64: 1 }, { obstacle: NO_WEBGPU, known });
  expect(report.name).toBe("wasm");
  expect(report.reason).toMatch(/^wasm is about as fast as the fastest here and comes before it\./);
});

test("a failed self-test is reported, and the next backend is used", async () => {
  const { report, names } = await choose("auto", {
    webgpu: "its self-test failed: the gradient is off by 100 %.",
    wasm: 0.1,
    float64: 0.4,
  });
  expect(report.reason).toBe(
    "wasm is the fastest here. Not webgpu: its self-test failed: the gradient is off by 100 %.",
  );
  expect(names).toEqual(["wasm", "float64"]);
});

test("when nothing else works, float64 does", async () => {
  const { report } = await choose(
    "auto",
    { wasm: "it is blocked", float64: 3 },
    { obstacle: NO_WEBGPU },
  );
  expect(report.reason).toBe(
    "float64 is the one that works here. Not webgpu: this browser has no WebGPU. Not wasm: it is blocked.",
  );
});

test("a known calibration of the same network and candidates is not measured again", async () => {
  const known = [{ network: "another", rates: [WASM] }, remembered(WASM, FLOAT64)];
  const { report, seen } = await choose(
    "auto",
    { wasm: 0.1, float64: 5 },
    { obstacle: NO_WEBGPU, known },
  );
  expect(report.name).toBe("float64");
  expect(report.calibration).toBe(known[1]);
  expect(seen).toMatchObject({ passes: 0, opened: ["float64"] });
});

test.each([
  ["a card that is gone", NO_WEBGPU, [WEBGPU, WASM, FLOAT64]],
  ["a card that is new", null, [WASM, FLOAT64]],
  ["one name twice", NO_WEBGPU, [WASM, WASM]],
])("a known calibration with %s is measured again", async (_, obstacle, rates) => {
  const { report, seen, names } = await choose(
    "auto",
    { webgpu: 5, wasm: 0.1, float64: 5 },
    { obstacle, known: [remembered(...rates)] },
  );
  expect(report.name).toBe("wasm");
  expect(seen.passes).toBeGreaterThan(0);
  expect(names).toEqual(obstacle === null ? ["webgpu", "wasm", "float64"] : ["wasm", "float64"]);
});

test("the next best when the known best no longer starts", async () => {
  const { report, names } = await choose(
    "auto",
    { webgpu: "the device is lost", wasm: 1, float64: 1 },
    { known: [remembered(WEBGPU, WASM, FLOAT64)] },
  );
  expect(report.reason).toBe("float64 is the fastest here. Not webgpu: the device is lost.");
  expect(names).toEqual(["wasm", "float64"]);
});

test("one by name is not timed, and shows what is known", async () => {
  const script = { cpu: 9, wasm: 1, float64: 1 };
  const fresh = await choose("cpu", script);
  expect(fresh.report).toEqual({
    name: "cpu",
    precision: "float32",
    reason: "cpu is chosen by hand.",
    calibration: null,
  });
  expect(fresh.seen.passes).toBe(0);
  const known = remembered(WASM, FLOAT64);
  expect((await choose("wasm", script, { known: [known] })).report.calibration).toBe(known);
});

test("one by name that does not start gives way to the fastest, with the reason", async () => {
  const { report } = await choose("webgpu", {
    webgpu: "no graphics adapter is available",
    wasm: 0.1,
    float64: 1,
  });
  expect(report.reason).toBe(
    "wasm is the fastest here. Not webgpu: no graphics adapter is available.",
  );
});

test("ends when another run has begun", async () => {
  const { machine, seen } = scriptedMachine({ wasm: 1, float64: 1 }, NO_WEBGPU);
  seen.isAbandoned = true;
  await expect(chooseBackend("auto", smallProblem(), [], machine)).rejects.toThrow(AbandonedError);
  expect(seen.openModels).toBe(0);
});

test("networks that cost the same share their calibration, others do not", () => {
  const problem = smallProblem();
  const { dataset, description, experiment } = problem;
  const same = { ...problem, experiment: { ...experiment, learningRate: 7, nudge: 1 } };
  expect(networkKey(same)).toBe(networkKey(problem));
  const others = [
    { ...problem, dataset: { ...dataset, samples: 9 } },
    { ...problem, description: { ...description, sizes: [1, 7, 1] } },
    { ...problem, description: { ...description, activation: "gelu" as const } },
    { ...problem, description: { ...description, loss: "half-mse" as const } },
    { ...problem, description: { ...description, bias: false } },
    { ...problem, experiment: { ...experiment, eigenvalues: 6 } },
  ];
  expect(new Set([problem, ...others].map(networkKey)).size).toBe(others.length + 1);
});
