import { randomStream } from "../math/random.ts";
import type { Initialisation } from "./experiment.ts";
import type { LayerLayout } from "./network.ts";
import { countParameters, type ParameterLayout } from "./networkLayers.ts";

/** Random variates are rounded to multiples of this before they are scaled. */
const VARIATE_GRID = 2 ** -20;

/**
 * The flat parameter vector θ₀ a run starts from (laid out as `layouts` say). Explicit parameters
 * are taken as they are; seeded ones are float32 numbers, so that every backend starts at exactly
 * the same point.
 *
 * `lecun`: W ~ N(0, gain²/n_in), b = 0. `torch`: W, b ~ U(−gain/√n_in, gain/√n_in). Layer
 * normalisation has gain 1 and shift 0 in both.
 */
export function initialParameters(
  init: Initialisation,
  layouts: readonly ParameterLayout[],
): Float64Array {
  if ("parameters" in init) {
    return Float64Array.from(init.parameters);
  }
  const { scheme, gain, seed } = init;
  const random = randomStream(seed);
  const variate = scheme === "lecun" ? random.normal : () => 2 * random.uniform() - 1;
  const parameters = new Float64Array(countParameters(layouts));
  for (const layer of layouts) {
    if ("gainOffset" in layer) {
      parameters.fill(1, layer.gainOffset, layer.gainOffset + layer.width);
    } else {
      drawLayer(parameters, layer, gain, variate, scheme === "torch");
    }
  }
  return parameters;
}

function drawLayer(
  parameters: Float64Array,
  { inputs, outputs, weightOffset, biasOffset }: LayerLayout,
  gain: number,
  variate: () => number,
  drawsBias: boolean,
): void {
  const scale = gain / Math.sqrt(inputs);
  for (let i = 0; i < outputs * inputs; i++) {
    parameters[weightOffset + i] = rounded(variate(), scale);
  }
  if (biasOffset === null || !drawsBias) return;
  for (let i = 0; i < outputs; i++) parameters[biasOffset + i] = rounded(variate(), scale);
}

/**
 * `Math.log` may differ in its last bit from browser to browser, so the variate is put on a grid
 * far coarser than that; the rest is exactly rounded arithmetic and the result is a float32.
 */
function rounded(variate: number, scale: number): number {
  return Math.fround(Math.round(variate / VARIATE_GRID) * VARIATE_GRID * scale);
}
