import type { FileData } from "../experiment.ts";

/** Shapes of the training set, known before any file is at hand. */
export function fileSizes({ samples, targets, classes, shape }: FileData) {
  const inputSize = shape.reduce((product, size) => product * size, 1);
  const outputSize = targets === "one-hot" ? classes.length : 1;
  const [channels, height, width] = shape;
  return {
    samples,
    inputSize,
    outputSize,
    ...(channels !== undefined &&
      height !== undefined &&
      width !== undefined && { image: { channels, height, width } }),
  };
}
