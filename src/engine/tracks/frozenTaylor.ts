/**
 * Gradient descent on the Taylor polynomials of the loss at the edge step, beside the run: derivatives
 * frozen at the (nudged) iterate θ★ there, the quadratic model
 *   d ← d − η(g + H d)
 * and the cubic one
 *   d ← d − η(g + H d + ½∇³L(d, d)),
 * g, H and ∇³L at θ★. Both start at d = 0, where the run is. A quadratic with S★ > 2/η has nothing that
 * could stop it; the cubic term lowers sharpness as the oscillation grows, which is how the network
 * escapes (Damian, Nichani & Lee 2023, §4).
 */
import { combination, distance, dot, isFiniteVector, norm, plusScaled } from "../../math/vector.ts";
import type { OverlayStop, StoppedOverlay } from "../../protocol/annotations.ts";
import type { Row } from "../../protocol/columns.ts";
import type { ExpansionPoint } from "../taylor/taylorModel.ts";
import type { TrackContext } from "./context.ts";
import type { Iterate } from "./gradientDescent.ts";

/** A model's loss this many times the run's first one, up or down, is no longer a claim. */
const DIVERGED = 1e3;

/** What single precision holds: beyond, a model has overflowed on every backend and in every file. */
const LARGEST = 3.4e38;

type FrozenOverlay = Extract<StoppedOverlay, "frozenQuadratic" | "frozenCubic">;

/** What is frozen. */
interface Expansion {
  /** θ★ */
  parameters: Float64Array;
  loss: number;
  gradient: Float64Array;
  /** S★ = λ₁(θ★) */
  sharpness: number;
  /** ∇S = ∇³L(u, u) at θ★. */
  sharpnessGradient: Float64Array;
}

/** All that goes from one step to the next; never changed once it is made. */
export interface FrozenTaylorState {
  at: Expansion;
  /** L₀ of the run. */
  initialLoss: number;
  /** d of each model; null once it has overflowed. */
  quadratic: Float64Array | null;
  cubic: Float64Array | null;
  /** Models whose claims have ended. */
  stopped: readonly FrozenOverlay[];
}

/** One model at one step. */
interface Shown {
  loss: number;
  sharpness: number;
  /** Its gradient: −η times that is the step to the next d. */
  slope: Float64Array;
}

export class FrozenTaylor {
  readonly #context: TrackContext;
  #state: FrozenTaylorState;

  constructor(context: TrackContext, from: FrozenTaylorState) {
    this.#context = context;
    this.#state = from;
  }

  /**
   * @param iterate θ★, measured.
   * @param initialLoss L(θ₀) of the run.
   */
  static async startingAt(
    context: TrackContext,
    iterate: Iterate,
    initialLoss: number,
  ): Promise<FrozenTaylor> {
    const { parameters, loss, gradient, eigen } = iterate;
    const point = await context.model.expandAt(parameters);
    try {
      const sharpnessGradient = await point.thirdDerivative(eigen.vectorOf(0));
      const origin = new Float64Array(parameters.length);
      return new FrozenTaylor(context, {
        at: { parameters, loss, gradient, sharpness: eigen.values[0]!, sharpnessGradient },
        initialLoss,
        quadratic: origin,
        cubic: origin,
        stopped: [],
      });
    } finally {
      point.dispose();
    }
  }

  get state(): FrozenTaylorState {
    return this.#state;
  }

  /**
   * Fill the columns of this step and move on to the next with the η of the row.
   * @param constrained θ† at this step; null where there is none any more.
   * @returns the claims that end here.
   */
  async next(row: Row, constrained: Float64Array | null): Promise<OverlayStop[]> {
    const { at, quadratic, cubic } = this.#state;
    if (quadratic === null && cubic === null) return [];
    const point = await this.#context.model.expandAt(at.parameters);
    try {
      const [bend, cubicBend] = await productsAlong(point, [quadratic, cubic]);
      const third = cubic && (await thirdAlong(point, cubic));
      const shown = {
        quadratic: quadratic && bend ? quadraticAt(at, quadratic, bend) : null,
        cubic: cubic && cubicBend && third ? cubicAt(at, cubic, cubicBend, third) : null,
      };
      if (quadratic && shown.quadratic) {
        row.frozenQuadraticLoss = shown.quadratic.loss;
        row.frozenQuadraticSharpness = shown.quadratic.sharpness;
        row.frozenQuadraticDistance = distanceFrom(at, quadratic, constrained);
      }
      if (cubic && shown.cubic) {
        row.frozenCubicLoss = shown.cubic.loss;
        row.frozenCubicSharpness = shown.cubic.sharpness;
        row.frozenCubicDistance = distanceFrom(at, cubic, constrained);
      }
      return this.#advance(row, shown);
    } finally {
      point.dispose();
    }
  }

