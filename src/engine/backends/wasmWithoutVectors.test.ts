import { expect, test, vi } from "vitest";
import { distance, norm } from "../../math/vector.ts";
import { goldenPoints } from "../golden/points.ts";
import { openBackend } from "./openBackend.ts";
import { createWasmMlps } from "./wasm/wasmMlp.ts";

vi.mock(import("./wasm/wasmMlp.ts"), async (importOriginal) => {
  const original = await importOriginal();
  return { createWasmMlps: vi.fn<typeof createWasmMlps>(original.createWasmMlps) };
});

test.each([
  { vectors: true, kernelModels: 1 },
  { vectors: false, kernelModels: 0 },
])("wasm with vectors: $vectors; models on kernels: $kernelModels", async (choice) => {
  vi.mocked(createWasmMlps).mockClear();
  const validate = vi.spyOn(WebAssembly, "validate").mockReturnValue(choice.vectors);
  const { createModel } = await openBackend("wasm", undefined);
  validate.mockRestore();
  const point = goldenPoints()[0]!;
  const model = createModel(point.description, point.dataset);
  expect(createWasmMlps).toHaveBeenCalledTimes(choice.kernelModels);
  const at = await model.expandAt(point.parameters);
  expect(distance(at.gradient, point.gradient) / norm(point.gradient)).toBeLessThan(1e-5);
  at.dispose();
  model.dispose();
});
