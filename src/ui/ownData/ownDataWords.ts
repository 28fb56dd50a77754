/** A viewer's own data in words. Pure. */
import { formatStep } from "../../charts/format.ts";
import type { FileData, FileIdentity } from "../../model/experiment.ts";
import type { FileRows } from "../../model/ownData/fileRows.ts";
import { describeValue } from "../../model/schema/fault.ts";

const plural = (count: number, one: string) =>
  `${formatStep(count)} ${one}${count === 1 ? "" : "s"}`;

/** `iris.csv: 150 rows of 5 columns`; `…: 60,000 images of 28 × 28`. */
export function fileWords(files: readonly FileIdentity[], rows: FileRows): string {
  const names = files.map(({ name }) => name).join(", ");
  if (rows.kind === "table") {
    return `${names}: ${plural(rows.count, "row")} of ${plural(rows.columns.length, "column")}`;
  }
  const { count, channels, height, width } = rows;
  const colour = channels === 3 ? " in colour" : "";
  return `${names}: ${plural(count, "image")} of ${height} × ${width}${colour}`;
}

/** Why files are not those of an experiment; null when they are. */
export function otherFiles(wanted: FileData, found: readonly FileIdentity[]): string | null {
  for (const [i, file] of wanted.files.entries()) {
    const given = found[i];
    if (given === undefined || found.length !== wanted.files.length) {
      return `The experiment is on ${plural(wanted.files.length, "file")}, not ${formatStep(found.length)}.`;
    }
    if (given.sha256 === file.sha256) continue;
    const why =
      given.size === file.size
        ? `its SHA-256 begins with ${given.sha256.slice(0, 12)}, not ${file.sha256.slice(0, 12)}`
        : `it has ${formatStep(given.size)} bytes, not ${formatStep(file.size)}`;
    return `${describeValue(given.name)} is not the file of this experiment: ${why}.`;
  }
  return null;
}

export const TARGET_WORDS: Record<FileData["targets"], string> = {
  values: "a number",
  "one-hot": "classes",
  sign: "two classes, ±1",
};