  /** What a change of η at this step ends. */
  endByLearningRate(step: number): OverlayStop[] {
    const ended = ["frozenQuadratic", "frozenCubic"] as const;
    return ended.map((overlay) => ({ step, overlay, reason: "learning-rate-change" }));
  }

  #advance(row: Row, shown: Record<"quadratic" | "cubic", Shown | null>): OverlayStop[] {
    const before = this.#state;
    const ended: FrozenOverlay[] = [];
    const advanced = (model: "quadratic" | "cubic", overlay: FrozenOverlay) => {
      const d = before[model];
      if (d === null) return null;
      const now = shown[model];
      const isBounded = now !== null && Math.abs(now.loss) <= DIVERGED * before.initialLoss;
      if (!isBounded && !before.stopped.includes(overlay)) {
        ended.push(overlay);
      }
      return now && plusScaled(d, -row.learningRate, now.slope);
    };
    const quadratic = advanced("quadratic", "frozenQuadratic");
    const cubic = advanced("cubic", "frozenCubic");
    this.#state = { ...before, quadratic, cubic, stopped: [...before.stopped, ...ended] };
    return ended.map((overlay) => ({ step: row.step, overlay, reason: "divergence" }));
  }
}

/** L★ + g·d + ½ d·H d; its Hessian, and so its sharpness, is the same everywhere. */
function quadraticAt(at: Expansion, d: Float64Array, bend: Float64Array): Shown | null {
  return finite({
    loss: at.loss + dot(at.gradient, d) + 0.5 * dot(bend, d),
    sharpness: at.sharpness,
    slope: combination([1, 1], [at.gradient, bend]),
  });
}

/** L★ + g·d + ½ d·H d + ⅙ ∇³L(d, d)·d; its sharpness to first order in d, S★ + ∇S·d. */
function cubicAt(
  at: Expansion,
  d: Float64Array,
  bend: Float64Array,
  third: Float64Array,
): Shown | null {
  return finite({
    loss: at.loss + dot(at.gradient, d) + 0.5 * dot(bend, d) + dot(third, d) / 6,
    sharpness: at.sharpness + dot(at.sharpnessGradient, d),
    slope: combination([1, 1, 0.5], [at.gradient, bend, third]),
  });
}

/** Null once it has overflowed. */
function finite(shown: Shown): Shown | null {
  const isHeld = Math.max(Math.abs(shown.loss), Math.abs(shown.sharpness)) <= LARGEST;
  return isHeld && isFiniteVector(shown.slope) ? shown : null;
}

/** |θ★ + d − θ†|; NaN where it is not defined. */
function distanceFrom(
  { parameters }: Expansion,
  d: Float64Array,
  constrained: Float64Array | null,
): number {
  const away = constrained && distance(plusScaled(parameters, 1, d), constrained);
  return away !== null && Number.isFinite(away) ? away : NaN;
}

/** H d of each d, taken along unit vectors: d grows beyond what single precision holds. */
async function productsAlong(
  point: ExpansionPoint,
  displacements: readonly (Float64Array | null)[],
): Promise<(Float64Array | null)[]> {
  const lengths = displacements.map((d) => (d === null ? 0 : norm(d)));
  const units = displacements.flatMap((d, i) =>
    d === null || lengths[i] === 0 ? [] : [combination([1 / lengths[i]!], [d])],
  );
  const products = units.length === 0 ? [] : await point.hessianProducts(units);
  return displacements.map((d, i) =>
    d === null || lengths[i] === 0 ? d : combination([lengths[i]!], [products.shift()!]),
  );
}

/** ∇³L(d, d), likewise. */
async function thirdAlong(point: ExpansionPoint, d: Float64Array): Promise<Float64Array> {
  const length = norm(d);
  if (length === 0) return d;
  const third = await point.thirdDerivative(combination([1 / length], [d]));
  return combination([length ** 2], [third]);
}
