/** The state of a run between two rows on its way out of the worker: the page keeps it unopened. */
export interface SentCheckpoint {
  /** Of the row that comes next. */
  step: number;
  /** Address of the script that wrote it; another one may have another layout, and computes anew. */
  engine: string;
  /** Size of all vectors, which lie in one buffer. */
  bytes: number;
  /** Only the engine looks inside. */
  state: unknown;
}
