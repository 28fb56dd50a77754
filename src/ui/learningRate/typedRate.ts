/** η as the viewer types it, and whether a run can have it. */
import { MAX_LEARNING_RATE } from "../../model/schema/limits.ts";
import { readNumber } from "../controls/readNumber.ts";

/** Why a run cannot have this η, or null where it can. */
export function learningRateFault(learningRate: number): string | null {
  return learningRate > 0 && learningRate <= MAX_LEARNING_RATE
    ? null
    : `η must be above 0 and at most ${MAX_LEARNING_RATE}.`;
}

/**
 * Use η as it was typed.
 * @param apply says why the number cannot be used, or null
 * @returns why it was not used, or null
 */
export function applyTypedRate(
  text: string,
  apply: (learningRate: number) => string | null,
): string | null {
  const value = readNumber(text);
  return value === null ? "Type η as a number above 0, such as 0.1 or 2e-3." : apply(value);
}
