import { useEffect, type RefObject } from "react";

/**
 * Let an element grow with its content and not shrink again until `occasion` is another one or the
 * window has another size: what stands below it, and is pointed at, must not move with every sentence.
 */
export function useSteadyHeight(element: RefObject<HTMLElement | null>, occasion: string): void {
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const release = () => {
      target.style.minHeight = "";
    };
    const hold = new ResizeObserver(() => {
      // To the fraction of a pixel: a rounded height would be another one to observe.
      target.style.minHeight = `${target.getBoundingClientRect().height}px`;
    });
    hold.observe(target);
    window.addEventListener("resize", release);
    return () => {
      hold.disconnect();
      window.removeEventListener("resize", release);
      release();
    };
  }, [element, occasion]);
}
