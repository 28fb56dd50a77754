/** Where a track is, as the numbers that its space keeps, and back. */
import { norm } from "../../../../math/vector.ts";
import type { OverlayState } from "../../../accelerator.ts";
import { HOPPING, type Iterate } from "../../../tracks/gradientDescent.ts";
import { approach, remember, type EigenMemory } from "../../../warmStart.ts";
import type { TrackState } from "./pinnedMemory.ts";
import { CURVE, MEASURED, POINTS, slotOf, vectorAt, type SpaceLayout } from "./space.ts";

/** What all tracks have: a point with its gradient and the blocks found here and before. */
interface Whereabouts {
  parameters: Float64Array;
  loss: number;
  gradient: Float64Array;
  /** Latest first, this point included. */
  history: readonly EigenMemory[];
}

/** @returns null when there is no full block of eigenvectors to go on from. */
export function stateOfIterate(
  layout: SpaceLayout,
  step: number,
  iterate: Iterate,
): TrackState | null {
  return stateOf(layout, step, iterate);
}

/** @returns null when there is no full block of eigenvectors to go on from. */
export function stateOfOverlays(
  layout: SpaceLayout,
  step: number,
  { center, history, predicted, cubic, eigenvectorOverlap }: OverlayState,
): TrackState | null {
  const state = stateOf(layout, step, { ...center, history });
  if (state === null) return null;
  const { head, vectors } = layout;
  const numbers: [keyof typeof CURVE, number][] = [
    ["alpha", center.alpha],
    ["beta", center.beta],
    ["delta", center.delta],
    ["slope", center.sharpnessSlope],
    ["overlap", eigenvectorOverlap],
  ];
  for (const [name, value] of numbers) state[head.curve + CURVE[name]] = value;
  state[head.measured + MEASURED.loss] = center.loss;
  state[head.measured + MEASURED.squaredGradient] = norm(center.gradient) ** 2;
  state[head.measured + MEASURED.values] = center.sharpness;
  state[head.measured + MEASURED.values + 1] = center.eigenvalue2;
  state.set(center.topEigenvector, vectorAt(layout, vectors.top));
  state.set(center.perpendicular, vectorAt(layout, vectors.perpendicular));
  state.set(predicted, vectorAt(layout, vectors.predicted));
  state.set(cubic, vectorAt(layout, vectors.cubic));
  return state;
}

/** @param found of the step in that state: its values are not in it. */
export function iterateOf(
  layout: SpaceLayout,
  state: TrackState,
  found: { loss: number; eigenvalues: number[]; residuals: number[] },
): Iterate {
  const point = whereaboutsOf(layout, state);
  const { vectors } = point.history[0]!;
  return {
    ...point,
    loss: found.loss,
    eigen: {
      values: found.eigenvalues,
      vectorOf: (i) => vectors[i]!.slice(),
      residuals: found.residuals,
    },
  };
}

export function overlaysOf(
  layout: SpaceLayout,
  state: TrackState,
): Omit<OverlayState, "flow" | "age"> {
  const { head, vectors } = layout;
  const { history, ...point } = whereaboutsOf(layout, state);
  const number = (name: keyof typeof CURVE) => state[head.curve + CURVE[name]]!;
  const [slope, beta] = [number("slope"), number("beta")];
  const center: OverlayState["center"] = {
    ...point,
    sharpness: state[head.measured + MEASURED.values]!,
    eigenvalue2: state[head.measured + MEASURED.values + 1]!,
    topEigenvector: vectorOf(layout, state, vectors.top),
    sharpnessSlope: slope,
    sharpnessGradientNorm: Math.sqrt(beta + slope ** 2),
    perpendicular: vectorOf(layout, state, vectors.perpendicular),
    alpha: number("alpha"),
    beta,
    delta: number("delta"),
  };
  return {
    center,
    history,
    predicted: vectorOf(layout, state, vectors.predicted),
    cubic: vectorOf(layout, state, vectors.cubic),
    eigenvectorOverlap: number("overlap"),
  };
}

function stateOf(
  layout: SpaceLayout,
  step: number,
  { parameters, loss, gradient, history }: Whereabouts,
): TrackState | null {
  const { parameterCount: d, block, head, persistentLength, vectors } = layout;
  const memories = history.slice(0, POINTS);
  const incomplete = memories.findIndex((memory) => memory.vectors.length < block);
  const points = incomplete < 0 ? memories.length : incomplete;
  if (points === 0) return null;
  const state = new Float32Array(persistentLength + d + 1);
  state[head.step] = step;
  state[head.points] = points;
  for (const [age, memory] of memories.slice(0, points).entries()) {
    const slot = slotOf(layout, step - age);
    state.set(memory.parameters, vectorAt(layout, slot));
    for (let i = 0; i < block; i++) state.set(memory.vectors[i]!, vectorAt(layout, slot + 1 + i));
  }
  state.set(parameters, vectorAt(layout, vectors.point));
  state.set(gradient, persistentLength);
  state[persistentLength + d] = loss;
  return state;
}

function whereaboutsOf(layout: SpaceLayout, state: TrackState): Whereabouts {
  const { parameterCount: d, block, head, persistentLength } = layout;
  let history: readonly EigenMemory[] = [];
  for (let age = state[head.points]! - 1; age >= 0; age--) {
    const slot = slotOf(layout, state[head.step]! - age);
    const vectors = Array.from({ length: block }, (_unused, i) =>
      vectorOf(layout, state, slot + 1 + i),
    );
    history = remember(approach(vectorOf(layout, state, slot), history, HOPPING), vectors);
  }
  return {
    parameters: history[0]!.parameters,
    loss: state[persistentLength + d]!,
    gradient: new Float64Array(state.subarray(persistentLength, persistentLength + d)),
    history,
  };
}

function vectorOf(layout: SpaceLayout, state: TrackState, vector: number): Float64Array {
  const begin = vectorAt(layout, vector);
  return new Float64Array(state.subarray(begin, begin + layout.parameterCount));
}
