import type { Dataset } from "../dataset.ts";
import type { CifarData } from "../experiment.ts";
import type { LabelledImages } from "./cifarBatch.ts";
import { CIFAR_CHANNELS, CIFAR_NAMES, CIFAR_SIDE, cifarSizes } from "./cifarShape.ts";
import { poolImage } from "./images.ts";
import { standardise } from "./standardise.ts";

const ALL = CIFAR_NAMES.map((_, label) => label);

/**
 * The chosen images as a training set: each channel pooled, then standardised over the chosen samples;
 * channels R, G, B, row-major. Targets one-hot in the chosen classes, or −1 and +1 for two of them.
 * @param batches consecutive files
 * @param before images of the chosen classes in the files before them
 * @throws Error with a sentence when the files hold too few images.
 */
export function cifarDataset(
  source: CifarData,
  batches: readonly LabelledImages[],
  before: number,
): Dataset {
  const sizes = cifarSizes(source);
  const { samples, inputSize, outputSize } = sizes;
  const inputs = new Float64Array(samples * inputSize);
  const targets = new Float64Array(samples * outputSize);
  const classes = source.classes ?? ALL;
  const plane = CIFAR_SIDE * CIFAR_SIDE;
  const pooledPlane = source.side * source.side;
  let seen = before;
  let row = 0;
  for (const { count, pixels, labels } of batches) {
    for (let i = 0; i < count && row < samples; i++) {
      const place = classes.indexOf(labels[i]!);
      if (place < 0 || seen++ < source.offset) continue;
      for (let channel = 0; channel < CIFAR_CHANNELS; channel++) {
        const start = (i * CIFAR_CHANNELS + channel) * plane;
        const pooled = poolImage(pixels.subarray(start, start + plane), CIFAR_SIDE, source.side);
        inputs.set(pooled, row * inputSize + channel * pooledPlane);
      }
      if (source.targets === "sign") targets[row] = place === 0 ? -1 : 1;
      else targets[row * outputSize + place] = 1;
      row++;
    }
  }
  if (row < samples) {
    throw new Error(
      `the files hold ${row} of the ${samples} images that the experiment asks for from image ${source.offset} of its classes on.`,
    );
  }
  standardise(inputs, inputSize, CIFAR_CHANNELS);
  return { inputs, targets, ...sizes };
}
