/** A stand-in for the engine in tests: records commands, says what it is told to say. */
import { emptyAnnotations, type Annotations } from "../protocol/annotations.ts";
import type { Calibration } from "../protocol/calibration.ts";
import { COLUMN_NAMES, type ColumnBatch, type ColumnName } from "../protocol/columns.ts";
import type { Command } from "../protocol/commands.ts";
import type { EngineEvent } from "../protocol/events.ts";

type Unnumbered<T> = T extends unknown ? Omit<T, "runId"> : never;

/** Rows `first`…`first + length − 1`, every column NaN except those given. */
export function batchOf(
  first: number,
  length: number,
  given: Partial<Record<ColumnName, (step: number) => number>> = {},
): ColumnBatch {
  const columns = COLUMN_NAMES.map((name): [ColumnName, Float64Array<ArrayBuffer>] => {
    const valueAt = name === "step" ? (step: number) => step : given[name];
    const values = Float64Array.from({ length }, (_, i) => valueAt?.(first + i) ?? NaN);
    return [name, values];
  });
  return {
    firstStep: first,
    length,
    columns: Object.fromEntries(columns) as ColumnBatch["columns"],
  };
}

export class ScriptedWorker extends EventTarget {
  readonly commands: Command[] = [];
  isTerminated = false;

  postMessage(command: Command): void {
    this.commands.push(command);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** The run of the last command that begins one. */
  get runId(): number {
    const begins = ({ type }: Command) => type === "start" || type === "branch" || type === "sweep";
    return this.commands.findLast(begins)?.runId ?? 0;
  }

  sent<T extends Command["type"]>(type: T): Extract<Command, { type: T }>[] {
    return this.commands.filter(
      (command): command is Extract<Command, { type: T }> => command.type === type,
    );
  }

  say(event: Unnumbered<EngineEvent>, runId = this.runId): void {
    this.dispatchEvent(new MessageEvent("message", { data: { ...event, runId } }));
  }

  sayReady(calibration: Calibration | null = null): void {
    const backend = {
      name: "float64",
      precision: "float64",
      reason: "It is the stand-in.",
      calibration,
    } as const;
    this.say({ type: "ready", backend, parameters: 7, samples: 3 });
  }

  sayRows(
    first: number,
    length: number,
    given: Partial<Record<ColumnName, (step: number) => number>> = {},
    annotations: Partial<Annotations> = {},
  ): void {
    this.say({
      type: "progress",
      batch: batchOf(first, length, given),
      annotations: { ...emptyAnnotations(), ...annotations },
      stepsPerSecond: 100,
    });
  }

  crash(message: string): void {
    this.dispatchEvent(Object.assign(new Event("error"), { message }));
  }
}
