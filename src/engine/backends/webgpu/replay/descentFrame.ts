/** One step of gradient descent with its eigenpairs, as a fixed list of dispatches over pinned memory. */
import { tf, type Tensor1D } from "../../../tf.ts";
import { callOf, gradientPassCall, samplePassCall, type FusedContext } from "../fusedContext.ts";
import { stateWidth } from "../fusedNetwork.ts";
import type { FusedCall, FusedProgram } from "../program.ts";
import { ritzProgram } from "./ritzProgram.ts";
import { ROUNDS, vectorAt, type SpaceLayout } from "./space.ts";
import { stepProgram } from "./stepProgram.ts";

export type DescentBuffers = Record<
  "space" | "gradient" | "control" | "base" | "tangent" | "products",
  Tensor1D
>;

/** A call, and the vector it writes. */
export interface FrameCall {
  call: FusedCall;
  result: Tensor1D;
}

/** Numbers in the largest of the buffers. */
export function largestBuffer(context: FusedContext, layout: SpaceLayout): number {
  return Math.max(layout.length, layout.block * stateWidth(context.network, 1) * context.padded);
}

export function allocateBuffers(
  { network, padded }: FusedContext,
  layout: SpaceLayout,
): DescentBuffers {
  const d = network.parameterCount;
  const zeros = (length: number) => tf.tensor1d(new Float32Array(length), "float32");
  return {
    space: zeros(layout.length),
    gradient: zeros(d + 1),
    control: zeros(1),
    base: zeros(stateWidth(network, 0) * padded),
    tangent: zeros(layout.block * stateWidth(network, 1) * padded),
    products: zeros(layout.block * d),
  };
}

/** In order; each reads what those before it wrote. */
export function descentFrame(
  context: FusedContext,
  layout: SpaceLayout,
  buffers: DescentBuffers,
): FrameCall[] {
  const { basisSizes, vectors } = layout;
  const { space, gradient, base, tangent, products } = buffers;
  const pointAt = vectorAt(layout, vectors.point);
  const evaluation = { base, tangent, parameters: space, directions: space };
  const alone = (program: FusedProgram): FrameCall => ({
    call: callOf(context, program, buffers, {
      length: layout.length,
      directions: 1,
      across: 1,
      pointAt,
      directionsAt: 0,
    }),
    result: space,
  });
  const rounds = Array.from({ length: ROUNDS }, (_, round): FrameCall[] => {
    const count = basisSizes[round + 1]! - basisSizes[round]!;
    const directionsAt = vectorAt(layout, vectors.basis + basisSizes[round]!);
    const places = { pointAt, directionsAt };
    return [
      { call: samplePassCall(context, evaluation, 1, count, places), result: tangent },
      { call: gradientPassCall(context, evaluation, 1, count), result: products },
      alone(ritzProgram(layout, round)),
    ];
  });
  return [
    alone(stepProgram(layout)),
    {
      call: samplePassCall(context, evaluation, 0, 1, { pointAt, directionsAt: 0 }),
      result: base,
    },
    { call: gradientPassCall(context, evaluation, 0, 1), result: gradient },
    ...rounds.flat(),
  ];
}
