/** What comments of a CSV file say of its run. */
import * as v from "valibot";
import { parseExperiment } from "../../model/parseExperiment.ts";
import { emptyAnnotations, type Annotations } from "../../protocol/annotations.ts";
import { BACKEND_NAMES } from "../../protocol/backend.ts";
import type { CsvLine } from "../../model/ownData/csvLines.ts";
import type { OpenedRun } from "./openedRun.ts";
import { overlayStopsSchema } from "./traceSchema.ts";

export type RunFacts = Pick<OpenedRun, "experiment" | "backend" | "annotations" | "divergedAt">;

const NOTHING: RunFacts = {
  experiment: null,
  backend: null,
  annotations: emptyAnnotations(),
  divergedAt: null,
};

/** η as people write it in a comment: `eta=0.1`, `learning rate: 0.1`, `lr = 1e-3`. */
export function commentedLearningRate(comments: readonly CsvLine[]): number | null {
  for (const { text } of comments) {
    const match =
      /(?:^|[\s,;{"'])(?:eta|η|lr|learning[ _-]?rate)["']?\s*[=:]\s*([\d.]+(?:e[+-]?\d+)?)/i.exec(
        text,
      );
    const value = Number(match?.[1] ?? NaN);
    if (Number.isFinite(value)) return value;
  }
  return null;
}

/** The rest of the comment that begins with these words. */
function saidOf(comments: readonly CsvLine[], words: string): string | null {
  const found = comments.find(({ text }) => text.startsWith(words));
  return found === undefined ? null : found.text.slice(words.length).trim();
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stepsIn(text: string | null, rows: number): number[] {
  const steps = (text ?? "")
    .split(/\s+/)
    .filter((word) => /^\d+$/.test(word))
    .map(Number);
  return steps.filter((step, i) => step < rows && (i === 0 || step > steps[i - 1]!));
}

function annotationsOf(comments: readonly CsvLine[], rows: number): Annotations {
  const stops = v.safeParse(
    overlayStopsSchema,
    parsedJson(saidOf(comments, "overlay stops") ?? "[]"),
  );
  return {
    ...emptyAnnotations(),
    edgeSteps: stepsIn(saidOf(comments, "edge steps"), rows),
    resyncSteps: stepsIn(saidOf(comments, "re-synchronised at steps"), rows),
    overlayStops: stops.success ? stops.output.filter(({ step }) => step < rows) : [],
  };
}

/** A file that this app wrote says what it is of; any other says nothing that is needed. */
export function factsOf(comments: readonly CsvLine[], rows: number): RunFacts | { error: string } {
  if (saidOf(comments, "Brink trace, version 1") === null) return NOTHING;
  const said = saidOf(comments, "experiment");
  if (said === null) return NOTHING;
  const experiment = parseExperiment(parsedJson(said));
  if (!experiment.ok) return { error: `comment experiment.${experiment.error}` };
  const [name, precision] = (saidOf(comments, "backend") ?? "").split(/,\s*/);
  const backend = BACKEND_NAMES.find((known) => known === name);
  const isKnown = precision === "float32" || precision === "float64";
  const ended = saidOf(comments, "ended at step") ?? "";
  return {
    experiment: experiment.experiment,
    backend: backend !== undefined && isKnown ? { name: backend, precision } : null,
    annotations: annotationsOf(comments, rows),
    divergedAt: ended.endsWith("diverged") ? rows - 1 : null,
  };
}
