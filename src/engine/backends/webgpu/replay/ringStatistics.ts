/** The rings of statistics, read. */
import type { OverlayStatistics, StepStatistics } from "../../../accelerator.ts";
import { quarticOf } from "../../../tracks/quartic.ts";
import { CURVE, MEASURED, placeInRing, PRODUCTS, type SpaceLayout } from "./space.ts";

/** What a ring has of a point measured at one step. */
export function measuredAt(
  layout: SpaceLayout,
  ring: Float32Array,
  step: number,
): Omit<StepStatistics, "overlays"> {
  const { pairs } = layout;
  const begin = placeInRing(layout, step) + 1;
  const part = (from: number) => [...ring.subarray(begin + from, begin + from + pairs)];
  const eigenvalues = part(MEASURED.values);
  const scale = Math.abs(eigenvalues[0]!);
  return {
    loss: ring[begin + MEASURED.loss]!,
    gradientNorm: Math.sqrt(ring[begin + MEASURED.squaredGradient]!),
    eigenvalues,
    residuals: part(MEASURED.values + pairs).map((norm) => (scale === 0 ? 0 : norm / scale)),
  };
}

/**
 * @param flow what is known of gradient flow at this step but its distance; null without.
 * @param hasQuartic whether the fourth derivative was measured at this step.
 */
export function overlaysAt(
  layout: SpaceLayout,
  ring: Float32Array,
  step: number,
  flow: Omit<NonNullable<OverlayStatistics["flow"]>, "distance"> | null,
  hasQuartic: boolean,
): OverlayStatistics {
  const { loss, eigenvalues, residuals } = measuredAt(layout, ring, step);
  const begin = placeInRing(layout, step) + 1 + layout.head.curve - layout.head.measured;
  const number = (name: keyof typeof CURVE) => ring[begin + CURVE[name]]!;
  const product = (name: (typeof PRODUCTS)[number]) =>
    ring[begin + CURVE.products + PRODUCTS.indexOf(name)]!;
  const [slope, beta] = [number("slope"), number("beta")];
  const center = {
    loss,
    sharpness: eigenvalues[0]!,
    eigenvalue2: eigenvalues[1]!,
    sharpnessSlope: slope,
    sharpnessGradientNorm: Math.sqrt(beta + slope ** 2),
    alpha: number("alpha"),
    beta,
    delta: number("delta"),
  };
  return {
    center,
    eigenvectorOverlap: number("overlap"),
    residuals: { first: number("worstResidual"), others: residuals[1]! },
    run: coordinates("runX", "runY", "runSquared"),
    prediction: coordinates("predictedX", "predictedY", "predictedSquared"),
    cubic: coordinates("cubicX", "cubicY", "cubicSquared"),
    predictionError: Math.sqrt(product("predictionErrorSquared")),
    cubicError: Math.sqrt(product("cubicErrorSquared")),
    probe: {
      loss: number("probeLoss"),
      alongPrediction: product("gradientAlongPrediction"),
      alongU: product("gradientAlongU"),
    },
    flow: flow === null ? null : { ...flow, distance: Math.sqrt(product("flowDistanceSquared")) },
    quartic: hasQuartic
      ? quarticOf(center, number("curvatureAbove"), number("curvatureBelow"))
      : null,
  };

  function coordinates(
    x: (typeof PRODUCTS)[number],
    y: (typeof PRODUCTS)[number],
    squared: (typeof PRODUCTS)[number],
  ) {
    return { x: product(x), y: product(y), distance: Math.sqrt(product(squared)) };
  }
}
