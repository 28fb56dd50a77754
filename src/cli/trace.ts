/** `npm run --silent trace -- EXPERIMENT.json [--steps N] [--backend NAME] [--out FILE]` */
import { runTraceCommand } from "./traceCommand.ts";

process.exitCode = await runTraceCommand(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
});
