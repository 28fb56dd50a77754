import { expect, test } from "vitest";
import { webgpuDevice } from "../tf.ts";
import { WASM_FILES } from "../wasmFiles.ts";
import { webgpuObstacle } from "./graphicsAdapter.ts";
import { openBackend } from "./openBackend.ts";

test("a software adapter is no automatic choice, and runs when it is asked for", async () => {
  expect(await webgpuObstacle()).toBe("the only adapter is a software one, slower than wasm");
  expect((await openBackend("webgpu", WASM_FILES)).name).toBe("webgpu");
});

test("a lost device is reported, and opening it again fails with the reason", async () => {
  const backend = await openBackend("webgpu", WASM_FILES);
  const device = webgpuDevice() as unknown as GPUDevice;
  const answer = (ms: number) =>
    Promise.race([
      backend.lost,
      new Promise<string>((resolve) => setTimeout(() => resolve("nothing heard"), ms)),
    ]);
  expect(await answer(100)).toBe("nothing heard");
  device.destroy();
  expect(await answer(10_000)).toBe("Device was destroyed.");
  await expect(openBackend("webgpu", WASM_FILES)).rejects.toThrow(/lost/);
});
