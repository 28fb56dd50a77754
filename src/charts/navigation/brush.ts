/** The rectangle a drag draws over the charts. */
import type { Layout } from "../layout.ts";

export interface Brush {
  /** @param a and b: pixels of its two ends, in any order */
  show(layout: Layout, a: number, b: number): void;
  hide(): void;
}

export function createBrush(root: HTMLElement): Brush {
  const element = document.createElement("div");
  element.setAttribute("aria-hidden", "true");
  Object.assign(element.style, {
    position: "absolute",
    display: "none",
    boxSizing: "border-box",
    pointerEvents: "none",
    borderInline: "1px solid var(--ink)",
    background: "color-mix(in srgb, var(--paper-2) 65%, transparent)",
  });
  // Over the grid and the stage bands, under curves and words.
  root.firstElementChild?.after(element);
  return {
    show({ left, right, panels, axisTop }, a, b) {
      const low = Math.max(left, Math.min(a, b));
      const high = Math.min(right, Math.max(a, b));
      const top = panels[0]?.top ?? 0;
      Object.assign(element.style, {
        display: high > low ? "block" : "none",
        left: `${low}px`,
        width: `${high - low}px`,
        top: `${top}px`,
        height: `${axisTop - top}px`,
      });
    },
    hide() {
      element.style.display = "none";
    },
  };
}
