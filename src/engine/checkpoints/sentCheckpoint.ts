/** Checkpoints that leave the worker, and come back to this one or to another. */
import { isFiniteVector } from "../../math/vector.ts";
import type { SentCheckpoint } from "../../protocol/sentCheckpoint.ts";
import type { Iterate } from "../tracks/gradientDescent.ts";
import { bytesOf, type Checkpoint } from "./checkpoint.ts";

/** Eigenpairs as they are sent: the vectors themselves instead of a function that makes them. */
interface SentEigenpairs {
  values: number[];
  residuals: number[];
  vectors: Float64Array[];
}

/**
 * A copy in which all vectors are views of one buffer, which can be transferred, and in which nothing
 * is a function. Vectors that the checkpoint has twice are there once.
 * @param engine address of this script.
 */
export function sendCheckpoint(checkpoint: Checkpoint, engine: string): SentCheckpoint {
  const found = new Map<Float64Array, Float64Array>();
  const state = copied(checkpoint, (vector) => {
    found.set(vector, vector);
    return vector;
  });
  let length = 0;
  for (const vector of found.keys()) length += vector.length;
  const all = new Float64Array(length);
  let end = 0;
  for (const vector of found.keys()) {
    all.set(vector, end);
    found.set(vector, all.subarray(end, end + vector.length));
    end += vector.length;
  }
  const placed = copied(state, (vector) => found.get(vector)!);
  return { step: checkpoint.step, engine, bytes: all.byteLength, state: placed };
}

/** The buffer behind the vectors of `sendCheckpoint`. */
export function bufferOf({ state }: SentCheckpoint): ArrayBuffer {
  return (state as Checkpoint).iterate.parameters.buffer as ArrayBuffer;
}

/**
 * What was sent, to go on from.
 * @param engine address of this script.
 * @returns null when another version wrote it, when it is of another network, or is damaged.
 */
export function receiveCheckpoint(
  sent: SentCheckpoint,
  engine: string,
  parameterCount: number,
): Checkpoint | null {
  if (sent.engine !== engine) return null;
  try {
    const checkpoint = copied(sent.state, (vector) => vector, answering) as Checkpoint;
    const { parameters, gradient } = checkpoint.iterate;
    const isOfNetwork = [parameters, gradient].every(
      (vector) => vector.length === parameterCount && isFiniteVector(vector),
    );
    const isWhole = checkpoint.step === sent.step && bytesOf(checkpoint) === sent.bytes;
    return isOfNetwork && isWhole ? checkpoint : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function hasEigenpairs(value: Record<string, unknown>): boolean {
  return typeof value["vectorOf"] === "function";
}

/** The same data with every vector replaced, and eigenpairs as data. */
function copied(
  value: unknown,
  place: (vector: Float64Array) => Float64Array,
  finish: (record: Record<string, unknown>) => Record<string, unknown> = (record) => record,
): unknown {
  if (value instanceof Float64Array) return place(value);
  if (value instanceof Set) return new Set(value);
  if (Array.isArray(value)) return value.map((part) => copied(part, place, finish));
  if (!isRecord(value)) return value;
  const record = hasEigenpairs(value)
    ? sentEigenpairs(value as unknown as Iterate["eigen"])
    : value;
  const entries = Object.entries(record).map(([key, part]) => [key, copied(part, place, finish)]);
  return finish(Object.fromEntries(entries) as Record<string, unknown>);
}

function sentEigenpairs({ values, residuals, vectorOf }: Iterate["eigen"]): SentEigenpairs {
  return { values, residuals, vectors: values.map((_, i) => vectorOf(i)) };
}

/** Only eigenpairs have all three. */
function answering(record: Record<string, unknown>): Record<string, unknown> {
  if (!("values" in record && "residuals" in record && "vectors" in record)) return record;
  const { vectors } = record as unknown as SentEigenpairs;
  return { ...record, vectorOf: (i: number) => vectors[i]!.slice() };
}
