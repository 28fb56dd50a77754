/** How far float32 follows a recording made in float64, and whether a live run strays from it further. */
import type { Experiment } from "../../model/experiment.ts";
import type { History } from "../history.ts";
import { learningRateAt } from "../learningRates.ts";

/** What computing a recorded run once more in float32 has shown. Differences are relative. */
export interface Agreement {
  /** Loss and sharpness agree within 1 % up to this step. */
  agreesTo: number;
  /** They agree within 0.1 % up to this step: here nothing but a fault makes 5 %. */
  closeTo: number;
  /** The largest difference up to `agreesTo`. */
  largest: number;
}

/** Two runs that differ by more do not agree: the line's width, about. */
const AGREES = 0.01;
/** Up to here the next decade of rounding is still far from a visible difference. */
const CLOSE = 0.001;
/** More than this while rounding makes less than `CLOSE`, at consecutive steps, is no rounding. */
const FAULT = 0.05;
const FAULTY_STEPS = 3;

const COMPARED = ["sharpness", "loss"] as const;
export type ComparedColumn = (typeof COMPARED)[number];

/** |a/b − 1|, and 0 where one of them is not known. */
function difference(a: number, b: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b) || a === b) return 0;
  const scale = Math.abs(b);
  return scale > 0 ? Math.abs(a - b) / scale : Infinity;
}

type Columns = Pick<History, "at" | "length">;

function differenceAt(run: Columns, recorded: Columns, step: number): number {
  return Math.max(
    ...COMPARED.map((name) => difference(run.at(name, step), recorded.at(name, step))),
  );
}

/** Compare the same experiment computed in float32 and float64; −1 where not even step 0 agrees. */
export function agreementOf(single: Columns, double: Columns): Agreement {
  const common = Math.min(single.length, double.length);
  let largest = 0;
  let closeTo = -1;
  let step = 0;
  for (; step < common; step++) {
    const here = differenceAt(single, double, step);
    if (here > AGREES) break;
    if (closeTo === step - 1 && here <= CLOSE) closeTo = step;
    largest = Math.max(largest, here);
  }
  return { agreesTo: step - 1, closeTo, largest };
}

/** The last step up to which both have the same η. */
export function lastCommonStep(one: Experiment, other: Experiment): number {
  const steps = [one, other].flatMap(({ learningRateChanges }) =>
    learningRateChanges.map(({ step }) => step),
  );
  const differing = steps.filter(
    (step) => learningRateAt(one, step) !== learningRateAt(other, step),
  );
  return Math.min(...differing);
}

/** A live run's first value that rounding does not explain. */
export interface Deviation {
  step: number;
  column: ComparedColumn;
  live: number;
  recorded: number;
}

/**
 * Compare a live run with the recording of the same experiment, as far as float32 follows it closely.
 * @param limit compare no further than this step, where something was changed by hand.
 * @returns the first step from which on some consecutive ones differ by more than rounding makes.
 */
export function deviationOf(
  live: Columns,
  recorded: Columns,
  { closeTo }: Agreement,
  limit = Infinity,
): Deviation | null {
  const last = Math.min(closeTo, limit, live.length - 1, recorded.length - 1);
  let faulty = 0;
  for (let step = 0; step <= last; step++) {
    faulty = differenceAt(live, recorded, step) > FAULT ? faulty + 1 : 0;
    if (faulty < FAULTY_STEPS) continue;
    const first = step - FAULTY_STEPS + 1;
    const column = COMPARED.reduce((worst, name) =>
      difference(live.at(name, first), recorded.at(name, first)) >
      difference(live.at(worst, first), recorded.at(worst, first))
        ? name
        : worst,
    );
    return {
      step: first,
      column,
      live: live.at(column, first),
      recorded: recorded.at(column, first),
    };
  }
  return null;
}
