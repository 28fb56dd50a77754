/** When the page gets a checkpoint of a run. */
import type { SentCheckpoint } from "../../protocol/sentCheckpoint.ts";
import type { Run } from "../run.ts";
import { bufferOf, sendCheckpoint } from "./sentCheckpoint.ts";

/** So much of a run is computed twice, at most, when the worker is lost; ms. */
const INTERVAL = 2000;

export class CheckpointPost {
  readonly #run: Run;
  readonly #engine: string;
  readonly #post: (checkpoint: SentCheckpoint, buffer: ArrayBuffer) => void;
  #sentAt: number;
  #step = -1;

  /** @param engine address of this script. */
  constructor(
    run: Run,
    engine: string,
    now: number,
    post: (checkpoint: SentCheckpoint, buffer: ArrayBuffer) => void,
  ) {
    this.#run = run;
    this.#engine = engine;
    this.#sentAt = now;
    this.#post = post;
  }

  isDue(now: number): boolean {
    return now - this.#sentAt >= INTERVAL;
  }

  /** Unless nothing has happened since the last one, or nothing will. The rows before it come first. */
  async send(now: number): Promise<void> {
    this.#sentAt = now;
    const { step, isDiverged } = this.#run;
    if (step === this.#step || isDiverged) return;
    this.#step = step;
    const sent = sendCheckpoint(await this.#run.checkpoint(), this.#engine);
    this.#post(sent, bufferOf(sent));
  }
}
