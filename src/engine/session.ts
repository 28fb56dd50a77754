/**
 * The training loop around a run: goes on in slices that let messages in, posts batches of columns
 * at most once per interval, and waits when the page has not taken the last two.
 */
import type { EngineEvent } from "../protocol/events.ts";
import { ColumnWriter } from "./columnWriter.ts";
import type { Run } from "./run.ts";

/** Between two batches, in ms. */
const BATCH_INTERVAL = 33;
/** Batches the page may leave un-acknowledged. */
const MAX_UNACKNOWLEDGED = 2;
/** Steps per second are averaged over this many ms. */
const RATE_WINDOW = 1000;

export interface SessionOptions {
  runId: number;
  stepsPerSecond: number | null;
  /** Post an event to the page, handing over the buffers in `transfer`. */
  post: (event: EngineEvent, transfer?: ArrayBuffer[]) => void;
  /** Milliseconds from any fixed moment. */
  now: () => number;
  /** Let messages in, then go on, after at least `ms`. */
  sleep: (ms: number) => Promise<void>;
}

export class Session {
  readonly #run: Run;
  readonly #options: SessionOptions;
  readonly #writer = new ColumnWriter();
  #stepsPerSecond: number | null;
  #isPlaying = false;
  #isLooping = false;
  #isClosed = false;
  /** Pause once this row is posted. */
  #until: number | null = null;
  #pauseReason: "command" | "target" = "command";
  #unacknowledged = 0;
  #lastPost = -Infinity;
  #rateSteps = 0;
  #rateSince = 0;
  #rate = 0;

  constructor(run: Run, options: SessionOptions) {
    this.#run = run;
    this.#options = options;
    this.#stepsPerSecond = options.stepsPerSecond;
    this.#until = run.experiment.steps > 0 ? run.experiment.steps : null;
  }

  /** Go on until paused, diverged, or row `until` is posted. */
  play(until: number | null): void {
    if (this.#isClosed || this.#run.isDiverged) return;
    this.#until = until;
    this.#isPlaying = true;
    this.#rateSince = this.#options.now();
    this.#rateSteps = 0;
    if (!this.#isLooping) void this.#loop();
  }

  /** Play to the experiment's own end. */
  playToEnd(): void {
    this.play(this.#until);
  }

  pause(): void {
    this.#pauseReason = "command";
    this.#isPlaying = false;
  }

  /** Exactly one more row, then pause. */
  step(): void {
    this.play(this.#run.step);
  }

  setSpeed(stepsPerSecond: number | null): void {
    this.#stepsPerSecond = stepsPerSecond;
    this.#rateSince = this.#options.now();
    this.#rateSteps = 0;
  }

  setLearningRate(learningRate: number): void {
    this.#run.setLearningRate(learningRate);
  }

  resynchronise(): void {
    this.#run.resynchronise();
  }

  setResynchroniseEachCycle(enabled: boolean): void {
    this.#run.resynchroniseEachCycle = enabled;
  }

  acknowledge(): void {
    this.#unacknowledged = Math.max(0, this.#unacknowledged - 1);
  }

  /** Stop for good; nothing is posted after this. */
  close(): void {
    this.#isClosed = true;
    this.#isPlaying = false;
    if (!this.#isLooping) this.#run.dispose();
  }

  async #loop(): Promise<void> {
    this.#isLooping = true;
    const { runId, post } = this.#options;
    try {
      while (this.#isPlaying) {
        if (this.#hasReachedTarget()) {
          this.#isPlaying = false;
          this.#pauseReason = "target";
          break;
        }
        await this.#waitForTurn();
        if (!this.#isPlaying) break;
        for (const row of await this.#run.nextRows(this.#rowsWanted())) {
          this.#writer.push(row);
          this.#countStep();
        }
        if (this.#run.isDiverged) break;
        if (this.#isBatchDue()) this.#postBatch();
      }
      if (this.#isClosed) return;
      this.#postBatch();
      const step = this.#lastStep;
      if (this.#run.isDiverged) post({ type: "diverged", runId, step });
      else post({ type: "paused", runId, step, reason: this.#pauseReason });
    } catch (error) {
      if (this.#isClosed) return;
      this.#postBatch();
      const reason = error instanceof Error ? error.message : String(error);
      post({ type: "failed", runId, message: `The computation stopped: ${reason}.` });
    } finally {
      this.#isLooping = false;
      if (this.#isClosed || this.#run.isDiverged) this.#run.dispose();
    }
  }

  /** Step of the last row made; −1 before the first. */
  get #lastStep(): number {
    return this.#run.isDiverged ? this.#run.step : this.#run.step - 1;
  }

  #hasReachedTarget(): boolean {
    return this.#until !== null && this.#lastStep >= this.#until;
  }

  /** With a limited speed each row waits for its turn; otherwise all up to the target will do. */
  #rowsWanted(): number {
    if (this.#stepsPerSecond !== null) return 1;
    return this.#until === null ? Infinity : this.#until - this.#lastStep;
  }

  /** Yields to messages, holds the speed limit, and waits for the page to catch up. */
  async #waitForTurn(): Promise<void> {
    const { sleep, now } = this.#options;
    if (this.#stepsPerSecond !== null) {
      const due = this.#rateSince + (this.#rateSteps / this.#stepsPerSecond) * 1000;
      while (this.#isPlaying && now() < due) {
        if (this.#isBatchDue()) this.#postBatch();
        await sleep(Math.min(BATCH_INTERVAL, due - now()));
      }
    }
    while (this.#isPlaying && this.#unacknowledged >= MAX_UNACKNOWLEDGED) await sleep(1);
    await sleep(0);
  }

  #isBatchDue(): boolean {
    return (
      this.#writer.length > 0 &&
      this.#unacknowledged < MAX_UNACKNOWLEDGED &&
      this.#options.now() - this.#lastPost >= BATCH_INTERVAL
    );
  }

  #postBatch(): void {
    if (this.#writer.length === 0) return;
    const batch = this.#writer.take();
    this.#unacknowledged++;
    this.#lastPost = this.#options.now();
    this.#options.post(
      {
        type: "progress",
        runId: this.#options.runId,
        batch,
        annotations: structuredClone(this.#run.annotations),
        stepsPerSecond: this.#rate,
      },
      Object.values(batch.columns).map((column) => column.buffer),
    );
  }

  #countStep(): void {
    this.#rateSteps++;
    const elapsed = this.#options.now() - this.#rateSince;
    if (elapsed > 0) this.#rate = (1000 * this.#rateSteps) / elapsed;
    if (this.#stepsPerSecond === null && elapsed > RATE_WINDOW) {
      this.#rateSince = this.#options.now();
      this.#rateSteps = 0;
    }
  }
}
