import { expect, test } from "vitest";
import { webgpuDevice } from "../tf.ts";
import { WASM_FILES } from "../wasmFiles.ts";
import { openBackend } from "./openBackend.ts";

test("auto passes over a software adapter, says so, and takes wasm", async () => {
  const { report, lost } = await openBackend("auto", WASM_FILES);
  expect(report).toEqual({
    name: "wasm",
    precision: "float32",
    reason:
      "wasm is the first that works here. Not webgpu: the only adapter is a software one, slower than wasm.",
  });
  expect(lost).toBeNull();
});

test("a lost device is reported, and opening it again falls back with the reason", async () => {
  const backend = await openBackend("webgpu", WASM_FILES);
  expect(backend.report.name).toBe("webgpu");
  const device = webgpuDevice() as unknown as GPUDevice;
  const answer = (ms: number) =>
    Promise.race([
      backend.lost,
      new Promise<string>((resolve) => setTimeout(() => resolve("nothing heard"), ms)),
    ]);
  expect(await answer(100)).toBe("nothing heard");
  device.destroy();
  expect(await answer(10_000)).toBe("Device was destroyed.");
  const { report } = await openBackend("webgpu", WASM_FILES);
  expect(report.name).toBe("wasm");
  expect(report.reason).toMatch(/^wasm is the first that works here\. Not webgpu: .*lost/);
});
