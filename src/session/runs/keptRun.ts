/** What is stored of a run: a summary for the list, and its rows, which are read when it is shown. */
import type { Experiment } from "../../model/experiment.ts";
import type { Annotations } from "../../protocol/annotations.ts";
import type { BackendReport } from "../../protocol/backend.ts";
import type { ColumnName } from "../../protocol/columns.ts";
import type { History } from "../history.ts";

/** Why a run was kept; "left" before its end, by itself. */
export const ORIGINS = ["finished", "diverged", "branch", "asked", "left"] as const;
export type Origin = (typeof ORIGINS)[number];

/** [step, value] pairs. */
export type ThumbnailLine = [step: number, value: number][];

export interface Thumbnail {
  /** Two-step mean of the sharpness that the line is for. */
  sharpness: ThumbnailLine;
  /** 2/η, or the line of another step rule: one pair where each level begins. */
  twoOverEta: ThumbnailLine;
}

export interface RunSummary {
  version: 1;
  /** The same for the same experiment on the same backend. */
  id: string;
  name: string;
  /** The viewer named it: it is never removed to make room. */
  isNamed: boolean;
  /** Milliseconds since 1970, for the list only. */
  createdAt: number;
  origin: Origin;
  experiment: Experiment;
  presetId: string | null;
  backend: Pick<BackendReport, "name" | "precision">;
  /** Number of rows, one more than the last step. */
  rows: number;
  divergedAt: number | null;
  /** Size of the stored columns. */
  bytes: number;
  thumbnail: Thumbnail;
}

/** The entries of a column from the first to the last that is defined. */
export interface PackedColumn {
  from: number;
  values: Float64Array<ArrayBuffer>;
}

export interface RunContents {
  id: string;
  annotations: Annotations;
  /** Without those that are not defined anywhere. */
  columns: Partial<Record<ColumnName, PackedColumn>>;
}

/** Rows as they are found: any version of the page, or another hand, may have written them. */
export interface StoredContents {
  id: string;
  annotations: unknown;
  columns: Readonly<Record<string, unknown>>;
}

/** The first `rows` rows of a history that may go on growing. */
export interface Snapshot {
  history: History;
  rows: number;
  annotations: Annotations;
  divergedAt: number | null;
}

/** Fix what a history holds now, at no cost: rows are never changed, annotations are replaced whole. */
export function snapshotOf(history: History): Snapshot {
  const { length: rows, annotations, divergedAt } = history;
  return { history, rows, annotations, divergedAt };
}

export interface RunToKeep extends Pick<
  RunSummary,
  "experiment" | "presetId" | "backend" | "origin"
> {
  snapshot: Snapshot;
  /** How it is called until the viewer names it. */
  name: string;
}
