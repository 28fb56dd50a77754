import { expect, test } from "vitest";
import { openBackend } from "./openBackend.ts";

const NO_WEBGPU = "Not webgpu: this browser has no WebGPU.";

test("outside a browser the first that works is wasm", async () => {
  const { report, lost } = await openBackend("auto", undefined);
  expect(report).toEqual({
    name: "wasm",
    precision: "float32",
    reason: `wasm is the first that works here. ${NO_WEBGPU}`,
  });
  expect(lost).toBeNull();
});

test.each(["wasm", "cpu", "float64"] as const)("%s by name", async (name) => {
  const { report } = await openBackend(name, undefined);
  const precision = name === "float64" ? "float64" : "float32";
  expect(report).toEqual({ name, precision, reason: `${name} is chosen by hand.` });
});

test("one that does not work falls back, and the reason names both", async () => {
  expect((await openBackend("webgpu", undefined)).report).toMatchObject({
    name: "wasm",
    reason: `wasm is the first that works here. ${NO_WEBGPU}`,
  });
  const { report } = await openBackend("webgl", undefined);
  expect(report.name).toBe("wasm");
  expect(report.reason).toMatch(/^wasm is the first that works here\. Not webgl: .+ Not webgpu: /);
});
