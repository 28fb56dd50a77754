/** What the page claims of the overlays: the stage of the run, and when a claim ends. */
import { createStageClassifier, noStageMemory, type StageMemory } from "../../math/stages.ts";
import type { Experiment } from "../../model/experiment.ts";
import {
  ENDS_BY_SECOND_MODE,
  type OverlayStop,
  type StoppedOverlay,
} from "../../protocol/annotations.ts";
import type { Row } from "../../protocol/columns.ts";
import type { CenterNumbers } from "./center.ts";
import type { Coordinates } from "./prediction.ts";
import {
  createStopWatch,
  noStopMemory,
  type Situation,
  type StopMemory,
} from "./stopConditions.ts";

/** Whether v̂ is to be reset: not, at this step, or whenever y crosses zero upwards. */
export type Resynchronisation = "no" | "now" | "each-cycle";

/** What the stop conditions look at, but for what the row has. */
export type Findings = Omit<Situation, "step" | "learningRate" | "runSharpness">;

/** All that goes from one step to the next. */
export interface ClaimsMemory {
  /** L₀ of the run. */
  initialLoss: number;
  /** L of the run where the claims of the predictions began. */
  edgeLoss: number;
  /** Steps shown since the overlays started. */
  age: number;
  /** y has been clearly below zero since it last crossed. */
  isBelow: boolean;
  constrainedStops: Set<OverlayStop["reason"]>;
  stages: StageMemory;
  stops: StopMemory;
}

/** @param edgeLoss L of the run where the overlays start. */
export function beginClaims(initialLoss: number, edgeLoss: number): ClaimsMemory {
  return {
    initialLoss,
    edgeLoss,
    age: 0,
    isBelow: false,
    constrainedStops: new Set(),
    stages: noStageMemory(),
    stops: noStopMemory(),
  };
}

/** Is shown every step in order, by whatever computed it. */
export class OverlayClaims {
  readonly #experiment: Experiment;
  readonly #memory: ClaimsMemory;
  readonly #classify: ReturnType<typeof createStageClassifier>;
  #watch: ReturnType<typeof createStopWatch>;

  /** @param memory its own from here on. */
  constructor(experiment: Experiment, memory: ClaimsMemory) {
    this.#experiment = experiment;
    this.#memory = memory;
    this.#classify = createStageClassifier(memory.stages);
    this.#watch = this.#newWatch();
  }

  /** Steps shown since the overlays started. */
  get age(): number {
    return this.#memory.age;
  }

  /** A copy: other claims go on from it. */
  get memory(): ClaimsMemory {
    return structuredClone(this.#memory);
  }

  get predicts(): boolean {
    return this.#experiment.overlays.includes("prediction");
  }

  /** Whether the claim of one oscillation has ended because there is a second. */
  get hasSecondMode(): boolean {
    const { fired } = this.#memory.stops;
    return [...ENDS_BY_SECOND_MODE].some((reason) => fired.has(`prediction ${reason}`));
  }

  /** What a change of η at this step ends. */
  endByLearningRate(step: number): OverlayStop[] {
    const ended: StoppedOverlay[] = this.predicts
      ? ["constrained", "prediction", "cubic"]
      : ["constrained"];
    return ended.map((overlay) => ({ step, overlay, reason: "learning-rate-change" }));
  }

  /**
   * Once per cycle: y must have been clearly below zero before its next upward crossing counts. To be
   * asked once for every step, before `describe`.
   */
  isResynchronising(
    { y }: Coordinates,
    { alpha }: CenterNumbers,
    wish: Resynchronisation,
  ): boolean {
    const { crossed, isBelow } = crossing(this.#memory.isBelow, y, alpha);
    this.#memory.isBelow = isBelow;
    return this.age > 0 && (wish === "now" || (wish === "each-cycle" && crossed));
  }

  /** Whether y crosses zero upwards at one of these steps in a row, and where; −1 if not. */
  firstCrossing(steps: readonly { y: number; alpha: number }[]): number {
    let below = this.#memory.isBelow;
    return steps.findIndex(({ y, alpha }) => {
      const { crossed, isBelow } = crossing(below, y, alpha);
      below = isBelow;
      return crossed;
    });
  }

  /** The claims of both predictions begin anew, at a run with this loss. */
  restart(edgeLoss: number): void {
    this.#memory.edgeLoss = edgeLoss;
    this.#memory.stops = noStopMemory();
    this.#watch = this.#newWatch();
  }

  /** Fill the columns of θ† and of the run relative to it. */
  describe(row: Row, center: CenterNumbers, { x, y, distance }: Coordinates): void {
    const { alpha, delta } = center;
    row.constrainedLoss = center.loss;
    row.constrainedSharpness = center.sharpness;
    row.alpha = alpha;
    row.beta = center.beta;
    row.delta = delta;
    row.x = x;
    row.y = y;
    row.distance = distance;
    row.stage = this.#classify({ x, y, alpha, delta });
  }

  /** The claims that end at this step; the last thing to be asked of it. */
  stops(row: Row, findings: Findings): OverlayStop[] {
    this.#memory.age++;
    const { constrainedStops } = this.#memory;
    const { step, learningRate, sharpness } = row;
    const stops = this.#watch({
      ...findings,
      step,
      learningRate,
      runSharpness: sharpness,
    });
    // Re-synchronising restarts the claim of the predictions, not that of θ†.
    const isNews = ({ overlay, reason }: OverlayStop) =>
      overlay === "constrained" ? !constrainedStops.has(reason) : this.predicts;
    const news = stops.filter(isNews);
    for (const { overlay, reason } of news) {
      if (overlay === "constrained") constrainedStops.add(reason);
    }
    return news;
  }

  #newWatch() {
    const { initialLoss, edgeLoss, stops } = this.#memory;
    return createStopWatch({ loss: this.#experiment.loss, initialLoss, edgeLoss }, stops);
  }
}

/** Whether y crosses zero upwards, and whether it has been clearly below since it last did. */
export function crossing(wasBelow: boolean, y: number, alpha: number) {
  const crossed = wasBelow && y >= 0;
  const isClearlyBelow = y < -0.05 * Math.sqrt(Math.max(0, alpha));
  return { crossed, isBelow: isClearlyBelow || (wasBelow && !crossed) };
}
