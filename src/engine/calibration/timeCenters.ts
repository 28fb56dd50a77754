/** The cost of a step, estimated from a few passes where whole steps take too long to be timed. */
import { randomStream } from "../../math/random.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { OutOfTimeError, type Deadline } from "./deadline.ts";

/**
 * A full step costs as much as this many centers: three of θ† (one for each of two projection
 * rounds and the last), and gradients of the iterate and of the prediction's probe besides. Counted
 * on the benchmark's networks: 5 gradients, 11 to 14 Hessian products, 3 third derivatives a step.
 */
const CENTERS_PER_STEP = 3.2;
/** Hessian products of a center with two eigenpairs, two at a time. */
const BLOCKS_PER_CENTER = 2;
/** What a center costs in gradients, where not even one can be afforded. */
const GRADIENTS_PER_CENTER = 11;
/** The first center is slow: it allocates and is compiled. Where there is time, so many are timed. */
const CENTERS = 3;

/** @returns ms per full step, from centers at θ₀. */
export async function timeCenters(
  model: TaylorModel,
  parameters: Float64Array,
  deadline: Deadline,
): Promise<number> {
  const random = randomStream(1).normal;
  const directions = [0, 1].map(() => Float64Array.from(parameters, random));
  let gradientMs = Infinity;
  let centerMs = Infinity;
  try {
    for (let i = 0; i < CENTERS; i++) {
      const started = deadline.now();
      const point = await model.expandAt(parameters);
      gradientMs = Math.min(gradientMs, deadline.now() - started);
      if (GRADIENTS_PER_CENTER * gradientMs > deadline.left) {
        point.dispose();
        break;
      }
      for (let k = 0; k < BLOCKS_PER_CENTER; k++) await point.hessianProducts(directions);
      await point.thirdDerivative(directions[0]!);
      point.dispose();
      centerMs = Math.min(centerMs, deadline.now() - started);
    }
  } catch (error) {
    if (!(error instanceof OutOfTimeError)) throw error;
  }
  return CENTERS_PER_STEP * Math.min(centerMs, GRADIENTS_PER_CENTER * gradientMs);
}
