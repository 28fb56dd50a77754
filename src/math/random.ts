/**
 * Seeded pseudo-random numbers, the same in every browser: integer arithmetic except for the one
 * logarithm in `normal`.
 */

/** One uniform and one standard normal variate per call, from a stream of its own. */
export interface RandomStream {
  /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
  uniform: () => number;
  /** Standard normal. */
  normal: () => number;
  /** Where the stream is: `resumedStream` goes on from there. */
  state: () => RandomState;
}

export interface RandomState {
  /** The generator's four words, 32-bit integers. */
  words: readonly [number, number, number, number];
  /** The second of the two normals that come together, while it has not been taken. */
  spare: number | null;
}

/**
 * The stream of a seed, an unsigned 32-bit integer: xoshiro128** (Blackman and Vigna 2018), its
 * state filled by splitmix32 so that neighbouring seeds give unrelated streams.
 */
export function randomStream(seed: number): RandomStream {
  const fill = splitmix32(seed);
  return resumedStream({ words: [fill(), fill(), fill(), fill()], spare: null });
}

/** The stream that goes on with the very numbers that the one in this state would have given. */
export function resumedStream(from: RandomState): RandomStream {
  const generator = xoshiro128starstar(from.words);
  const { next } = generator;
  const uniform = () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  const polar = polarNormal(uniform, from.spare);
  return {
    uniform,
    normal: polar.next,
    state: () => ({ words: generator.words(), spare: polar.spare() }),
  };
}

/** Integers in [0, 2³²) with period 2¹²⁸ − 1. */
function xoshiro128starstar(from: RandomState["words"]) {
  let [a, b, c, d] = from;
  const next = () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
  return { next, words: (): RandomState["words"] => [a, b, c, d] };
}

/** A counter stepping by the golden ratio, scrambled by the MurmurHash3 finaliser. */
function splitmix32(seed: number): () => number {
  let counter = seed | 0;
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    let z = counter ^ (counter >>> 16);
    z = Math.imul(z, 0x85ebca6b);
    z ^= z >>> 13;
    z = Math.imul(z, 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

/** Marsaglia's polar form of Box–Muller: two variates per accepted point of the unit disc. */
function polarNormal(uniform: () => number, from: number | null) {
  let spare = from;
  const next = () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const radiusSquared = x * x + y * y;
      if (radiusSquared > 0 && radiusSquared < 1) {
        const factor = Math.sqrt((-2 * Math.log(radiusSquared)) / radiusSquared);
        spare = y * factor;
        return x * factor;
      }
    }
  };
  return { next, spare: () => spare };
}
