/** An iterate as the numbers that a descent's space keeps of it, and back. */
import { HOPPING, type Iterate } from "../../../tracks/gradientDescent.ts";
import { approach, remember, type EigenMemory } from "../../../warmStart.ts";
import { HEAD, POINTS, slotOf, STATISTIC, vectorAt, type SpaceLayout } from "./space.ts";
import type { StepStatistics } from "../../../accelerator.ts";

/** @returns null when the iterate has no full block of eigenvectors. */
export function stateOf(layout: SpaceLayout, step: number, iterate: Iterate): Float32Array | null {
  const { parameterCount: d, block, persistentLength } = layout;
  const memories = iterate.history.slice(0, POINTS);
  const usable = memories.findIndex(({ vectors }) => vectors.length < block);
  const points = usable < 0 ? memories.length : usable;
  if (points === 0) return null;
  const state = new Float32Array(persistentLength + d + 1);
  state[HEAD.step] = step;
  state[HEAD.points] = points;
  for (const [age, { parameters, vectors }] of memories.slice(0, points).entries()) {
    const slot = slotOf(layout, step - age);
    state.set(parameters, vectorAt(layout, slot));
    for (let i = 0; i < block; i++) state.set(vectors[i]!, vectorAt(layout, slot + 1 + i));
  }
  state.set(iterate.gradient, persistentLength);
  state[persistentLength + d] = iterate.loss;
  return state;
}

/** @param statistics of the step in that state. */
export function iterateOf(
  layout: SpaceLayout,
  state: Float32Array,
  { loss, eigenvalues, residuals }: StepStatistics,
): Iterate {
  const { parameterCount: d, block, persistentLength } = layout;
  const step = state[HEAD.step]!;
  const vector = (index: number) => {
    const begin = vectorAt(layout, index);
    return new Float64Array(state.subarray(begin, begin + d));
  };
  let history: readonly EigenMemory[] = [];
  for (let age = state[HEAD.points]! - 1; age >= 0; age--) {
    const slot = slotOf(layout, step - age);
    const vectors = Array.from({ length: block }, (_unused, i) => vector(slot + 1 + i));
    history = remember(approach(vector(slot), history, HOPPING), vectors);
  }
  const latest = history[0]!;
  return {
    parameters: latest.parameters,
    history,
    loss,
    gradient: new Float64Array(state.subarray(persistentLength, persistentLength + d)),
    eigen: {
      values: eigenvalues,
      vectorOf: (i) => latest.vectors[i]!.slice(),
      residuals,
    },
  };
}

/** @param begin where they lie in `ring`. */
export function statisticsOf(
  { pairs }: SpaceLayout,
  ring: Float32Array,
  begin: number,
): StepStatistics {
  const part = (from: number, count: number) => [
    ...ring.subarray(begin + from, begin + from + count),
  ];
  const eigenvalues = part(STATISTIC.values, pairs);
  const scale = Math.abs(eigenvalues[0]!);
  return {
    loss: ring[begin + STATISTIC.loss]!,
    gradientNorm: Math.sqrt(ring[begin + STATISTIC.squaredGradient]!),
    eigenvalues,
    residuals: part(STATISTIC.values + pairs, pairs).map((norm) =>
      scale === 0 ? 0 : norm / scale,
    ),
  };
}
