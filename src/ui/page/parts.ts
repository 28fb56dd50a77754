/** What a link or a preset leaves out of the page, and what it fixes. */
import { useStore } from "zustand";
import type { Lock, Part } from "../../charts/view.ts";
import type { Experiment } from "../../model/experiment.ts";
import { usePage, useSession, useView } from "./PageContext.tsx";

/** For which a run without θ† and without predictions has nothing to show: they are of gradient descent. */
const OF_OVERLAYS: readonly Part[] = ["portrait", "slice", "distance"];

/** All that is not on screen: besides what is left out, what another step rule or the run of an open lesson has nothing for. */
export function hiddenParts(
  hide: readonly Part[],
  isInLesson: boolean,
  { overlays, optimizer }: Experiment,
): readonly Part[] {
  const hasNone = optimizer !== undefined || (isInLesson && overlays.length === 0);
  return hasNone ? [...hide, ...OF_OVERLAYS] : hide;
}

export function useHiddenParts(): readonly Part[] {
  const hide = useView((state) => state.hide);
  const isInLesson = useStore(usePage().lessons, ({ lessonId }) => lessonId !== null);
  return hiddenParts(
    hide,
    isInLesson,
    useSession(({ experiment }) => experiment),
  );
}

export function useIsHidden(part: Part): boolean {
  return useView(({ hide }) => hide.includes(part));
}

/** Whether the reader may change nothing in this part. */
export function useIsFixed(part: Lock): boolean {
  return useView(({ lock }) => lock.includes(part));
}
