import { usePage, useSlowSession, useView } from "./PageContext.tsx";

/** Which step the panels show, and why. */
export interface Moment {
  /** −1 before the first row. */
  step: number;
  /** The head of the run, not a step looked at or gone back to. */
  isHead: boolean;
}

/** The step under the crosshair, else the playhead's, else the head; renewed every `interval` ms. */
export function useMoment(interval: number): Moment {
  const { player } = usePage();
  const { step } = useSlowSession(interval);
  const chosen = useView(({ crosshair, playhead }) => crosshair ?? playhead);
  const head = player.history().length - 1;
  return { step: Math.min(chosen ?? step, head), isHead: chosen === null };
}
