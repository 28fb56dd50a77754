/** A file that someone chose or dropped: a trace as JSON, or CSV. */
import { describeValue } from "../../model/schema/fault.ts";
import { MAX_FILE_BYTES, failure, type ReadResult } from "./openedRun.ts";
import { readCsv } from "./readCsv.ts";
import { readTrace } from "./readTrace.ts";

const MEBIBYTE = 2 ** 20;

/** The text of a file as a run; what begins like JSON is read as a trace. */
export function readText(text: string): ReadResult {
  return /^\uFEFF?\s*[[{]/.test(text) ? readTrace(text) : readCsv(text);
}

/** One sentence about a file, named and on one line. */
function fileSentence(name: string, what: string): string {
  return `The file ${describeValue(name)} cannot be opened: ${what}`;
}

/** Read a file. Never throws: an error is a sentence that names the file and says what is wrong. */
export async function readRunFile(file: File): Promise<ReadResult> {
  if (file.size > MAX_FILE_BYTES) {
    const size = Math.ceil(file.size / MEBIBYTE);
    const most = MAX_FILE_BYTES / MEBIBYTE;
    return failure(fileSentence(file.name, `it has ${size} MB, at most ${most} MB are read.`));
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    return failure(fileSentence(file.name, "the browser could not read it."));
  }
  const result = readText(text);
  return result.ok ? result : failure(fileSentence(file.name, result.error));
}
