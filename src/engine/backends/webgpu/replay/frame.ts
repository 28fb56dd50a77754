/**
 * One step of a run on the GPU as segments: fixed lists of dispatches over pinned memory. Which of them
 * make up a step depends on its number and on the tracks that are on; nothing else does.
 */
import { tf, type Tensor1D } from "../../../tf.ts";
import {
  callOf,
  gradientPassCall,
  samplePassCall,
  type FusedContext,
  type Places,
} from "../fusedContext.ts";
import { stateWidth } from "../fusedNetwork.ts";
import type { FusedCall, FusedProgram } from "../program.ts";
import { centerProgram, leaveProgram } from "./centerPrograms.ts";
import {
  placeProgram,
  quarticPointProgram,
  quarticProgram,
  readoutProgram,
} from "./readingPrograms.ts";
import { ritzProgram, type Measuring } from "./ritzProgram.ts";
import { ROUNDS, vectorAt, type SpaceLayout, type TrackName } from "./space.ts";
import { stepProgram, substepProgram } from "./stepProgram.ts";

/** A track's own memory. */
export interface TrackMemory {
  layout: SpaceLayout;
  space: Tensor1D;
  /** ∇L and L at its point. */
  gradient: Tensor1D;
}

/** What evaluations write before anything reads it. */
export type ScratchName = "control" | "base" | "tangent" | "products" | "third" | "probeGradient";
export type Scratch = Record<ScratchName, Tensor1D>;

/** A call, and the vector it writes. */
export interface FrameCall {
  call: FusedCall;
  result: Tensor1D;
}

/**
 * `descent`: a step of gradient descent. `flow`: the last sub-step of gradient flow, measured;
 * `flowSubstep`: one before it. `curve`: θ† and the predictions. `reading`: what a row shows of them, in
 * two parts, with `quartic` in between at every tenth step.
 */
export type SegmentName =
  "descent" | "flowSubstep" | "flow" | "curve" | "readingBegin" | "quartic" | "readingEnd";
export type Segments = Record<SegmentName, FrameCall[]>;

/** Numbers in the largest of the buffers. */
export function largestBuffer(context: FusedContext, layout: SpaceLayout): number {
  return Math.max(layout.length, tangentLength(context, layout));
}

function tangentLength({ network, padded }: FusedContext, { block }: SpaceLayout): number {
  return padded * Math.max(block * stateWidth(network, 1), stateWidth(network, 2));
}

const zeros = (length: number) => tf.tensor1d(new Float32Array(length), "float32");

export function allocateTrack(layout: SpaceLayout): TrackMemory {
  return {
    layout,
    space: zeros(layout.length),
    gradient: zeros(layout.parameterCount + 1),
  };
}

/** @param layout the one with most pairs. */
export function allocateScratch(context: FusedContext, layout: SpaceLayout): Scratch {
  const d = context.network.parameterCount;
  return {
    control: zeros(2),
    base: zeros(stateWidth(context.network, 0) * context.padded),
    tangent: zeros(tangentLength(context, layout)),
    products: zeros(layout.block * d),
    third: zeros(d),
    probeGradient: zeros(d + 1),
  };
}

