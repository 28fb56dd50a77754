import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileKernels } from "../../../cli/compileKernels.ts";

test("the committed bytes are what the source compiles to", async () => {
  const committed = readFileSync("src/engine/backends/wasm/kernelBytes.ts", "utf8");
  expect(committed).toBe(await compileKernels());
});
