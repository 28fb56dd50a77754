/**
 * SHA-256 (FIPS 180-4) of bytes, in hexadecimal. The browser's own is only there on pages from a secure
 * origin, which a server in a classroom is not.
 */
export function sha256(bytes: Uint8Array): string {
  const state = Uint32Array.from(INITIAL);
  const whole = bytes.length - (bytes.length % BLOCK);
  const blocks = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < whole; at += BLOCK) compress(state, blocks, at);
  // A one, zeros, and the length in bits fill the last block, or two.
  const rest = bytes.subarray(whole);
  const tail = new DataView(new ArrayBuffer(rest.length < BLOCK - 8 ? BLOCK : 2 * BLOCK));
  rest.forEach((byte, i) => {
    tail.setUint8(i, byte);
  });
  tail.setUint8(rest.length, 0x80);
  tail.setBigUint64(tail.byteLength - 8, BigInt(bytes.length) * 8n);
  for (let at = 0; at < tail.byteLength; at += BLOCK) compress(state, tail, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

const BLOCK = 64;

/** The first 32 bits of the fractional part of a root of a prime: exact in float64. */
const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 2 ** 32);
const PRIMES = Array.from({ length: 310 }, (_, i) => i + 2).filter((n) => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
});
const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUNDS = Uint32Array.from(PRIMES.slice(0, 64), (prime) => fraction(Math.cbrt(prime)));

const schedule = new Uint32Array(64);

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function compress(state: Uint32Array, blocks: DataView, at: number): void {
  const w = schedule;
  for (let t = 0; t < 16; t++) w[t] = blocks.getUint32(at + 4 * t);
  for (let t = 16; t < 64; t++) {
    const near = w[t - 2]!;
    const far = w[t - 15]!;
    const sigma1 = rotated(near, 17) ^ rotated(near, 19) ^ (near >>> 10);
    const sigma0 = rotated(far, 7) ^ rotated(far, 18) ^ (far >>> 3);
    w[t] = sigma1 + w[t - 7]! + sigma0 + w[t - 16]!;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let t = 0; t < 64; t++) {
    const sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + ROUNDS[t]! + w[t]!) | 0;
    const sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i]! += word;
  });
}
