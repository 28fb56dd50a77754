/** AssemblyScript → the one file with the bytes of the wasm kernels. */
import asc from "assemblyscript/asc";

const SOURCE = "src/engine/backends/wasm/assembly/index.ts";
const OPTIONS = [
  "-O3",
  "--noAssert",
  "--importMemory",
  "--runtime=stub",
  "--enable=simd",
  // About vectors as arguments, which only functions inside the module have.
  "--disableWarning=112",
];

/**
 * Compile the kernels; the working folder must be the project's.
 * @returns the text of `src/engine/backends/wasm/kernelBytes.ts`.
 * @throws Error with the compiler's messages when the source does not compile.
 */
export async function compileKernels(): Promise<string> {
  const messages: string[] = [];
  let binary = new Uint8Array();
  const { error } = await asc.main([SOURCE, "--outFile=kernels.wasm", ...OPTIONS], {
    stderr: { write: (chunk: string | Uint8Array) => void messages.push(String(chunk)) },
    writeFile(name, contents) {
      if (name === "kernels.wasm" && typeof contents !== "string") binary = contents.slice();
    },
  });
  if (error !== null) throw new Error(`the kernels do not compile: ${messages.join("")}`);
  return [
    "/** Compiled from `assembly/` by `npm run kernels`. */",
    `export const KERNEL_BYTES =\n  "${Buffer.from(binary).toString("base64")}";\n`,
  ].join("\n");
}
