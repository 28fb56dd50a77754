/** Adding and subtracting it rounds to the nearest integer, which the low bits of the sum hold. */
const ROUNDER: f64 = 6755399441055744; // 1.5·2⁵²
const LARGEST: f64 = 700;
const LOG2_E: f64 = 1.4426950408889634;
const LN_2: f64 = 0.6931471805599453;

/**
 * eˣ in float64, two at a time, to 1e-8: eˣ = 2ⁿ eʳ with |r| ≤ ½ ln 2, and Taylor's polynomial for
 * eʳ. |x| is cut at 700, short of float64's own limits. NaN stays NaN.
 */
export function exponential(x: v128): v128 {
  const cut = f64x2.pmax(f64x2.pmin(x, f64x2.splat(LARGEST)), f64x2.splat(-LARGEST));
  const rounded = f64x2.add(f64x2.mul(cut, f64x2.splat(LOG2_E)), f64x2.splat(ROUNDER));
  const n = f64x2.sub(rounded, f64x2.splat(ROUNDER));
  const r = f64x2.sub(cut, f64x2.mul(n, f64x2.splat(LN_2)));
  const r2 = f64x2.mul(r, r);
  const low = f64x2.add(
    f64x2.add(f64x2.splat(1), r),
    f64x2.mul(r2, f64x2.add(f64x2.splat(0.5), f64x2.mul(r, f64x2.splat(1.0 / 6)))),
  );
  const high = f64x2.add(
    f64x2.add(f64x2.splat(1.0 / 24), f64x2.mul(r, f64x2.splat(1.0 / 120))),
    f64x2.mul(r2, f64x2.add(f64x2.splat(1.0 / 720), f64x2.mul(r, f64x2.splat(1.0 / 5040)))),
  );
  // n in the place of the exponent of 1.
  const power = i64x2.add(i64x2.shl(rounded, 52), f64x2.splat(1));
  return f64x2.mul(power, f64x2.add(low, f64x2.mul(f64x2.mul(r2, r2), high)));
}
