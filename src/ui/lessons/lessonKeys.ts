/** The keys of a lesson. They go before those of the page, which the arrows and the rest stay. */
import { isForPage } from "../transport/keyboard.ts";
import type { Conductor } from "./conductor.ts";

/** @returns a function that stops listening */
export function listenToLessonKeys(conductor: Conductor, isReading: () => boolean): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isForPage(event)) return;
    const act = actionOf(event.key);
    if (act === null) return;
    event.preventDefault();
    if (!event.repeat) act();
  };
  const actionOf = (key: string): (() => void) | null => {
    if (key === " ") return conductor.goOn;
    if (key === "Backspace") return conductor.goBack;
    // On the charts Escape takes the reading away first.
    if (key === "Escape") return isReading() ? null : conductor.leave;
    if (!/^[1-4]$/.test(key)) return null;
    return () => {
      conductor.choose(Number(key) - 1);
    };
  };
  document.addEventListener("keydown", onKeyDown, { capture: true });
  return () => {
    document.removeEventListener("keydown", onKeyDown, { capture: true });
  };
}
