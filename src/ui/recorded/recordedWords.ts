/** What the page says about recordings. Pure. */
import { formatSignificant, formatStep } from "../../charts/format.ts";
import type { Loading } from "../../protocol/loading.ts";
import type { Agreement, Deviation } from "../../session/recording/agreement.ts";
import type { Status } from "../../session/store.ts";
import { loadingWords } from "../progress/progressWords.ts";

/** What the live engine is at while a recording is on screen, after the words “Recorded run.” */
export function engineWords(status: Status, loading: Loading | null): string {
  if (status === "failed") return "Live training is unavailable; the story says why.";
  if (status === "ready") return "Play trains it live over this figure.";
  if (status !== "loading") return "The live run has begun; back at the head it is shown.";
  if (loading === null || loading.stage === "backend") {
    return "The live engine is starting; Play works as soon as it has.";
  }
  return `The live engine is starting: ${lowerFirst(loadingWords(loading))}.`;
}

function lowerFirst(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1);
}

/** What the pale line is, and how far rounding lets a live run follow it. */
export function underlayWords({ agreesTo, largest }: Agreement, rows: number): string {
  const line = "The pale line is this run recorded in float64.";
  if (agreesTo >= rows - 1) {
    return `${line} In float32 loss and sharpness stay within ${percent(largest)} of it to the end.`;
  }
  return `${line} From step ${formatStep(agreesTo + 1)} on rounding decides: shapes, not steps, agree.`;
}

/** Never better than it is: 0.0003 % is said as 0.001 %. */
function percent(share: number): string {
  const limit = [0.001, 0.01, 0.1].find((percent) => 100 * share <= percent) ?? 1;
  return `${limit} %`;
}

/** A live run that rounding does not explain. */
export function deviationWords({ step, column, live, recorded }: Deviation): string {
  const values = `${column} ${formatSignificant(live, 3)} against ${formatSignificant(recorded, 3)}`;
  return `From step ${formatStep(step)} this run differs from the recording by more than single precision explains (${values}). Choose another backend to see which of them is right.`;
}
