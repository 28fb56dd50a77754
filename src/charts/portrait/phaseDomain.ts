/**
 * How far the axes of a portrait reach: never drawn in, widened in round steps, and the same in whatever
 * portions the run arrives.
 */
import { orbitEnergy, orbitReach } from "../../math/closedOrbit.ts";
import { limitTo, type Domain } from "../domains.ts";
import { balanceAt } from "./moment.ts";
import type { PhasePath, PhasePoints } from "./phasePath.ts";
import type { Stretch } from "./stretch.ts";

/** What is not nearer than this to the fixed point, in δ and √α, is left outside: the run diverges. */
export const FARTHEST = 24;

/** The least room, in δ and √α. */
const LEAST_AMPLITUDE = 1.6;
const LEAST_EXCESS = 0.25;

/** Nothing moves by less: then the axes have no numbers to go by. */
const LEAST = 1e-300;

/** The prediction may stretch the axes by this share, not take them over. */
const GUEST = 0.35;

/** Free space beyond what is drawn. */
const PADDING = 0.04;

const ROUND = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The round number next above a positive one. */
export function roundReach(reach: number): number {
  const wanted = (1 + PADDING) * reach;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * (ROUND.find((mantissa) => mantissa * power >= wanted) ?? 10);
}

export interface PhaseDomain {
  /** Of |x|, from 0. */
  readonly amplitude: Domain;
  /** Of y, symmetric about 0. */
  readonly excess: Domain;
}

/** The largest |x| and the largest |y| of something. */
class Reach {
  amplitude = 0;
  excess = 0;

  include(amplitude: number, excess: number): void {
    // Comparisons with NaN are false.
    if (amplitude > this.amplitude) this.amplitude = amplitude;
    if (Math.abs(excess) > this.excess) this.excess = Math.abs(excess);
  }

  includePath({ amplitude, excess }: PhasePoints, from: number, to: number): void {
    for (let i = from; i <= to; i++) this.include(amplitude[i]!, excess[i]!);
  }
}

/** Follows one stretch as it grows: give it the same one with every call. */
export class PhaseDomainTracker {
  #run = new Reach();
  #prediction = new Reach();
  /** Of the closed orbits through the run's points: where the theory says it will go. */
  #orbit = new Reach();
  /** δ and √α. */
  #unit = new Reach();
  #scanned = -1;
  #scannedPrediction = -1;

  update(path: PhasePath, stretch: Stretch): PhaseDomain {
    const from = Math.max(this.#scanned + 1, stretch.from);
    for (const { run } of path.modes) this.#run.includePath(run, from, stretch.to);
    this.#includeOrbits(path, from, stretch.to);
    this.#scanned = Math.max(this.#scanned, stretch.to);
    const predictedFrom = Math.max(this.#scannedPrediction + 1, stretch.prediction.from);
    for (const { prediction } of path.modes) {
      this.#prediction.includePath(prediction, predictedFrom, stretch.prediction.to);
    }
    this.#scannedPrediction = Math.max(this.#scannedPrediction, stretch.prediction.to);
    const amplitude = roundReach(reachOf("amplitude", LEAST_AMPLITUDE, this.#parts()));
    const excess = roundReach(reachOf("excess", LEAST_EXCESS, this.#parts()));
    return { amplitude: [0, amplitude], excess: [-excess, excess] };
  }

  #parts(): Parts {
    return {
      run: this.#run,
      prediction: this.#prediction,
      orbit: this.#orbit,
      unit: this.#unit,
    };
  }

  #includeOrbits(path: PhasePath, from: number, to: number): void {
    for (let i = from; i <= to; i++) {
      const balance = balanceAt(path.history, i);
      if (balance === null) continue;
      const { delta } = balance;
      const rootAlpha = Math.sqrt(balance.alpha);
      this.#unit.include(delta, rootAlpha);
      const energy = orbitEnergy({
        amplitude: path.run.amplitude[i]! / delta,
        excess: path.run.excess[i]! / rootAlpha,
      });
      if (!Number.isFinite(energy)) continue;
      this.#orbit.include(0, rootAlpha * Math.sqrt(energy));
      // X_max² is at most 1 + e + √(2e): most orbits need no search for it.
      const bound = delta * Math.sqrt(1 + energy + Math.sqrt(2 * energy));
      if (bound > this.#orbit.amplitude) {
        this.#orbit.include(delta * orbitReach(Math.max(0, energy)).amplitude, 0);
      }
    }
  }
}

interface Parts {
  run: Reach;
  prediction: Reach;
  orbit: Reach;
  unit: Reach;
}

/** How far an axis must reach from zero; positive. */
function reachOf(axis: "amplitude" | "excess", least: number, parts: Parts): number {
  const unit = parts.unit[axis];
  const host = Math.max(parts.run[axis], parts.orbit[axis], least * unit);
  const farthest = unit > 0 ? FARTHEST * unit : Infinity;
  const guest = { low: 0, high: parts.prediction[axis] };
  const wanted = Math.min(
    farthest,
    Math.max(host, limitTo(guest, { low: 0, high: host }, GUEST).high),
  );
  return wanted > LEAST && Number.isFinite(wanted) ? wanted : 1;
}
