/** Asks the engine for slices while somebody looks, and keeps them by step. */
import { segmentsOf } from "../../charts/segments.ts";
import { reachBy } from "../../charts/slice/situation.ts";
import type { Slice } from "../../protocol/slice.ts";
import type { History } from "../../session/history.ts";
import { ledAt } from "../../session/leadingPrediction.ts";
import type { Player } from "../../session/player.ts";
import type { SessionState } from "../../session/store.ts";
import { SliceBook } from "./sliceBook.ts";

/** Least time between two questions while running, in ms; … */
const INTERVAL = 250;
/** … where the state must be read back from a graphics card for each; … */
const READ_INTERVAL = 1000;
/** … and of all the time, answers may take this share; while they do, the run has every other turn. */
const SHARE = 0.2;
/** An answer that takes longer will not come. */
const PATIENCE = 20_000;

export interface SliceKeeper {
  /** The slice nearest to a step, of the same θ†. */
  at(step: number): Slice | null;
  setVisible(isVisible: boolean): void;
  /** The step that is looked at; null = the head. */
  setStep(step: number | null): void;
  stop(): void;
}

export interface KeeperOptions {
  player: Pick<Player, "store" | "history" | "askForSlice" | "onSlice">;
  onChange: () => void;
  now?: () => number;
}

/** The steps with the same overlays as `step`: [from, before), the last still open. */
export function overlaySpan(
  history: History,
  step: number,
): { from: number; before: number } | null {
  if (!Number.isFinite(ledAt(history, "x", step))) return null;
  const segments = segmentsOf(history.annotations, null, history.length);
  const i = segments.findIndex(({ from, end }) => step >= from && step <= end);
  if (i < 0) return null;
  return { from: segments[i]!.from, before: segments[i + 1]?.from ?? Infinity };
}

export function keepSlices({
  player,
  onChange,
  now = () => performance.now(),
}: KeeperOptions): SliceKeeper {
  const book = new SliceBook();
  let isVisible = false;
  /** When the question was asked that has no answer yet. */
  let askedAt: number | null = null;
  let askedStep = -1;
  let looksAt: number | null = null;
  let answeredAt = -Infinity;
  let took = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function pauseAfterAnswer({ status, backend }: SessionState): number {
    if (status !== "running") return took;
    const least = backend?.name === "webgpu" ? READ_INTERVAL : INTERVAL;
    return Math.max(least, took * (1 / SHARE - 1));
  }

  /** The step to measure at next: of a run that rests the one looked at, else the head. */
  function wanted({ status, backend }: SessionState, head: number): number {
    // Going over rows again is for a moment at which the run is not held up by it, nor the viewer.
    const isResting = status === "paused" || status === "finished";
    const isCheap = backend?.name !== "webgpu";
    return isResting && isCheap ? Math.min(looksAt ?? head, head) : head;
  }

  function consider(): void {
    clearTimeout(timer);
    const state = player.store.getState();
    const history = player.history();
    const head = history.length - 1;
    const step = wanted(state, head);
    const isRunning = state.status === "running";
    const canAnswer = isRunning || state.status === "paused" || state.status === "finished";
    if (!isVisible || !canAnswer || step === askedStep || book.has(step)) return;
    if (!Number.isFinite(ledAt(history, "x", step))) return;
    if (askedAt !== null && now() - askedAt < PATIENCE) return;
    const wait = answeredAt + pauseAfterAnswer(state) - now();
    if (wait > 0) {
      timer = setTimeout(consider, wait);
    } else if (player.askForSlice(reachBy(history, step), step < head ? step : null)) {
      askedAt = now();
      askedStep = step;
    }
  }

  const stopSlices = player.onSlice((slice) => {
    if (askedAt === null) return;
    answeredAt = now();
    took = answeredAt - askedAt;
    askedAt = null;
    if (slice !== null) {
      book.add(slice);
      onChange();
    }
    consider();
  });
  const stopSession = player.store.subscribe((state, before) => {
    const isAnother = state.drawnRun !== before.drawnRun;
    // The engine answers for its present run only.
    if (isAnother || (state.status === "loading" && before.status !== "loading")) {
      askedAt = null;
      askedStep = -1;
    }
    if (isAnother) {
      book.clear();
      onChange();
    }
    consider();
  });

  return {
    at(step) {
      const span = overlaySpan(player.history(), step);
      return span === null ? null : book.nearest(step, span.from, span.before);
    },
    setStep(step) {
      looksAt = step;
      consider();
    },
    setVisible(next) {
      isVisible = next;
      consider();
    },
    stop() {
      clearTimeout(timer);
      stopSlices();
      stopSession();
    },
  };
}
