/** Looks out for the edge step of a run, and for the first one, at which the run is nudged. */
import type { Experiment } from "../model/experiment.ts";
import { waitsForEdge } from "./tracks/startAtEdge.ts";
import type { TrackContext } from "./tracks/context.ts";
import { isMidpointAtEdge } from "./tracks/edgeStep.ts";
import type { Iterate } from "./tracks/gradientDescent.ts";

/** From this share of 2/η on, sharpness is measured as exactly as the edge step needs. */
const NEAR_EDGE = 0.95;

/** What goes from one step to the next. */
export interface EdgeMemory {
  /** The run began at given parameters, as if they were a (nudged) edge step. */
  startsAtEdge: boolean;
  /** The next crossing of 2/η counts: the run has been seen below the line since η changed. */
  isArmed: boolean;
  /** The nudge is still to come. */
  mayNudge: boolean;
}

export class EdgeWatch {
  readonly #context: TrackContext;
  readonly #experiment: Experiment;
  readonly #memory: EdgeMemory;

  constructor(context: TrackContext, experiment: Experiment, memory: EdgeMemory) {
    this.#context = context;
    this.#experiment = experiment;
    this.#memory = { ...memory };
  }

  /** A copy: another run goes on from it. */
  get memory(): EdgeMemory {
    return { ...this.#memory };
  }

  /** Whether this step is an edge step because the run was begun there. */
  isGivenAt(step: number): boolean {
    return this.#memory.startsAtEdge && step === 0;
  }

  /** The sharpness from which on this step may lead to the edge; Infinity when nothing starts there. */
  sharpnessNear(step: number, learningRate: number): number {
    const isAwaited =
      waitsForEdge(this.#experiment) || this.#memory.mayNudge || this.isGivenAt(step);
    return isAwaited ? (NEAR_EDGE * 2) / learningRate : Infinity;
  }

  /** η has changed: the next crossing counts once the run has been seen below the line. */
  disarm(): void {
    this.#memory.isArmed = false;
  }

  /** The run has been seen below the line. */
  arm(): void {
    this.#memory.isArmed = true;
  }

  async isEdgeStep(
    step: number,
    iterate: Iterate,
    successor: Iterate | null,
    learningRate: number,
  ): Promise<boolean> {
    if (this.isGivenAt(step)) return true;
    if (successor === null) return false;
    const isAtEdge = await isMidpointAtEdge(this.#context, iterate, successor, learningRate);
    if (!isAtEdge) this.arm();
    return isAtEdge && this.#memory.isArmed;
  }

  /** An edge step is taken. @returns whether the run is to be nudged there. */
  pass(): boolean {
    const memory = this.#memory;
    memory.isArmed = false;
    const mayNudge = memory.mayNudge && !memory.startsAtEdge;
    if (mayNudge) memory.mayNudge = false;
    return mayNudge;
  }
}
