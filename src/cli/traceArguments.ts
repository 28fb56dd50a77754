import { parseArgs } from "node:util";
import { BACKEND_NAMES, type BackendName } from "../protocol/backend.ts";

export interface TraceArguments {
  file: string;
  steps: number | null;
  backend: BackendName;
  out: string | null;
}

export const USAGE =
  "usage: npm run --silent trace -- EXPERIMENT.json [--steps N] [--backend NAME] [--out FILE]";

/** @throws Error with one sentence when the arguments are not understood. */
export function parseTraceArguments(args: readonly string[]): TraceArguments {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        steps: { type: "string" },
        backend: { type: "string" },
        out: { type: "string" },
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message.split("\n")[0]!} (${USAGE})`, { cause: error });
  }
  const { values, positionals } = parsed;
  const file = positionals[0];
  if (file === undefined || positionals.length > 1) throw new Error(`Name one file (${USAGE})`);
  return {
    file,
    steps: values.steps === undefined ? null : parseSteps(values.steps),
    // Never a choice that depends on timing: the same command gives the same file.
    backend: values.backend === undefined ? "float64" : parseBackend(values.backend),
    out: values.out ?? null,
  };
}

function parseSteps(text: string): number {
  const steps = Number(text);
  if (!/^\d+$/.test(text) || steps < 1 || steps > 1e7) {
    throw new Error(`--steps: got ${text}, must be a whole number from 1 to 10000000.`);
  }
  return steps;
}

function parseBackend(text: string): BackendName {
  const name = BACKEND_NAMES.find((known) => known === text);
  if (name === undefined) {
    throw new Error(`--backend: got ${text}, must be one of ${BACKEND_NAMES.join(", ")}.`);
  }
  return name;
}
