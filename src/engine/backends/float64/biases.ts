import { addStrip } from "./products/strip.ts";

const ONE = Float64Array.of(1);

/** Every row of z (n × width) becomes the bias that begins at `bias` of `flat`; null is no bias. */
export function startWithBias(
  z: Float64Array,
  flat: Float64Array,
  bias: number | null,
  width: number,
): void {
  if (bias === null) {
    z.fill(0);
    return;
  }
  for (let start = 0; start < z.length; start += width) {
    for (let j = 0; j < width; j++) z[start + j] = flat[bias + j]!;
  }
}

/** Add to `flat`, from `bias` on, the column sums of `adjoint` (samples × width): ∂L/∂b. */
export function addBiasGradient(
  flat: Float64Array,
  bias: number | null,
  adjoint: Float64Array,
  samples: number,
  width: number,
): void {
  if (bias === null) return;
  addStrip(flat, bias, 1, ONE, 0, 0, adjoint, 0, 1, width, samples, width);
}
