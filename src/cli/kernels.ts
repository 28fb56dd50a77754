/** `npm run kernels`: compile the wasm kernels into the file the engine loads. */
import { writeFileSync } from "node:fs";
import { compileKernels } from "./compileKernels.ts";

writeFileSync("src/engine/backends/wasm/kernelBytes.ts", await compileKernels());
