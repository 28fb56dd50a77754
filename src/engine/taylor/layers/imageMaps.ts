/** Maps on images whose pixels lie row by row, all channels of a pixel together. */
import type { ImageShape } from "../../../model/dataset.ts";
import { pooledShape } from "../../../model/networkLayers.ts";
import type { BlockMap } from "../arithmetic.ts";

/** A linear map of images and its transpose: `width` blocks side by side, or their sum. */
export interface ImageMap {
  forward: BlockMap;
  back: BlockMap;
}

/** Pixels of a 3×3 kernel, as (row, column) from its middle; PyTorch's order. */
const KERNEL = [-1, 0, 1].flatMap((row) => [-1, 0, 1].map((column) => [row, column] as const));

/** The nine pixels around each pixel side by side, zeros outside the image; back, their sum. */
export function patchMap(image: ImageShape): ImageMap {
  const { height, width, channels } = image;
  const forward = blocksOf(image, KERNEL.length, (row, column, j) => {
    const [down, right] = KERNEL[j]!;
    return pixelAt(image, row + down, column + right);
  });
  // Pixel p is the j-th in the patch of the pixel that lies as far on the other side of it.
  const back = blocksOf(image, KERNEL.length, (row, column, j) => {
    const [down, right] = KERNEL[j]!;
    const patch = pixelAt(image, row - down, column - right);
    return patch < 0 ? -1 : patch * KERNEL.length + j;
  });
  const given = height * width;
  return {
    forward: { columns: channels, given, width: KERNEL.length, blocks: forward },
    back: { columns: channels, given: given * KERNEL.length, width: KERNEL.length, blocks: back },
  };
}

/** The sum over 2×2 pixels; back, each pixel gets what its square has. */
export function poolingMap(image: ImageShape): ImageMap {
  const pooled = pooledShape(image);
  const forward = blocksOf(pooled, 4, (row, column, j) =>
    pixelAt(image, 2 * row + (j >> 1), 2 * column + (j & 1)),
  );
  const back = blocksOf(image, 1, (row, column) => pixelAt(pooled, row >> 1, column >> 1));
  const { channels: columns } = image;
  return {
    forward: { columns, given: image.height * image.width, width: 4, blocks: forward },
    back: { columns, given: pooled.height * pooled.width, width: 1, blocks: back },
  };
}

/** Number of a pixel; −1 outside. */
function pixelAt({ height, width }: ImageShape, row: number, column: number): number {
  const isInside = row >= 0 && row < height && column >= 0 && column < width;
  return isInside ? row * width + column : -1;
}

function blocksOf(
  { height, width }: ImageShape,
  perPixel: number,
  blockAt: (row: number, column: number, j: number) => number,
): Int32Array {
  return Int32Array.from({ length: height * width * perPixel }, (_, i) => {
    const pixel = Math.floor(i / perPixel);
    return blockAt(Math.floor(pixel / width), pixel % width, i % perPixel);
  });
}
