/** The fourth derivative of the loss along u: where the cubic picture of a valley ends. */
import { dot, plusScaled } from "../../math/vector.ts";
import type { Center } from "./center.ts";
import type { TrackContext } from "./context.ts";

/** How often it is measured, in steps. */
export const QUARTIC_INTERVAL = 10;
/** Distance of the difference, in δ. */
export const QUARTIC_REACH = 0.3;

/** ∇⁴L(u,u,u,u) by a central difference of u·∇²L u at θ† ± 0.3 δ u; 0 where δ is. */
export async function measureQuartic(context: TrackContext, center: Center): Promise<number> {
  const u = center.topEigenvector;
  const h = QUARTIC_REACH * center.delta;
  if (!(h > 0)) return 0;
  const curvatureAt = async (s: number) => {
    const point = await context.model.expandAt(plusScaled(center.parameters, s, u));
    const [product] = await point.hessianProducts([u]);
    point.dispose();
    return dot(product!, u);
  };
  return quarticOf(center, await curvatureAt(h), await curvatureAt(-h));
}

/** @param above, below u·∇²L u on either side. */
export function quarticOf(
  { sharpness, delta }: Pick<Center, "sharpness" | "delta">,
  above: number,
  below: number,
): number {
  return delta > 0 ? (above - 2 * sharpness + below) / (QUARTIC_REACH * delta) ** 2 : 0;
}
