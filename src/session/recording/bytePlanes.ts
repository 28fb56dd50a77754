/**
 * Numbers as bytes that compress well: float32, each as the difference of its bits to those of the
 * number before, zigzag-coded, and then all first bytes, all second bytes and so on. Lossless for
 * float32; nothing here compresses by itself.
 */

const BYTES = 4;

/** @returns 4 bytes for each value. */
export function toBytePlanes(values: Float32Array): Uint8Array {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  const planes = new Uint8Array(BYTES * values.length);
  let before = 0;
  bits.forEach((now, i) => {
    const step = (now - before) | 0;
    const coded = (step << 1) ^ (step >> 31);
    for (let plane = 0; plane < BYTES; plane++) {
      planes[plane * values.length + i] = coded >>> (8 * plane);
    }
    before = now;
  });
  return planes;
}

/** The values of which these are the planes. */
export function fromBytePlanes(planes: Uint8Array): Float32Array<ArrayBuffer> {
  const length = planes.length / BYTES;
  const bits = new Int32Array(length);
  let before = 0;
  for (let i = 0; i < length; i++) {
    let coded = 0;
    for (let plane = 0; plane < BYTES; plane++) {
      coded |= planes[plane * length + i]! << (8 * plane);
    }
    before = (before + ((coded >>> 1) ^ -(coded & 1))) | 0;
    bits[i] = before;
  }
  return new Float32Array(bits.buffer);
}
