import type { Dataset } from "../dataset.ts";
import type { ImageData } from "../experiment.ts";
import { IMAGE_CLASSES, datasetSizes } from "./datasetSizes.ts";

/** The images of one file: count × rows × columns pixels and one label per image. */
export interface ImageFile {
  count: number;
  rows: number;
  columns: number;
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** First four bytes of an image file, "BRKI". */
const MAGIC = [0x42, 0x52, 0x4b, 0x49];
const HEADER_BYTES = 16;

/**
 * Reads the app's image format: "BRKI", then count, rows, columns as little-endian uint32, then
 * the pixels image by image, row-major, then one label per image, all uint8.
 * @throws Error with a sentence when the bytes are not such a file.
 */
export function decodeImageFile(bytes: Uint8Array): ImageFile {
  if (bytes.length < HEADER_BYTES || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new Error("it is not an image file of this app.");
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const [count, rows, columns] = [4, 8, 12].map((at) => header.getUint32(at, true)) as [
    number,
    number,
    number,
  ];
  const pixelCount = count * rows * columns;
  if (bytes.length !== HEADER_BYTES + pixelCount + count) {
    throw new Error(
      `it has ${bytes.length} bytes instead of the ${HEADER_BYTES + pixelCount + count} its header announces.`,
    );
  }
  const labels = bytes.subarray(HEADER_BYTES + pixelCount);
  if (labels.some((label) => label >= IMAGE_CLASSES)) {
    throw new Error(`it has a label above ${IMAGE_CLASSES - 1}.`);
  }
  const pixels = bytes.subarray(HEADER_BYTES, HEADER_BYTES + pixelCount);
  return { count, rows, columns, pixels, labels };
}

/**
 * Average over square blocks so that a side × side image becomes `pooledSide` × `pooledSide`,
 * rounded half up to whole grey levels. `pooledSide` must divide `side`.
 */
export function poolImage(image: Uint8Array, side: number, pooledSide: number): Uint8Array {
  const block = side / pooledSide;
  const sums = new Float64Array(pooledSide * pooledSide);
  for (let row = 0; row < side; row++) {
    const pooledRow = Math.floor(row / block) * pooledSide;
    for (let column = 0; column < side; column++) {
      sums[pooledRow + Math.floor(column / block)]! += image[row * side + column]!;
    }
  }
  return Uint8Array.from(sums, (sum) => Math.floor(sum / (block * block) + 0.5));
}

/**
 * The chosen images as a training set: input = pooled pixel / 255 · scale; target one-hot in ten
 * classes, or +1 for odd and −1 for even labels.
 * @throws Error with a sentence when the file holds too few images or images of another size.
 */
export function imageDataset(source: ImageData, file: ImageFile): Dataset {
  const { samples, offset, side, scale, targets } = source;
  if (offset + samples > file.count) {
    throw new Error(
      `it holds ${file.count} images, the experiment asks for ${samples} from image ${offset} on.`,
    );
  }
  if (file.rows !== file.columns || file.rows % side !== 0) {
    throw new Error(
      `its images are ${file.rows}×${file.columns} and cannot be averaged to ${side}×${side}.`,
    );
  }
  const sizes = datasetSizes(source);
  const { inputSize, outputSize } = sizes;
  const dataset: Dataset = {
    inputs: new Float64Array(samples * inputSize),
    targets: new Float64Array(samples * outputSize),
    ...sizes,
  };
  const imageSize = file.rows * file.columns;
  for (let i = 0; i < samples; i++) {
    const start = (offset + i) * imageSize;
    const pooled = poolImage(file.pixels.subarray(start, start + imageSize), file.rows, side);
    pooled.forEach((pixel, j) => {
      dataset.inputs[i * inputSize + j] = (pixel / 255) * scale;
    });
    const label = file.labels[offset + i]!;
    if (targets === "one-hot") {
      dataset.targets[i * outputSize + label] = 1;
    } else {
      dataset.targets[i] = label % 2 === 1 ? 1 : -1;
    }
  }
  return dataset;
}
