/**
 * The library of presets in the order in which it is offered. The page loads it through
 * `knownPresets.ts`, after its first picture.
 */
import { adamEdge } from "./adamEdge.ts";
import { catsAndDogs } from "./catsAndDogs.ts";
import { classic } from "./classic.ts";
import { constrainedPath } from "./constrainedPath.ts";
import { convolutions } from "./convolutions.ts";
import { crossEntropy } from "./crossEntropy.ts";
import { deepLinear } from "./deepLinear.ts";
import { digits } from "./digits.ts";
import { doubleRate } from "./doubleRate.ts";
import { fashion } from "./fashion.ts";
import { fourNumbers } from "./fourNumbers.ts";
import { fourStages } from "./fourStages.ts";
import { gradientFlow } from "./gradientFlow.ts";
import { halfLoss } from "./halfLoss.ts";
import { halveRate } from "./halveRate.ts";
import { heavyBall } from "./heavyBall.ts";
import { kinks } from "./kinks.ts";
import { lazy } from "./lazy.ts";
import { lostGradient } from "./lostGradient.ts";
import { nudged } from "./nudged.ts";
import { oddEven } from "./oddEven.ts";
import type { Preset } from "./preset.ts";
import { paperNetwork } from "./paperNetwork.ts";
import { paperSize } from "./paperSize.ts";
import { paperSizeConvolutions } from "./paperSizeConvolutions.ts";
import { quadraticDiverges } from "./quadraticDiverges.ts";
import { rmspropEdge } from "./rmspropEdge.ts";
import { rounding } from "./rounding.ts";
import { secondMode } from "./secondMode.ts";
import { smallest } from "./smallest.ts";
import { smallX0 } from "./smallX0.ts";
import { tooLarge } from "./tooLarge.ts";
import { tooSmall } from "./tooSmall.ts";
import { twoModes } from "./twoModes.ts";
import { twoPredictions } from "./twoPredictions.ts";
import { warmUp } from "./warmUp.ts";
import { wide } from "./wide.ts";
import { x0Zero } from "./x0Zero.ts";

export interface PresetGroup {
  topic: string;
  presets: readonly Preset[];
}

/** A course: the first nine, which have keys, are what a lecture needs most. */
export const PRESET_GROUPS: readonly PresetGroup[] = [
  { topic: "The edge", presets: [nudged, classic, fourStages] },
  { topic: "Change η while it runs", presets: [halveRate, doubleRate] },
  { topic: "Against another path", presets: [gradientFlow, constrainedPath, quadraticDiverges] },
  {
    topic: "Where the theory ends",
    presets: [twoModes, secondMode, crossEntropy, oddEven, kinks, lazy],
  },
  { topic: "The step size", presets: [tooSmall, tooLarge, warmUp, halfLoss] },
  {
    topic: "Other networks, other data",
    presets: [smallest, fourNumbers, deepLinear, wide, digits, fashion],
  },
  {
    topic: "The paper's data and networks",
    presets: [catsAndDogs, paperNetwork, convolutions, paperSize, paperSizeConvolutions],
  },
  { topic: "Other step rules", presets: [heavyBall, rmspropEdge, adamEdge] },
  {
    topic: "The mechanism taken apart",
    presets: [smallX0, x0Zero, rounding, lostGradient, twoPredictions],
  },
];

export const PRESETS: readonly Preset[] = PRESET_GROUPS.flatMap(({ presets }) => presets);

/** Those that a recording is made of. */
export const RECORDED_PRESETS = PRESETS.filter(({ isPaperSize }) => isPaperSize !== true);
