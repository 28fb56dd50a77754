/**
 * What begins at an edge step and goes on beside the run until η changes: θ† with its predictions and
 * gradient flow, several modes, the central flow, frozen models.
 */
import type { Experiment } from "../../model/experiment.ts";
import type { OverlayStop } from "../../protocol/annotations.ts";
import type { Row } from "../../protocol/columns.ts";
import type { OverlayState, StepStatistics } from "../accelerator.ts";
import { orNull } from "../nonFinite.ts";
import type { SliceCenter } from "../slice/slice.ts";
import { startAtEdge, type EdgeStart } from "./startAtEdge.ts";
import type { TrackContext } from "./context.ts";
import { FrozenTaylor, type FrozenTaylorState } from "./frozenTaylor.ts";
import type { Iterate } from "./gradientDescent.ts";
import { firstTurn } from "./modes/carriedBasis.ts";
import { CentralFlow, type CentralFlowState } from "./modes/centralFlow.ts";
import { alongDirection } from "./modes/directionCenter.ts";
import { SeveralModes, type DescribedModes, type SeveralModesState } from "./modes/severalModes.ts";
import type { Resynchronisation } from "./overlayClaims.ts";
import { Overlays } from "./overlays.ts";
import type { OverlaysCheckpoint } from "./overlayTracks.ts";

/** Each null where the experiment has none, and away from the edge. */
export interface EdgeTracksState {
  overlays: OverlaysCheckpoint | null;
  frozen: FrozenTaylorState | null;
  modes: SeveralModesState | null;
  centralFlow: CentralFlowState | null;
}

export class EdgeTracks {
  readonly #context: TrackContext;
  readonly #experiment: Experiment;
  readonly #modesTakeOver: boolean;
  #overlays: Overlays | null;
  #frozen: FrozenTaylor | null;
  #modes: SeveralModes | null;
  #centralFlow: CentralFlow | null;

  /** @param modesTakeOver whether the prediction of one mode hands over to that of several. */
  constructor(
    context: TrackContext,
    experiment: Experiment,
    modesTakeOver: boolean,
    { overlays, frozen, modes, centralFlow }: EdgeTracksState,
  ) {
    this.#context = context;
    this.#experiment = experiment;
    this.#modesTakeOver = modesTakeOver && experiment.overlays.includes("prediction");
    this.#overlays = overlays && new Overlays(context, experiment, overlays);
    this.#frozen = frozen && new FrozenTaylor(context, frozen);
    this.#modes = modes && new SeveralModes(context, modes);
    this.#centralFlow = centralFlow && new CentralFlow(context, centralFlow);
  }

