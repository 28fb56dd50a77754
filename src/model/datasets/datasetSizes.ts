import type { Dataset } from "../dataset.ts";
import type { DataSource } from "../experiment.ts";
import { cifarSizes } from "./cifarShape.ts";
import { imageOfRow, nestedSize } from "./inline.ts";
import { fileSizes } from "../ownData/fileSizes.ts";

/** Classes of the image data sets. */
export const IMAGE_CLASSES = 10;

/** Shapes of a data set, known before any file is read. */
export function datasetSizes(
  source: DataSource,
): Pick<Dataset, "samples" | "inputSize" | "outputSize" | "image"> {
  switch (source.kind) {
    case "chebyshev":
      return { samples: source.samples, inputSize: 1, outputSize: 1 };
    case "mnist":
    case "fashion-mnist":
      return {
        samples: source.samples,
        inputSize: source.side * source.side,
        outputSize: source.targets === "one-hot" ? IMAGE_CLASSES : 1,
        image: { channels: 1, height: source.side, width: source.side },
      };
    case "cifar10":
      return cifarSizes(source);
    case "file":
      return fileSizes(source);
    case "inline": {
      const image = imageOfRow(source.inputs[0] ?? []);
      return {
        samples: source.inputs.length,
        inputSize: nestedSize(source.inputs[0] ?? []),
        outputSize: source.targets[0]?.length ?? 0,
        ...(image === null ? {} : { image }),
      };
    }
  }
}
