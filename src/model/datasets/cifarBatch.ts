import { FileFault } from "../ownData/fileFault.ts";
import { CIFAR_CHANNELS, CIFAR_CLASSES, CIFAR_SIDE } from "./cifarShape.ts";

/** Images with one label each: count × channels × height × width bytes, row-major. */
export interface LabelledImages {
  count: number;
  channels: number;
  height: number;
  width: number;
  pixels: Uint8Array;
  /** One per image. */
  labels: Uint8Array;
}

const PIXEL_BYTES = CIFAR_CHANNELS * CIFAR_SIDE * CIFAR_SIDE;
/** A label, then the planes of red, green and blue. */
export const CIFAR_RECORD_BYTES = 1 + PIXEL_BYTES;

/**
 * Reads the binary version of CIFAR-10 (https://www.cs.toronto.edu/~kriz/cifar.html): records of 3,073
 * bytes, a label from 0 to 9 and the planes of red, green and blue, row-major.
 * @throws FileFault
 */
export function decodeCifarBatch(bytes: Uint8Array): LabelledImages {
  const count = Math.floor(bytes.length / CIFAR_RECORD_BYTES);
  if (count === 0 || count * CIFAR_RECORD_BYTES !== bytes.length) {
    throw new FileFault(
      `it has ${bytes.length} bytes; a CIFAR-10 batch has a multiple of ${CIFAR_RECORD_BYTES}, one byte of label and ${PIXEL_BYTES} of pixels an image.`,
    );
  }
  const pixels = new Uint8Array(count * PIXEL_BYTES);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const start = i * CIFAR_RECORD_BYTES;
    const label = bytes[start]!;
    if (label >= CIFAR_CLASSES) {
      throw new FileFault(
        `byte ${start}, the label of image ${i}, is ${label}; labels are 0 to ${CIFAR_CLASSES - 1}.`,
      );
    }
    labels[i] = label;
    pixels.set(bytes.subarray(start + 1, start + CIFAR_RECORD_BYTES), i * PIXEL_BYTES);
  }
  return {
    count,
    channels: CIFAR_CHANNELS,
    height: CIFAR_SIDE,
    width: CIFAR_SIDE,
    pixels,
    labels,
  };
}