  /** Whether anything began at the last edge step and goes on. */
  get isFollowed(): boolean {
    return [this.#overlays, this.#modes, this.#centralFlow].some((track) => track !== null);
  }

  /** Whether θ† of one mode is followed, or was until several modes took over. */
  get hasOverlays(): boolean {
    return this.#overlays !== null;
  }

  /** Whether any of them can only be computed by the processor. */
  get needsProcessor(): boolean {
    return [this.#frozen, this.#modes, this.#centralFlow].some((track) => track !== null);
  }

  /** What an accelerator carries on; null where there is nothing, or once it has overflowed. */
  get state(): OverlayState | null {
    return this.#overlays?.state ?? null;
  }

  /** @param isElsewhere whether the overlays are computed elsewhere just now. */
  checkpoint(isElsewhere: boolean): EdgeTracksState {
    return {
      overlays: this.#overlays?.checkpoint(isElsewhere) ?? null,
      frozen: this.#frozen?.state ?? null,
      modes: this.#modes?.state ?? null,
      centralFlow: this.#centralFlow?.state ?? null,
    };
  }

  /** Go on from overlays that were computed elsewhere. */
  async restore(state: OverlayState | null): Promise<void> {
    if (state !== null) await this.#overlays?.restore(state);
  }

  /**
   * Begin at an edge step.
   * @param initialLoss L(θ₀) of the run.
   * @param mayNudge whether this is the run's first edge step and the experiment has a nudge.
   * @returns the iterate, nudged if it was, and what to tell the viewer.
   */
  async start(
    iterate: Iterate,
    learningRate: number,
    initialLoss: number,
    mayNudge: boolean,
  ): Promise<Pick<EdgeStart, "iterate" | "isNudged" | "remarks">> {
    const begun = await startAtEdge(
      this.#context,
      this.#experiment,
      iterate,
      learningRate,
      initialLoss,
      { mayNudge, modesTakeOver: this.#modesTakeOver },
    );
    this.#overlays = begun.overlays;
    this.#modes = begun.modes;
    this.#centralFlow = begun.centralFlow;
    if (this.#overlays !== null && this.#experiment.overlays.includes("frozen")) {
      this.#frozen = await FrozenTaylor.startingAt(this.#context, begun.iterate, initialLoss);
    }
    return begun;
  }

  /** Fill the columns of this step, the last thing before `advance`. */
  async measure(
    row: Row,
    iterate: Iterate,
    wish: Resynchronisation,
  ): Promise<{ stops: OverlayStop[]; resynchronised: boolean }> {
    await this.#takeInModes(row.learningRate);
    const modes = await this.#modes?.next(row, iterate, wish);
    const overlays = await this.#overlays?.measure(row, iterate, wish, this.#several);
    const centralFlow = (await this.#centralFlow?.next(row, iterate)) ?? [];
    const frozen = (await this.#frozen?.next(row, this.#centerOf(row.step))) ?? [];
    return {
      stops: [...(overlays?.stops ?? []), ...(modes?.stops ?? []), ...centralFlow, ...frozen],
      resynchronised: [overlays, modes].some((report) => report?.resynchronised),
    };
  }

  /** What `measure` does, for a step that was computed elsewhere. */
  describe(row: Row, statistics: StepStatistics): OverlayStop[] {
    return this.#overlays?.describe(row, statistics) ?? [];
  }

  async advance(learningRate: number): Promise<void> {
    await this.#overlays?.advance(learningRate);
  }

  /**
   * The first of these steps, computed elsewhere, that cannot be described as such; −1 if none.
   * @param resynchronises whether v̂ is reset where y crosses zero upwards.
   */
  firstDue(
    steps: readonly StepStatistics[],
    learningRate: number,
    resynchronises: boolean,
  ): number {
    if (this.#overlays === null) return -1;
    const due = [
      resynchronises ? this.#overlays.firstCrossing(steps) : -1,
      this.#modesTakeOver ? this.#overlays.firstHandover(steps, learningRate) : -1,
    ].filter((step) => step >= 0);
    return due.length === 0 ? -1 : Math.min(...due);
  }

  /** η changes at this step: all of them end. */
  end(step: number): OverlayStop[] {
    const stops = [
      ...(this.#overlays?.claims.endByLearningRate(step) ?? []),
      ...[this.#frozen, this.#modes, this.#centralFlow].flatMap(
        (track) => track?.endByLearningRate(step) ?? [],
      ),
    ];
    this.#overlays = null;
    this.#frozen = null;
    this.#modes = null;
    this.#centralFlow = null;
    return stops;
  }

  /** θ† of the last row; of row `step`, which comes next, where that is not known. Null without one. */
  latestCenter(step: number): { step: number; center: SliceCenter } | null {
    const several = this.#several;
    const turn = several && firstTurn(several.turns);
    if (several === null || turn === null) return this.#overlays?.latestCenter(step) ?? null;
    return { step: several.step, center: alongDirection(several.center, turn) };
  }

  /** θ† of several modes at the last row, where that has taken over. */
  get #several(): DescribedModes | null {
    return this.#modesTakeOver ? (this.#modes?.described ?? null) : null;
  }

  /** θ† of a row, for what is told its distance from it. */
  #centerOf(step: number): Float64Array | null {
    const described = this.#several ?? this.#overlays?.latestCenter(step) ?? null;
    return described?.step === step ? described.center.parameters : null;
  }

  async #takeInModes(learningRate: number): Promise<void> {
    if (!this.#modesTakeOver || this.#modes !== null) return;
    const handedOver = this.#overlays?.handedOver(learningRate) ?? null;
    if (handedOver === null) return;
    this.#modes = await orNull(SeveralModes.takingOver(this.#context, handedOver, learningRate));
  }
}
