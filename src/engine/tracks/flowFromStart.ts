/** Gradient flow from θ₀ on, beside the run from its first row. */
import { distance } from "../../math/vector.ts";
import type { Row } from "../../protocol/columns.ts";
import { orNull } from "../nonFinite.ts";
import type { TrackContext } from "./context.ts";
import type { Iterate } from "./gradientDescent.ts";
import { advanceFlow } from "./gradientFlow.ts";

export class FlowFromStart {
  readonly #context: TrackContext;
  /** Null once it has overflowed. */
  #flow: Iterate | null;

  constructor(context: TrackContext, start: Iterate | null) {
    this.#context = context;
    this.#flow = start;
  }

  /** The flow at the step of the next row; null once it has overflowed. */
  get flow(): Iterate | null {
    return this.#flow;
  }

  /** Fill the columns of this step; move on to the next. */
  async next(row: Row, { parameters }: Iterate): Promise<void> {
    const flow = this.#flow;
    if (flow === null) return;
    row.flowFromStartLoss = flow.loss;
    row.flowFromStartSharpness = flow.eigen.values[0]!;
    row.flowFromStartDistance = distance(parameters, flow.parameters);
    this.#flow = await orNull(advanceFlow(this.#context, flow, row.learningRate));
  }
}
