/** The run that a tab showed before it was reloaded; checked, as anyone may have written it. */
import * as v from "valibot";
import { parseExperiment } from "../../model/parseExperiment.ts";
import { BACKEND_NAMES } from "../../protocol/backend.ts";
import type { RunContents } from "../runs/keptRun.ts";
import { unpackedHistory } from "../runs/packedColumns.ts";
import { readContents } from "../runs/recordSchema.ts";
import type { OpenRun } from "./openRun.ts";
import type { OpenRunDatabase } from "./openRunDatabase.ts";

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const headSchema = v.object({
  version: v.literal(1),
  tab: v.string(),
  run: v.string(),
  rows: v.pipe(whole, v.minValue(1), v.maxValue(10_000_000)),
  experiment: v.unknown(),
  presetId: v.nullable(v.string()),
  backendChoice: v.picklist(["auto", ...BACKEND_NAMES]),
  backend: v.object({
    name: v.picklist(BACKEND_NAMES),
    precision: v.picklist(["float32", "float64"]),
    reason: v.pipe(v.string(), v.maxLength(2000)),
  }),
  until: v.nullable(whole),
  isRunning: v.boolean(),
  annotations: v.unknown(),
  divergedAt: v.nullable(whole),
  checkpoint: v.nullable(
    v.object({ step: whole, engine: v.string(), bytes: whole, state: v.unknown() }),
  ),
});

const partSchema = v.object({
  first: whole,
  columns: v.record(
    v.string(),
    v.object({
      from: whole,
      values: v.custom<Float64Array<ArrayBuffer>>((value) => value instanceof Float64Array),
    }),
  ),
});

/** Columns from the parts they were stored in; null where these do not make `rows` rows. */
function joined(parts: readonly unknown[], rows: number): RunContents["columns"] | null {
  const columns: Record<string, Float64Array<ArrayBuffer>> = Object.create(null);
  for (const part of parts) {
    const parsed = v.safeParse(partSchema, part, { abortEarly: true });
    if (!parsed.success) return null;
    for (const [name, { from, values }] of Object.entries(parsed.output.columns)) {
      if (from + values.length > rows) return null;
      columns[name] ??= new Float64Array(rows).fill(NaN);
      columns[name].set(values, from);
    }
  }
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, { from: 0, values }]),
  );
}

/** @returns null where there is none, or none that can be trusted. */
export async function readOpenRun(
  database: Pick<OpenRunDatabase, "heads" | "rows">,
  tab: string,
): Promise<OpenRun | null> {
  for (const value of await database.heads()) {
    const parsed = v.safeParse(headSchema, value, { abortEarly: true });
    if (!parsed.success || parsed.output.tab !== tab) continue;
    const head = parsed.output;
    const experiment = parseExperiment(head.experiment);
    const columns = joined(await database.rows(tab, head.run), head.rows);
    if (!experiment.ok || columns === null) return null;
    const { annotations, divergedAt, rows, checkpoint } = head;
    const contents = readContents({ id: head.run, annotations, columns }, rows);
    if (contents === null || (divergedAt !== null && divergedAt >= rows)) return null;
    const history = unpackedHistory({ rows, divergedAt }, contents);
    if (checkpoint !== null && checkpoint.step <= rows) history.checkpoint = checkpoint;
    const { presetId, backendChoice, backend, until, isRunning } = head;
    return {
      history,
      experiment: experiment.experiment,
      presetId,
      backendChoice,
      backend,
      until,
      isRunning,
    };
  }
  return null;
}
