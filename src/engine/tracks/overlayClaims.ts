/** What the page claims of the overlays: the stage of the run, and when a claim ends. */
import { createStageClassifier } from "../../math/stages.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { OverlayStop, StoppedOverlay } from "../../protocol/annotations.ts";
import type { Row } from "../../protocol/columns.ts";
import type { CenterNumbers } from "./center.ts";
import type { Coordinates } from "./prediction.ts";
import { createStopWatch, type Situation } from "./stopConditions.ts";

/** Whether v̂ is to be reset: not, at this step, or whenever y crosses zero upwards. */
export type Resynchronisation = "no" | "now" | "each-cycle";

/** What the stop conditions look at, but for what the row has. */
export type Findings = Omit<Situation, "step" | "learningRate" | "runSharpness">;

/** Is shown every step in order, by whatever computed it. */
export class OverlayClaims {
  readonly #experiment: Experiment;
  readonly #initialLoss: number;
  readonly #constrainedStops = new Set<OverlayStop["reason"]>();
  readonly #classify = createStageClassifier();
  #watch: ReturnType<typeof createStopWatch>;
  #isBelow = false;
  #age = 0;

  /** @param edgeLoss L of the run where the overlays start. */
  constructor(experiment: Experiment, initialLoss: number, edgeLoss: number) {
    this.#experiment = experiment;
    this.#initialLoss = initialLoss;
    this.#watch = this.#newWatch(edgeLoss);
  }

  /** Steps shown since the overlays started. */
  get age(): number {
    return this.#age;
  }

  get predicts(): boolean {
    return this.#experiment.overlays.includes("prediction");
  }

  /** The curves that a change of η ends. */
  get claimed(): readonly StoppedOverlay[] {
    return this.predicts ? ["constrained", "prediction", "cubic"] : ["constrained"];
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
    const { crossed, isBelow } = crossing(this.#isBelow, y, alpha);
    this.#isBelow = isBelow;
    return this.#age > 0 && (wish === "now" || (wish === "each-cycle" && crossed));
  }

  /** Whether y crosses zero upwards at one of these steps in a row, and where; −1 if not. */
  firstCrossing(steps: readonly { y: number; alpha: number }[]): number {
    let below = this.#isBelow;
    return steps.findIndex(({ y, alpha }) => {
      const { crossed, isBelow } = crossing(below, y, alpha);
      below = isBelow;
      return crossed;
    });
  }

  /** The claims of both predictions begin anew, at a run with this loss. */
  restart(edgeLoss: number): void {
    this.#watch = this.#newWatch(edgeLoss);
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
    this.#age++;
    const { step, learningRate, sharpness } = row;
    const stops = this.#watch({
      ...findings,
      step,
      learningRate,
      runSharpness: sharpness,
    });
    // Re-synchronising restarts the claim of the predictions, not that of θ†.
    const isNews = ({ overlay, reason }: OverlayStop) =>
      overlay === "constrained" ? !this.#constrainedStops.has(reason) : this.predicts;
    const news = stops.filter(isNews);
    for (const { overlay, reason } of news) {
      if (overlay === "constrained") this.#constrainedStops.add(reason);
    }
    return news;
  }

  #newWatch(edgeLoss: number) {
    const { loss } = this.#experiment;
    return createStopWatch({ loss, initialLoss: this.#initialLoss, edgeLoss });
  }
}

function crossing(wasBelow: boolean, y: number, alpha: number) {
  const crossed = wasBelow && y >= 0;
  const isClearlyBelow = y < -0.05 * Math.sqrt(Math.max(0, alpha));
  return { crossed, isBelow: isClearlyBelow || (wasBelow && !crossed) };
}