/** @param projectionRounds of θ†. */
export function frameSegments(
  context: FusedContext,
  tracks: Record<TrackName, TrackMemory>,
  scratch: Scratch,
  projectionRounds: number,
): Segments {
  const descent = callsOn(context, tracks.descent, scratch, ROUNDS.descent);
  const curve = callsOn(context, tracks.curve, scratch, ROUNDS.curve);
  const flow = callsOn(context, tracks.flow, scratch, ROUNDS.flow);
  const { layout } = tracks.curve;
  const { vectors } = layout;
  const rounds = Array.from({ length: projectionRounds }, () => [
    ...curve.measure("round"),
    ...curve.thirdDerivative(vectors.basis),
    curve.program(centerProgram(layout, false)),
  ]);
  const quarticSide = (sign: 1 | -1) => [
    curve.program(quarticPointProgram(layout, sign)),
    curve.base(vectors.probe),
    ...curve.products(vectors.probe, vectors.top, 1),
    curve.program(quarticProgram(layout, sign)),
  ];
  return {
    descent: [
      descent.program(stepProgram(tracks.descent.layout, "learningRate")),
      ...descent.measure("step"),
    ],
    flowSubstep: [
      flow.entrywise(substepProgram(tracks.flow.layout)),
      flow.base(tracks.flow.layout.vectors.point),
      flow.gradient(),
    ],
    flow: [flow.program(stepProgram(tracks.flow.layout, "flowStep")), ...flow.measure("step")],
    curve: [
      curve.base(vectors.point),
      ...curve.products(vectors.point, vectors.directions, 2),
      curve.program(leaveProgram(layout)),
      curve.program(stepProgram(layout, "learningRate")),
      ...rounds.flat(),
      ...curve.measure("last-round"),
      ...curve.thirdDerivative(vectors.basis),
      curve.program(centerProgram(layout, true)),
    ],
    readingBegin: [
      curve.program(
        placeProgram(layout),
        { run: tracks.descent.space, flow: tracks.flow.space },
        {
          pointAt: vectorAt(tracks.descent.layout, tracks.descent.layout.vectors.point),
          directionsAt: vectorAt(tracks.flow.layout, tracks.flow.layout.vectors.point),
        },
      ),
      curve.base(vectors.probe),
      { ...curve.gradient(), result: scratch.probeGradient },
    ],
    quartic: [...quarticSide(1), ...quarticSide(-1)],
    readingEnd: [curve.program(readoutProgram(layout))],
  };
}

/** The calls on one track's memory; vectors by their number in its space. */
function callsOn(
  context: FusedContext,
  { layout, space, gradient }: TrackMemory,
  scratch: Scratch,
  rounds: number,
) {
  const { base: baseState, tangent, products, third } = scratch;
  const buffers = {
    ...scratch,
    base: baseState,
    space,
    gradient,
    parameters: space,
    directions: space,
  };
  const places = (point: number, directions: number): Places => ({
    pointAt: vectorAt(layout, point),
    directionsAt: vectorAt(layout, directions),
  });
  const { point, basis } = layout.vectors;

  function program(
    fused: FusedProgram,
    others: Record<string, Tensor1D> = {},
    at: Places = places(point, basis),
    across = 1,
  ): FrameCall {
    const size = { length: layout.length, directions: 1, across };
    return {
      call: callOf(context, fused, { ...buffers, ...others }, { ...size, ...at }),
      result: space,
    };
  }
  /** A program that has a thread for each entry. */
  const entrywise = (fused: FusedProgram): FrameCall =>
    program(fused, {}, places(point, basis), Math.ceil(layout.parameterCount / fused.threads));
  const base = (at: number): FrameCall => ({
    call: samplePassCall(context, buffers, 0, 1, places(at, basis)),
    result: baseState,
  });
  const gradientAtBase = (): FrameCall => ({
    call: gradientPassCall(context, buffers, 0, 1),
    result: gradient,
  });
  const productsAt = (at: number, first: number, count: number): FrameCall[] => [
    { call: samplePassCall(context, buffers, 1, count, places(at, first)), result: tangent },
    { call: gradientPassCall(context, buffers, 1, count), result: products },
  ];
  /** Half of it. */
  const thirdDerivative = (direction: number): FrameCall[] => [
    { call: samplePassCall(context, buffers, 2, 1, places(point, direction)), result: tangent },
    { call: gradientPassCall(context, buffers, 2, 1), result: third },
  ];
  /** ∇L, L and the eigenpairs at the point. */
  const measure = (measuring: Measuring): FrameCall[] => [
    base(point),
    gradientAtBase(),
    ...Array.from({ length: rounds }, (_, round) => {
      const first = layout.basisSizes[round]!;
      const count = layout.basisSizes[round + 1]! - first;
      return [
        ...productsAt(point, basis + first, count),
        program(ritzProgram(layout, round, round === rounds - 1 ? measuring : null)),
      ];
    }).flat(),
  ];
  return {
    program,
    entrywise,
    base,
    gradient: gradientAtBase,
    products: productsAt,
    thirdDerivative,
    measure,
  };
}
