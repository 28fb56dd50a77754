/** Medians over short samples, taken in turns so that a busy machine slows all figures alike. */

/** One sample of one figure, in ms; it warms itself up where that matters. */
export type Sampler = () => Promise<number>;

export interface SamplePlan {
  /** Samples every figure gets, however long they take. */
  minimum: number;
  /** No more than this many, however fast. */
  maximum: number;
  /** Time for all figures together, in ms; exceeded only to reach `minimum`. */
  budgetMs: number;
}

/** Five samples a figure at least; three when the answer is wanted soon. */
export function samplePlan(isQuick: boolean): SamplePlan {
  return isQuick
    ? { minimum: 3, maximum: 9, budgetMs: 700 }
    : { minimum: 5, maximum: 25, budgetMs: 4_000 };
}

/** The median of each figure, sampled in rounds of one sample each. */
export async function interleavedMedians<K extends string>(
  samplers: Record<K, Sampler>,
  plan: SamplePlan,
): Promise<Record<K, number>> {
  const names = Object.keys(samplers) as K[];
  const samples = new Map<K, number[]>(names.map((name) => [name, []]));
  const started = performance.now();
  for (let round = 0; round < plan.maximum; round++) {
    if (round >= plan.minimum && performance.now() - started > plan.budgetMs) break;
    for (const name of names) samples.get(name)!.push(await samplers[name]());
  }
  return Object.fromEntries(names.map((name) => [name, median(samples.get(name)!)])) as Record<
    K,
    number
  >;
}

/** The middle value, or the mean of the two middle ones. @throws RangeError when there is none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("the median of no values");
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : 0.5 * (sorted[middle - 1]! + sorted[middle]!);
}

/** A sample shorter than this is repeated, so that the clock's grain does not show. */
const SAMPLE_MS = 8;

/**
 * A sampler of one call's time. The first sample is preceded by calls that are not counted: one,
 * or for fast calls as many as the just-in-time compiler needs.
 */
export function callSampler(call: () => Promise<void>): Sampler {
  let repeats = 0;
  return async () => {
    if (repeats === 0) repeats = await warmUp(call);
    const started = performance.now();
    for (let i = 0; i < repeats; i++) await call();
    return (performance.now() - started) / repeats;
  };
}

/** @returns how many calls make a sample. */
async function warmUp(call: () => Promise<void>): Promise<number> {
  const started = performance.now();
  let calls = 0;
  do {
    await call();
    calls++;
  } while (performance.now() - started < 20 * SAMPLE_MS);
  const callMs = (performance.now() - started) / calls;
  return Math.max(1, Math.ceil(SAMPLE_MS / callMs));
}
