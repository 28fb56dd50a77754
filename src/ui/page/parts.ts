/** What a link or a preset leaves out of the page, and what it fixes. */
import type { Lock, Part } from "../../charts/view.ts";
import { useView } from "./PageContext.tsx";

export function useIsHidden(part: Part): boolean {
  return useView(({ hide }) => hide.includes(part));
}

/** Whether the reader may change nothing in this part. */
export function useIsFixed(part: Lock): boolean {
  return useView(({ lock }) => lock.includes(part));
}
