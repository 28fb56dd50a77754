import { useEffect, useState } from "react";
import { clamp } from "../../math/clamp.ts";
import { loadingShare } from "../../session/loadingShare.ts";
import { useSession, useSlowSession } from "../page/PageContext.tsx";
import { loadingWords, runWords, stepWords } from "./progressWords.ts";

export interface Progress {
  /** What is under way. */
  name: string;
  /** From 0 to 1. */
  share: number;
  words: string;
}

/** A start that takes less is over before it could be read. */
const SHOWN_AFTER_MS = 250;
/** A run to a step is long from so many seconds on. */
const LONG_SECONDS = 6;
const RENEWED_MS = 200;

/** What is under way and takes time: a start, a long step, a long run to a step; null when nothing is. */
export function useProgress(): Progress | null {
  const start = useStart();
  const step = useLongStep();
  const run = useLongRun();
  if (start === null && step !== null && run !== null) {
    return { ...run, words: `${run.words}. ${step.words}` };
  }
  return start ?? step ?? run;
}

function useStart(): Progress | null {
  const isLoading = useSession((state) => state.status === "loading");
  const loading = useSession((state) => state.loading);
  const isShown = useLasting(isLoading, SHOWN_AFTER_MS);
  const [furthest, setFurthest] = useState(0);
  // Stages may interleave; what is drawn only grows.
  const share = isLoading ? Math.max(furthest, loadingShare(loading)) : 0;
  if (share !== furthest) setFurthest(share);
  if (!isLoading || !isShown) return null;
  return { name: "Starting the run", share, words: loadingWords(loading) };
}

/** A step that takes more than a second or so. */
function useLongStep(): Progress | null {
  const loading = useSession((state) => state.loading);
  const step = useSession((state) => state.step);
  if (loading?.stage !== "step") return null;
  const words = stepWords(step + 1, loading);
  return { name: "Computing a step", share: loadingShare(loading), words };
}

function useLongRun(): Progress | null {
  const { status, step, until, stepsPerSecond } = useSlowSession(RENEWED_MS);
  const [isLong, setIsLong] = useState(false);
  const isRunning = status === "running" && until !== null;
  const seconds = isRunning && stepsPerSecond > 0 ? (until - step) / stepsPerSecond : 0;
  // Once it is shown it stays until the run pauses.
  const shows = isRunning && (isLong || seconds >= LONG_SECONDS);
  if (shows !== isLong) setIsLong(shows);
  if (!shows) return null;
  const share = clamp(step / until, 0, 1);
  const words = runWords(Math.max(0, step), until, stepsPerSecond);
  return { name: "Running to the chosen step", share, words };
}

/** Whether something has been so for `ms` already. */
function useLasting(isSo: boolean, ms: number): boolean {
  const [hasLasted, setHasLasted] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const timer = setTimeout(() => {
      setHasLasted(true);
    }, ms);
    return () => {
      clearTimeout(timer);
      setHasLasted(false);
    };
  }, [isSo, ms]);
  return hasLasted;
}
