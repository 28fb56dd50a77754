import { FileFault } from "../../model/ownData/fileFault.ts";
import { MAX_FILE_MEBIBYTES } from "../../model/ownData/fileLimits.ts";
import { namedFault } from "../../model/ownData/readFiles.ts";

/** A name that experiments may have: short, of printable characters. */
export function nameOf({ name }: Pick<File, "name">): string {
  const printable = name.replaceAll(/[/\p{C}\p{Zl}\p{Zp}]/gu, "\uFFFD");
  return Array.from(printable).slice(0, 100).join("") || "file";
}

export function tooLarge(file: Pick<File, "name" | "size">): FileFault {
  const size = Math.ceil(file.size / 2 ** 20);
  const most = MAX_FILE_MEBIBYTES;
  return namedFault(nameOf(file), new FileFault(`it has ${size} MB, at most ${most} MB are read.`));
}
