import type { BaseIssue } from "valibot";

/** Longest quotation of a bad value in an error, in characters. */
const QUOTE_LENGTH = 60;

/** Control characters, separators that break lines, and half characters. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * A short name for any value, for error sentences. Looks at most one level deep, so it takes
 * constant time on arbitrarily nested input and never throws. Always a single line.
 */
export function describeValue(value: unknown): string {
  if (typeof value === "string") {
    const shown = value.length > QUOTE_LENGTH ? `${value.slice(0, QUOTE_LENGTH)}…` : value;
    return JSON.stringify(shown.replace(UNPRINTABLE, "\uFFFD"));
  }
  if (typeof value === "number" || typeof value === "boolean" || value === null) {
    return String(value);
  }
  if (value === undefined) {
    return "nothing";
  }
  if (Array.isArray(value)) {
    const isShort = value.length <= 8 && value.every((entry) => typeof entry === "number");
    return isShort ? `[${value.join(", ")}]` : `a list of length ${value.length}`;
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** What is wrong with an experiment: the path of the bad value and one sentence that names it. */
export interface Fault {
  path: string;
  error: string;
}

/** A fault of one value: where it is, what it is, and what is allowed there. */
export function faultOf(path: string, value: unknown, allowed: string): Fault {
  const found = value === undefined ? "missing" : `got ${describeValue(value)}`;
  return { path, error: `${path}: ${found}, ${allowed}.` };
}

/** A schema issue as a fault; the schema's message is its "must be …" clause. */
export function issueFault(issue: BaseIssue<unknown>): Fault {
  return faultOf(issuePath(issue), issue.input, issue.message);
}

/** `data.samples`, `model.hidden[1]`; the root is called `experiment`. */
function issuePath(issue: BaseIssue<unknown>): string {
  let path = "";
  for (const { key } of issue.path ?? []) {
    if (typeof key === "number") {
      path += `[${key}]`;
    } else {
      path += path === "" ? String(key) : `.${String(key)}`;
    }
  }
  return path === "" ? "experiment" : path;
}
