import { FileFault } from "./fileFault.ts";

/** Unsigned bytes in up to three dimensions. */
export interface IdxArray {
  sizes: readonly number[];
  /** A view of the file. */
  values: Uint8Array;
}

const UNSIGNED_BYTES = 8;

/** Two zeros, then a type that the format has. */
export function isIdx(bytes: Uint8Array): boolean {
  const [first, second, type] = bytes;
  return first === 0 && second === 0 && [8, 9, 11, 12, 13, 14].includes(type ?? 0);
}

/**
 * Reads IDX, the format of MNIST (http://yann.lecun.com/exdb/mnist): two zero bytes, the type of the
 * numbers, how many dimensions; each size as a big-endian 32-bit integer; then the numbers.
 * @throws FileFault
 */
export function readIdx(bytes: Uint8Array): IdxArray {
  if (!isIdx(bytes)) {
    throw new FileFault("its first bytes are not those of IDX: 0, 0, the type of its numbers.");
  }
  const [, , type, dimensions = 0] = bytes;
  if (type !== UNSIGNED_BYTES) {
    throw new FileFault(
      `byte 2, the type of its numbers, is ${type}; must be ${UNSIGNED_BYTES}, unsigned bytes.`,
    );
  }
  if (dimensions !== 1 && dimensions !== 3) {
    throw new FileFault(
      `byte 3, the number of its dimensions, is ${dimensions}; must be 3 for images or 1 for labels.`,
    );
  }
  const headerBytes = 4 + 4 * dimensions;
  if (bytes.length < headerBytes) {
    throw new FileFault(`it has ${bytes.length} bytes; its header alone has ${headerBytes}.`);
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const sizes = Array.from({ length: dimensions }, (_, i) => header.getUint32(4 + 4 * i));
  const announced = headerBytes + sizes.reduce((product, size) => product * size, 1);
  if (announced !== bytes.length) {
    throw new FileFault(
      `it has ${bytes.length} bytes; its header announces ${sizes.join(" × ")}, which makes ${announced}.`,
    );
  }
  if (sizes.includes(0)) throw new FileFault(`its header announces ${sizes.join(" × ")}: nothing.`);
  return { sizes, values: bytes.subarray(headerBytes) };
}
