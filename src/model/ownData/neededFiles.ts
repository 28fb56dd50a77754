/** Which files an experiment is on, in words. */
import type { FileData, FileIdentity } from "../experiment.ts";
import { describeValue } from "../schema/fault.ts";

/** `"a.csv" (12,345 bytes)` */
export function fileWords({ name, size }: FileIdentity): string {
  return `${describeValue(name)} (${size.toLocaleString("en")} bytes)`;
}

/** What to do where the files of an experiment are not at hand. */
export function neededFiles({ files }: FileData): string {
  const named = files.map(fileWords).join(" and ");
  return files.length > 1
    ? `This experiment is on the files ${named}, which links do not hold. Drop both on the page together.`
    : `This experiment is on the file ${named}, which links do not hold. Drop it on the page.`;
}
