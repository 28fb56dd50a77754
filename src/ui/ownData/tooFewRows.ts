import type { FileData } from "../../model/experiment.ts";
import { chosenRows } from "../../model/ownData/fileDataset.ts";
import { FileFault } from "../../model/ownData/fileFault.ts";
import type { FileRows } from "../../model/ownData/fileRows.ts";
import { describeValue } from "../../model/schema/fault.ts";

/** Why rows cannot be chosen so, before the run on screen is given up for it; null when they can. */
export function tooFewRows(data: FileData, rows: FileRows): string | null {
  try {
    chosenRows(data, rows);
    return null;
  } catch (fault) {
    if (!(fault instanceof FileFault)) throw fault;
    return `The file ${describeValue(data.files[0]?.name ?? "")} cannot be used so: ${fault.message}`;
  }
}
