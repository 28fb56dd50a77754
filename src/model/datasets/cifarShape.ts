/** What is known of CIFAR-10 before any file is read. */
import type { CifarData } from "../experiment.ts";

export const CIFAR_SIDE = 32;
export const CIFAR_CHANNELS = 3;

/** What the classes show, by label. */
export const CIFAR_NAMES = [
  "airplane",
  "automobile",
  "bird",
  "cat",
  "deer",
  "dog",
  "frog",
  "horse",
  "ship",
  "truck",
] as const;
export const CIFAR_CLASSES = CIFAR_NAMES.length;

/** Shapes of the training set. */
export function cifarSizes({ samples, side, classes, targets }: CifarData) {
  return {
    samples,
    inputSize: CIFAR_CHANNELS * side * side,
    outputSize: targets === "sign" ? 1 : (classes?.length ?? CIFAR_CLASSES),
    image: { channels: CIFAR_CHANNELS, height: side, width: side },
  };
}
