/**
 * The training loop around a run: takes turns with messages, posts batches of columns at most once
 * per interval, and waits when the page has not taken the last two. None of this touches what the
 * run computes.
 */
import type { EngineEvent } from "../protocol/events.ts";
import { causeOf } from "../protocol/failure.ts";
import type { SliceReach } from "../protocol/slice.ts";
import type { Checkpoints } from "./checkpoints/checkpoints.ts";
import { CheckpointPost } from "./checkpoints/checkpointPost.ts";
import { ColumnWriter } from "./columnWriter.ts";
import { PassProgress } from "./pacing/passProgress.ts";
import { RateMeter } from "./pacing/rateMeter.ts";
import { SpeedLimit } from "./pacing/speedLimit.ts";
import type { Turns } from "./pacing/turns.ts";
import type { Run } from "./run.ts";
import { SliceAnswers } from "./slice/sliceAnswers.ts";

/** Between two batches, in ms. */
const BATCH_INTERVAL = 33;
/** A device that is lost says so this much later than its calls fail, at most, and says it better; ms. */
const DEVICE_SPEAKS = 100;
/** Batches the page may leave un-acknowledged. */
const MAX_UNACKNOWLEDGED = 2;

export interface SessionOptions {
  runId: number;
  stepsPerSecond: number | null;
  /** Post an event to the page, handing over the buffers in `transfer`. */
  post: (event: EngineEvent, transfer?: ArrayBuffer[]) => void;
  /** The clock, shared with the run's model so that a long step gives way inside. */
  turns: Turns;
  checkpoints: Checkpoints;
  /** Address of this script, for the checkpoints that it sends. */
  engine: string;
  /** Free what the run was built on; called once, when nothing computes any more. */
  release: () => void;
}

export class Session {
  readonly #run: Run;
  readonly #options: SessionOptions;
  readonly #writer = new ColumnWriter();
  readonly #limit: SpeedLimit;
  readonly #rate: RateMeter;
  readonly #slices: SliceAnswers;
  readonly #passes = new PassProgress();
  readonly #sent: CheckpointPost;
  #isPlaying = false;
  #isLooping = false;
  #isClosed = false;
  #hasFailed = false;
  #loopEnd: Promise<void> = Promise.resolve();
  #isReleased = false;
  /** Pause once this row is posted. */
  #until: number | null = null;
  #pauseReason: "command" | "target" = "command";
  #unacknowledged = 0;
  #lastPost = -Infinity;

