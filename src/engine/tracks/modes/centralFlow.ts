/**
 * The central flow (Cohen, Damian, Talwalkar, Kolter & Lee 2025): where gradient descent is on average,
 *   dw/dt = −η[∇L + ½∇⟨Σ, ∇²L⟩],  0 ⪯ Σ ⊥ (2/η)I − ∇²L ⪰ 0,
 * Σ the covariance of the oscillation in the span of the critical modes, t in steps. The loss it
 * predicts of the run, on average, is L(w) + tr Σ/η.
 *
 * Four Euler sub-steps a step, as in the authors' minimal code: each solves for the Σ = UXUᵀ that keeps
 * the linearized Hessian of the next point below the line.
 */
import { solveComplementarity } from "../../../math/complementarity.ts";
import { pairsOf } from "../../../math/packedSymmetric.ts";
import { addScaled, difference, distance, dots, norm, plusScaled } from "../../../math/vector.ts";
import type { OverlayStop } from "../../../protocol/annotations.ts";
import type { Row } from "../../../protocol/columns.ts";
import { orNull } from "../../nonFinite.ts";
import type { Gait } from "../../warmStart.ts";
import type { TrackContext } from "../context.ts";
import type { Iterate } from "../gradientDescent.ts";
import { measureModes, type CriticalModes, type ModesMemory } from "./criticalModes.ts";

const SUBSTEPS = 4;
/** Critical modes have an eigenvalue above this share of 2/η. */
const CRITICAL_SHARE = 0.975;
/** A sub-step goes on like the one before. */
const GLIDING: Gait = { period: 2, isSmooth: true };

/** All that goes from one step to the next; never changed once it is made. */
export interface CentralFlowState extends ModesMemory {
  /** w */
  parameters: Float64Array;
  /** It has overflowed: there is no w any more. */
  isLost: boolean;
  /** Its claim has ended. */
  isStopped: boolean;
}

export class CentralFlow {
  readonly #context: TrackContext;
  #state: CentralFlowState;

  constructor(context: TrackContext, from: CentralFlowState) {
    this.#context = context;
    this.#state = from;
  }

  /** @param at θ† of several modes at the edge step. */
  static startingAt(
    context: TrackContext,
    { parameters, history, activeCount }: ModesMemory & { parameters: Float64Array },
  ): CentralFlow {
    const lost = { isLost: false, isStopped: false };
    return new CentralFlow(context, { parameters, history, activeCount, ...lost });
  }

  get state(): CentralFlowState {
    return this.#state;
  }

  /**
   * Fill the columns of this step and move on to the next with the η of the row.
   * @returns the claims that end here.
   */
  async next(row: Row, iterate: Iterate): Promise<OverlayStop[]> {
    const { learningRate, step } = row;
    if (this.#state.isLost) return [];
    const stops: OverlayStop[] = [];
    for (let k = 0; k < SUBSTEPS; k++) {
      const at = await orNull(this.#measure(learningRate));
      if (at === null) {
        this.#state = { ...this.#state, isLost: true };
        return stops;
      }
      const covariance = covarianceAt(at, learningRate);
      if (k === 0) fillCentral(row, at, covariance, iterate.parameters);
      if (at.isCrowded && !this.#state.isStopped) {
        stops.push({ step, overlay: "centralFlow", reason: "fourth-mode" });
        this.#state = { ...this.#state, isStopped: true };
      }
      const { history, activeCount } = at;
      const parameters = substep(at, covariance, learningRate);
      this.#state = { ...this.#state, parameters, history, activeCount };
    }
    return stops;
  }

  /** What a change of η at this step ends. */
  endByLearningRate(step: number): OverlayStop[] {
    return [{ step, overlay: "centralFlow", reason: "learning-rate-change" }];
  }

  #measure(learningRate: number): Promise<CriticalModes> {
    const activity = { above: (CRITICAL_SHARE * 2) / learningRate, atLeast: 0 };
    const { tolerance } = this.#context;
    const { parameters } = this.#state;
    return measureModes(this.#context, parameters, activity, this.#state, GLIDING, tolerance);
  }
}

/** X of Σ = UXUᵀ, packed. */
function covarianceAt(
  { gradient, values, modes, thirds }: CriticalModes,
  learningRate: number,
): number[] {
  const size = learningRate / SUBSTEPS;
  const drift = dots(gradient, thirds);
  const room = pairsOf(modes.length).map(
    ([i, j], p) => (i === j ? 2 / learningRate - values[i]! : 0) + size * drift[p]!,
  );
  const gram = thirds.map((g) => dots(g, thirds).map((product) => 0.5 * size * product));
  return modes.length === 0 ? [] : solveComplementarity(room, gram, modes.length);
}

/** w − η dt [∇L + ½ Σ Xᵢⱼ ∇³L(uᵢ, uⱼ)] */
function substep(
  { parameters, gradient, modes, thirds }: CriticalModes,
  covariance: readonly number[],
  learningRate: number,
): Float64Array {
  const size = learningRate / SUBSTEPS;
  const next = plusScaled(parameters, -size, gradient);
  for (const [p, [i, j]] of pairsOf(modes.length).entries()) {
    addScaled(next, -size * (i === j ? 0.5 : 1) * covariance[p]!, thirds[p]!);
  }
  return next;
}

function fillCentral(
  row: Row,
  at: CriticalModes,
  covariance: readonly number[],
  iterate: Float64Array,
): void {
  const m = at.modes.length;
  const trace = pairsOf(m).reduce((sum, [i, j], p) => sum + (i === j ? covariance[p]! : 0), 0);
  const [first = NaN, second = NaN] = at.values;
  row.centralLoss = at.loss;
  row.centralLossAverage = at.loss + trace / row.learningRate;
  row.centralSharpness = first;
  row.centralEigenvalue2 = second;
  row.centralTrace = trace;
  row.centralDistance = distance(iterate, at.parameters);
  // Off the edge there is no direction to oscillate in.
  if (m === 0) return;
  const away = difference(iterate, at.parameters);
  row.centralX = norm(Float64Array.from(dots(away, at.modes)));
}
