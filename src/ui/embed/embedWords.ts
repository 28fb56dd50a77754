/** What an embed says of its run, in a line. Pure. */
import { formatStep } from "../../charts/format.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { History } from "../../session/history.ts";
import type { SessionState } from "../../session/store.ts";
import { loadingWords } from "../progress/progressWords.ts";
import { tellStory } from "../story/story.ts";

export interface EmbedMoment {
  history: History;
  /** The step told about. */
  step: number;
  optimizer: Experiment["optimizer"];
  /** Null before the reader has asked for the run. */
  session: Pick<SessionState, "status" | "loading" | "error" | "showsRecording"> | null;
}

/** `blow-up: stage 2 of 4`, or what is to be known instead. */
export function embedWords({ history, step, optimizer, session }: EmbedMoment): string {
  if (session?.status === "failed") return session.error ?? "The run cannot go on.";
  if (session?.status === "loading") return loadingWords(session.loading);
  if (history.length === 0) return "Play starts the run.";
  const isRecorded = session === null || session.showsRecording;
  const { heading, stage, isDiverged } = tellStory({
    history,
    step,
    optimizer,
    status: session?.status ?? "paused",
  });
  const place = heading.slice(0, 1).toLowerCase() + heading.slice(1);
  if (isDiverged) return `diverged after step ${formatStep(step)}`;
  const words = stage === null ? place : `${place}: stage ${stage} of 4`;
  return isRecorded ? `recorded run, ${words}` : words;
}
