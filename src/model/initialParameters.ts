import { randomStream } from "../math/random.ts";
import type { Initialisation } from "./experiment.ts";
import { networkLayout, parameterCount } from "./network.ts";

/** Random variates are rounded to multiples of this before they are scaled. */
const VARIATE_GRID = 2 ** -20;

/**
 * The flat parameter vector θ₀ a run starts from (layout of `networkLayout`). Explicit parameters
 * are taken as they are; seeded ones are float32 numbers, so that every backend starts at exactly
 * the same point.
 *
 * `lecun`: W ~ N(0, gain²/n_in), b = 0. `torch`: W, b ~ U(−gain/√n_in, gain/√n_in).
 */
export function initialParameters(
  init: Initialisation,
  sizes: readonly number[],
  bias: boolean,
): Float64Array {
  if ("parameters" in init) {
    return Float64Array.from(init.parameters);
  }
  const { scheme, gain, seed } = init;
  const random = randomStream(seed);
  const variate = scheme === "lecun" ? random.normal : () => 2 * random.uniform() - 1;
  const parameters = new Float64Array(parameterCount(sizes, bias));
  for (const { inputs, outputs, weightOffset, biasOffset } of networkLayout(sizes, bias)) {
    const scale = gain / Math.sqrt(inputs);
    for (let i = 0; i < outputs * inputs; i++) {
      parameters[weightOffset + i] = rounded(variate(), scale);
    }
    if (biasOffset !== null && scheme === "torch") {
      for (let i = 0; i < outputs; i++) {
        parameters[biasOffset + i] = rounded(variate(), scale);
      }
    }
  }
  return parameters;
}

/**
 * `Math.log` may differ in its last bit from browser to browser, so the variate is put on a grid
 * far coarser than that; the rest is exactly rounded arithmetic and the result is a float32.
 */
function rounded(variate: number, scale: number): number {
  return Math.fround(Math.round(variate / VARIATE_GRID) * VARIATE_GRID * scale);
}
