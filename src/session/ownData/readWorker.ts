/** Reads files away from the page, so that a large one does not hold it up. */
import { sha256 } from "../../math/sha256.ts";
import type { FileIdentity } from "../../model/experiment.ts";
import { FileFault } from "../../model/ownData/fileFault.ts";
import { MAX_FILE_BYTES } from "../../model/ownData/fileLimits.ts";
import { namedFault, readFiles, type NamedBytes } from "../../model/ownData/readFiles.ts";
import type { Answer } from "./readOwnFiles.ts";
import { nameOf, tooLarge } from "./fileNames.ts";

async function bytesOf(file: File): Promise<NamedBytes> {
  const name = nameOf(file);
  if (file.size > MAX_FILE_BYTES) throw tooLarge(file);
  try {
    return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    throw namedFault(name, new FileFault("the browser could not read it."));
  }
}

async function answerTo(files: readonly File[]): Promise<Answer> {
  try {
    const named = await Promise.all(files.map(bytesOf));
    const { format, rows, order } = await readFiles(named);
    const identities = order.map((place): FileIdentity => {
      const { name, bytes } = named[place]!;
      return { name, size: bytes.length, sha256: sha256(bytes) };
    });
    return { ok: true, found: { format, rows, files: identities } };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { ok: false, sentence: error.message, wantsPartner: error.wantsPartner };
  }
}

addEventListener("message", ({ data }: MessageEvent<readonly File[]>) => {
  void answerTo(data).then(
    (answer) => {
      postMessage(answer);
    },
    (error: unknown) => {
      // As an event, which the page hears as a crash.
      reportError(error);
    },
  );
});
