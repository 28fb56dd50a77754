/** Where things lie on the strip of measured step sizes: shares of its width, on a log axis. */
import { sweepRanges } from "../../session/sweeps.ts";
import type { Optimizer } from "../../model/experiment.ts";
import { edgeLearningRate, isAdaptive } from "../../model/stability.ts";
import type { Sweep, SweepPoint } from "../../protocol/sweep.ts";
import { placeOn, trackScale } from "../learningRate/trackScale.ts";

export interface SweepStripLayout {
  marks: { learningRate: number; place: number; outcome: SweepPoint["outcome"] }[];
  /** Names of the stretches that have room for one: where each begins. */
  names: { outcome: SweepPoint["outcome"]; from: number; to: number }[];
  /** 1 and 3 times the powers of ten. */
  ticks: { learningRate: number; place: number }[];
  /** 2/λ₁(0), where the start becomes unstable, and 4/λ₁(0); nothing for a rule with a preconditioner. */
  lines: { text: string; place: number }[];
}

/** A stretch narrower than this is not named. */
const NAMED = 0.12;

/** @param sweep one with two points at least. */
export function sweepStripLayout(sweep: Sweep, optimizer?: Optimizer): SweepStripLayout {
  const scale = trackScale(1, sweep);
  const place = (learningRate: number) => placeOn(scale, learningRate);
  const isInside = (learningRate: number) => learningRate >= scale.from && learningRate <= scale.to;
  const lowest = Math.floor(Math.log10(scale.from));
  const highest = Math.ceil(Math.log10(scale.to));
  const decades = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
  const { initialSharpness } = sweep;
  return {
    marks: sweep.points.map(({ learningRate, outcome }) => ({
      learningRate,
      place: place(learningRate),
      outcome,
    })),
    names: sweepRanges(sweep)
      .map(({ outcome, from, to }) => ({ outcome, from: place(from), to: place(to) }))
      .filter(({ from, to }) => to - from >= NAMED),
    ticks: decades
      .flatMap((power) => [1, 3].map((digit) => Number(`${digit}e${power}`)))
      .filter(isInside)
      .map((learningRate) => ({ learningRate, place: place(learningRate) })),
    lines: (isAdaptive(optimizer) ? [] : [1, 2])
      .map((times) => times * edgeLearningRate(optimizer, 1))
      .map((times) => ({
        text: `${Number(times.toPrecision(3))}/λ₁(0)`,
        at: times / initialSharpness,
      }))
      .filter(({ at }) => isInside(at))
      .map(({ text, at }) => ({ text, place: place(at) })),
  };
}
