import type { Dataset } from "../dataset.ts";
import type { DataSource, ImageData } from "../experiment.ts";
import { chebyshevDataset } from "./chebyshev.ts";
import { decodeImageFile, imageDataset } from "./images.ts";
import { inlineDataset } from "./inline.ts";

/** Files of the image data sets, in the app's data folder. */
export const IMAGE_FILES: Record<ImageData["kind"], string> = {
  mnist: "mnist-2000.bin",
  "fashion-mnist": "fashion-mnist-2000.bin",
};

/**
 * The training set of an experiment. `readBinary` reads a file of the app's data folder; only
 * image data need it.
 * @throws Error with a sentence when a file cannot be read or is not what it should be.
 */
export async function loadDataset(
  source: DataSource,
  readBinary: (fileName: string) => Promise<Uint8Array>,
): Promise<Dataset> {
  switch (source.kind) {
    case "chebyshev":
      return chebyshevDataset(source);
    case "inline":
      return inlineDataset(source);
    case "mnist":
    case "fashion-mnist": {
      const fileName = IMAGE_FILES[source.kind];
      const bytes = await readBinary(fileName).catch((cause: unknown) => {
        throw new Error(`The data file ${fileName} could not be read: ${reasonOf(cause)}`, {
          cause,
        });
      });
      try {
        return imageDataset(source, decodeImageFile(bytes));
      } catch (cause) {
        throw new Error(`The data file ${fileName} cannot be used: ${reasonOf(cause)}`, { cause });
      }
    }
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
