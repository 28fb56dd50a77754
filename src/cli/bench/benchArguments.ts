import { parseArgs } from "node:util";
import { BACKEND_NAMES, type BackendName } from "../../protocol/backend.ts";
import { SIZE_NAMES, type SizeName } from "./sizes.ts";

export interface BenchArguments {
  /** Where the JSON goes: a file, "-" for standard output, or null. */
  json: string | null;
  isQuick: boolean;
  sizes: SizeName[];
  /** null: all of them. */
  backends: BackendName[] | null;
}

export const USAGE = `usage: npm run --silent bench -- [--json FILE] [--quick] [--sizes ${SIZE_NAMES.join(",")}] [--backends ${BACKEND_NAMES.join(",")}]`;

/** @throws Error with one sentence when the arguments are not understood. */
export function parseBenchArguments(args: readonly string[]): BenchArguments {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        json: { type: "string" },
        quick: { type: "boolean" },
        sizes: { type: "string" },
        backends: { type: "string" },
      },
    }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message.split("\n")[0]!} (${USAGE})`, { cause: error });
  }
  return {
    json: values.json ?? null,
    isQuick: values.quick ?? false,
    sizes:
      values.sizes === undefined ? [...SIZE_NAMES] : parseNames("sizes", values.sizes, SIZE_NAMES),
    backends:
      values.backends === undefined ? null : parseNames("backends", values.backends, BACKEND_NAMES),
  };
}

/** Names separated by commas, in the order of `known`, each once. */
function parseNames<Name extends string>(
  option: string,
  text: string,
  known: readonly Name[],
): Name[] {
  const given = text.split(",").map((name) => name.trim());
  const unknown = given.find((name) => !known.some((each) => each === name));
  if (unknown !== undefined) {
    throw new Error(
      `--${option}: got ${unknown === "" ? "an empty name" : unknown}, must be of ${known.join(", ")}, separated by commas.`,
    );
  }
  return known.filter((name) => given.includes(name));
}
