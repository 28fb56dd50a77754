/** The keys of a lesson. They go before those of the page, which the arrows and the rest stay. */
import { isForPage } from "../transport/keyboard.ts";
import type { Conductor } from "./conductor.ts";

/** @returns a function that stops listening */
export function listenToLessonKeys(conductor: Conductor, isEscapeTaken: () => boolean): () => void {
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
    // Escape takes a reading away first, and leaves lecture mode before the lesson.
    if (key === "Escape") return isEscapeTaken() ? null : conductor.leave;
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
