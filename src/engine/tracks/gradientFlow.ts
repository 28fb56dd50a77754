/**
 * Gradient flow dw/dτ = −∇L(w) on the clock of gradient descent: one step of η is ⌈ηS⌉ Euler
 * sub-steps, S the sharpness at the start of the step, so that a sub-step never exceeds 1/S.
 */
import { isFiniteVector, plusScaled } from "../../math/vector.ts";
import { NonFiniteError } from "../nonFinite.ts";
import type { TrackContext } from "./context.ts";
import { measureIterate, type Iterate } from "./gradientDescent.ts";

/** Beyond this many sub-steps the flow is too stiff to follow step by step, and gives up. */
const MAX_SUBSTEPS = 200;

/** ⌈ηS⌉, at least one. NaN when the sharpness is. */
export function flowSubsteps(learningRate: number, sharpness: number): number {
  return Math.max(1, Math.ceil(learningRate * sharpness));
}

/** @throws NonFiniteError when the loss overflows or the flow is too stiff to follow. */
export async function advanceFlow(
  context: TrackContext,
  flow: Iterate,
  learningRate: number,
): Promise<Iterate> {
  const substeps = flowSubsteps(learningRate, flow.eigen.values[0]!);
  if (substeps > MAX_SUBSTEPS) throw new NonFiniteError("the flow is too stiff to follow");
  const size = learningRate / substeps;
  let at = plusScaled(flow.parameters, -size, flow.gradient);
  for (let k = 1; k < substeps; k++) {
    const point = await context.model.expandAt(at);
    point.dispose();
    if (!isFiniteVector(point.gradient)) throw new NonFiniteError("the flow is not finite");
    at = plusScaled(at, -size, point.gradient);
  }
  return measureIterate(context, at, 1, flow);
}
