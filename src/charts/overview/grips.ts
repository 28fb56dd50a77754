/** The window on the overview strip: two ends and all of it, to drag or to move by key. */
import { select } from "d3";
import type { Span } from "../navigation/stepWindow.ts";
import type { StripBox } from "./stripPicture.ts";

/** What can be dragged: an end of the window, or all of it. */
export type Grip = "low" | "both" | "high";
export const GRIPS: readonly Grip[] = ["both", "low", "high"];

const LABELS: Record<Grip, string> = {
  low: "First visible step",
  both: "Visible steps",
  high: "Last visible step",
};

/** An arrow key moves by this share of the strip; with Shift by ten times as much. */
const KEY_STRIDE = 0.01;

/** Where an arrow, Home or End takes a grip, in pixels; undefined for other keys. */
export function shiftOfKey(
  event: KeyboardEvent,
  grip: Grip,
  span: Span,
  box: StripBox,
): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const stride = (box.right - box.left) * KEY_STRIDE * (event.shiftKey ? 10 : 1);
  const end = grip === "low" ? span.low : span.high;
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowDown":
      return -stride;
    case "ArrowRight":
    case "ArrowUp":
      return stride;
    case "Home":
      return box.left - (grip === "high" ? end : span.low);
    case "End":
      return box.right - (grip === "low" ? end : span.high);
    default:
      return undefined;
  }
}

export function createGrip(root: HTMLElement, grip: Grip): HTMLElement {
  const element = select(root)
    .append("div")
    .attr("class", `overview-grip overview-${grip}`)
    .attr("role", "slider")
    .attr("tabindex", 0)
    .attr("aria-label", LABELS[grip])
    .attr("aria-orientation", "horizontal")
    .style("position", "absolute")
    .style("box-sizing", "border-box")
    .style("touch-action", "pan-y")
    .style("cursor", grip === "both" ? "grab" : "ew-resize")
    .node()!;
  if (grip === "both") element.style.border = "1px solid var(--ink)";
  else {
    select(element)
      .append("div")
      .style("position", "absolute")
      .style("top", "calc(50% - 9px)")
      .style("width", "6px")
      .style("height", "18px")
      .style("box-sizing", "border-box")
      .style("background", "var(--paper)")
      .style("border", "1px solid var(--ink)");
  }
  return element;
}

/** Put the mark of an end where the window ends, wherever its grip reaches. */
export function placeBar(grip: HTMLElement, end: number): void {
  const bar = grip.firstElementChild;
  if (bar instanceof HTMLElement) bar.style.left = `${end - 3}px`;
}
