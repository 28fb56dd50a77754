import { expect, test } from "vitest";
import { tf } from "../tf.ts";
import { webgpuObstacle } from "./graphicsAdapter.ts";
import { openBackend } from "./openBackend.ts";

test.each(["wasm", "cpu", "float64"] as const)("%s by name", async (name) => {
  const backend = await openBackend(name, undefined);
  const precision = name === "float64" ? "float64" : "float32";
  expect(backend).toMatchObject({ name, precision, lost: null });
});

test("one that does not work here says why", async () => {
  await expect(openBackend("webgpu", undefined)).rejects.toThrow("this browser has no WebGPU");
  await expect(openBackend("webgl", undefined)).rejects.toThrow(/.+/);
  expect(await webgpuObstacle()).toBe("this browser has no WebGPU");
});

test("one of several opened is made current again", async () => {
  const wasm = await openBackend("wasm", undefined);
  await openBackend("cpu", undefined);
  expect(tf.getBackend()).toBe("cpu");
  await wasm.activate();
  expect(tf.getBackend()).toBe("wasm");
});
