/** `npm run --silent bench -- [--json FILE] [--quick] [--sizes …] [--backends …]` */
import { runBenchCommand } from "./bench/benchCommand.ts";

process.exitCode = await runBenchCommand(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
});
