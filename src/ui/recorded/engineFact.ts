/** The shortest words on the live engine while a recording is on screen. */
import type { Status } from "../../session/store.ts";

/** Beside the precision. */
export function engineFact(status: Status): string {
  if (status === "failed") return "no live engine";
  return status === "loading" ? "engine starting" : "engine ready";
}

/** Why there is only the recording. @param error a sentence of the engine, or of the page */
export function unavailableWords(error: string): string {
  return `Live training is unavailable. ${error} Steps, story and portrait of the recording work without it.`;
}
