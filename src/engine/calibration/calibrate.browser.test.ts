/** Real backends taking turns in one page; WebGPU on the software adapter. */
import { expect, test } from "vitest";
import { norm } from "../../math/vector.ts";
import { openBackend } from "../backends/openBackend.ts";
import { Turns } from "../pacing/turns.ts";
import { workerClock } from "../pacing/workerClock.ts";
import { WASM_FILES } from "../wasmFiles.ts";
import { chooseBackend } from "./chooseBackend.ts";
import { smallProblem } from "./fixtures/scriptedMachine.ts";

test("all three are timed, and the chosen one computes what it should afterwards", async () => {
  const problem = smallProblem();
  const backend = await chooseBackend("auto", problem, [], {
    open: (name) => openBackend(name, WASM_FILES),
    // As if the software adapter were a graphics card.
    webgpuObstacle: () => Promise.resolve(null),
    turns: new Turns(workerClock, () => false),
  });
  const { rates } = backend.report.calibration!;
  expect(rates.map(({ name }) => name)).toEqual(["webgpu", "wasm", "float64"]);
  expect(rates.every(({ stepsPerSecond }) => stepsPerSecond! > 0)).toBe(true);
  expect(backend.report.reason).not.toContain("Not ");

  const { description, dataset, parameters } = problem;
  const float64 = await openBackend("float64", undefined);
  const gradients = [];
  for (const each of [float64, await openBackend("webgpu", WASM_FILES), backend]) {
    await each.activate();
    const model = each.createModel(description, dataset);
    const point = await model.expandAt(parameters);
    gradients.push(point.gradient);
    point.dispose();
    model.dispose();
  }
  const [exact, ...others] = gradients;
  for (const gradient of others) {
    expect(norm(gradient.map((value, i) => value - exact![i]!)) / norm(exact!)).toBeLessThan(1e-5);
  }
});