  constructor(run: Run, options: SessionOptions) {
    this.#run = run;
    this.#options = options;
    const now = options.turns.now();
    this.#limit = new SpeedLimit(options.stepsPerSecond, now);
    this.#rate = new RateMeter(now);
    const { turns, checkpoints, runId, engine } = options;
    this.#sent = new CheckpointPost(run, engine, now, (checkpoint, buffer) => {
      options.post({ type: "checkpoint", runId, checkpoint }, [buffer]);
    });
    this.#slices = new SliceAnswers({ run, turns, checkpoints }, (slice) => {
      if (!this.#isClosed) options.post({ type: "sliced", runId, slice });
    });
    turns.onPass = () => {
      this.#tellPass();
    };
    this.#until = run.experiment.steps > 0 ? run.experiment.steps : null;
  }

  /** Go on until paused, diverged, or row `until` is posted. */
  play(until: number | null): void {
    if (this.#isClosed || this.#run.isDiverged) return;
    this.#until = until;
    this.#isPlaying = true;
    this.#rate.restart(this.#now);
    if (!this.#isLooping) this.#loopEnd = this.#loop();
  }

  /** Play to the experiment's own end. */
  playToEnd(): void {
    this.play(this.#until);
  }

  /** A row in progress is finished and posted first. */
  pause(): void {
    this.#pauseReason = "command";
    this.#isPlaying = false;
  }

  /** Exactly one more row, then pause. */
  step(): void {
    this.play(this.#run.step);
  }

  setSpeed(stepsPerSecond: number | null): void {
    this.#limit.change(stepsPerSecond, this.#now);
    this.#rate.restart(this.#now);
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

  /**
   * Measure a slice through θ† between rows, also while paused; the answer is a `sliced` event.
   * @param step the row whose θ† it is; null for the last one.
   */
  slice(reach: SliceReach, step: number | null = null): void {
    if (this.#isClosed) return;
    this.#slices.ask({ reach, step });
    if (this.#run.isDiverged) this.#slices.refuse();
    else if (!this.#isLooping) this.#loopEnd = this.#loop();
  }

  acknowledge(): void {
    this.#unacknowledged = Math.max(0, this.#unacknowledged - 1);
  }

  /**
   * Stop for good like `close`, but let a row in progress come to its end, and free nothing: what the
   * run was built on is another's now.
   * @returns false when it is not fit for that; then it is freed.
   */
  async handOver(): Promise<boolean> {
    this.#isClosed = true;
    this.#isPlaying = false;
    const wasReleased = this.#isReleased;
    this.#isReleased = true;
    await this.#loopEnd;
    if (this.#hasFailed && !wasReleased) this.#options.release();
    return !this.#hasFailed && !wasReleased;
  }

  /** Stop for good; nothing is posted after this, and a row in progress is dropped. */
  close(): void {
    this.#isClosed = true;
    this.#isPlaying = false;
    if (!this.#isLooping) this.#release();
  }

  get #now(): number {
    return this.#options.turns.now();
  }

  async #loop(): Promise<void> {
    this.#isLooping = true;
    const { runId, post, turns } = this.#options;
    let hasPlayed = false;
    try {
      while (this.#hasWork) {
        hasPlayed ||= this.#isPlaying;
        if (this.#slices.isDue) await this.#slices.goOn();
        if (this.#isPlaying) await this.#goOn();
        if (this.#isClosed) return;
        if (this.#isPlaying || !hasPlayed) continue;
        hasPlayed = false;
        this.#postBatch();
        await this.#sent.send(this.#now);
        if (this.#isClosed) return;
        post({ type: "paused", runId, step: this.#lastStep, reason: this.#pauseReason });
      }
      if (this.#isClosed || !this.#run.isDiverged) return;
      this.#postBatch();
      post({ type: "diverged", runId, step: this.#lastStep });
      this.#slices.refuse();
    } catch (error) {
      this.#hasFailed = true;
      await turns.give(DEVICE_SPEAKS);
      if (this.#isClosed) return;
      this.#postBatch();
      const reason = (error instanceof Error ? error.message : String(error)).replace(/\.+$/, "");
      const cause = causeOf(reason, "computation");
      post({ type: "failed", runId, cause, message: `The computation stopped: ${reason}.` });
    } finally {
      this.#isLooping = false;
      if (this.#isClosed) this.#release();
    }
  }

  get #hasWork(): boolean {
    const isWanted = this.#isPlaying || this.#slices.isDue;
    return isWanted && !this.#isClosed && !this.#run.isDiverged;
  }

  /** Some rows, once it is their turn; no more once the target is reached. */
  async #goOn(): Promise<void> {
    if (this.#hasReachedTarget()) {
      this.#isPlaying = false;
      this.#pauseReason = "target";
      return;
    }
    await this.#waitForTurn();
    if (!this.#isPlaying) return;
    this.#limit.begin(this.#now);
    await this.#options.checkpoints.takeFrom(this.#run);
    this.#passes.begin(this.#now);
    const rows = await this.#run.nextRows(this.#rowsWanted());
    this.#passes.end();
    for (const row of rows) {
      this.#writer.push(row);
      this.#rate.count(this.#now);
    }
    const isGoingOn = !this.#run.isDiverged && !this.#isClosed;
    if (isGoingOn && this.#isBatchDue()) this.#postBatch();
    if (isGoingOn && this.#sent.isDue(this.#now)) await this.#sendCheckpoint();
  }

  /** Behind the rows before it, or the page would have a gap. */
  async #sendCheckpoint(): Promise<void> {
    this.#postBatch();
    await this.#sent.send(this.#now);
  }

  /** A step that takes long says how far it is. */
  #tellPass(): void {
    const passes = this.#passes.pass(this.#now);
    if (passes === null || this.#isClosed) return;
    const { runId, post } = this.#options;
    post({ type: "loading", runId, stage: "step", ...passes });
  }

  #release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#options.release();
  }

  /** Step of the last row made; −1 before the first. */
  get #lastStep(): number {
    return this.#run.isDiverged ? this.#run.step : this.#run.step - 1;
  }

  #hasReachedTarget(): boolean {
    return this.#until !== null && this.#lastStep >= this.#until;
  }

  /** With a limited speed each row waits for its turn; otherwise all up to target or checkpoint. */
  #rowsWanted(): number {
    if (this.#limit.isOn) return 1;
    const toCheckpoint = this.#options.checkpoints.rowsToNext(this.#run.step);
    return Math.min(toCheckpoint, this.#until === null ? Infinity : this.#until - this.#lastStep);
  }

  /** Holds the speed limit, waits for the page to catch up, and gives way to messages. */
  async #waitForTurn(): Promise<void> {
    const { turns } = this.#options;
    for (let wait = this.#limit.wait(this.#now); wait > 0; wait = this.#limit.wait(this.#now)) {
      if (!this.#isPlaying) return;
      if (this.#isBatchDue()) this.#postBatch();
      if (this.#slices.isDue) await this.#slices.goOn();
      else await turns.give(Math.min(BATCH_INTERVAL, wait));
    }
    while (this.#isPlaying && this.#unacknowledged >= MAX_UNACKNOWLEDGED) await turns.give(1);
    await turns.giveIfDue();
  }

  #isBatchDue(): boolean {
    return (
      this.#writer.length > 0 &&
      this.#unacknowledged < MAX_UNACKNOWLEDGED &&
      this.#now - this.#lastPost >= BATCH_INTERVAL
    );
  }

  #postBatch(): void {
    if (this.#writer.length === 0) return;
    const batch = this.#writer.take();
    this.#unacknowledged++;
    this.#lastPost = this.#now;
    this.#options.post(
      {
        type: "progress",
        runId: this.#options.runId,
        batch,
        annotations: structuredClone(this.#run.annotations),
        stepsPerSecond: this.#rate.rate(this.#now),
      },
      Object.values(batch.columns).map((column) => column.buffer),
    );
  }
}
