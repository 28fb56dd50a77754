/** Arithmetic of the visible part of the step axis, in pixels of whatever scale shows it. Pure. */
import { clamp } from "../../math/clamp.ts";

/** The steps on screen, fractional; the window may begin or end between two. */
export interface StepWindow {
  from: number;
  to: number;
  /** It moves on with the head of the run. */
  follows: boolean;
}

export interface Span {
  low: number;
  high: number;
}

/** A window shows at least so many steps. */
export const LEAST_STEPS_SHOWN = 6;

/** Scale a span by `factor` so that `anchor` stays where it is; below 1 is closer. */
export function zoomSpan(span: Span, anchor: number, factor: number): Span {
  return {
    low: anchor - (anchor - span.low) * factor,
    high: anchor + (span.high - anchor) * factor,
  };
}

export function shiftSpan(span: Span, shift: number): Span {
  return { low: span.low + shift, high: span.high + shift };
}

/** The span moved into `whole`, no smaller than `least` and no larger than `whole`. */
export function fitSpan(span: Span, whole: Span, least: number): Span {
  const room = whole.high - whole.low;
  const size = Math.min(room, Math.max(span.high - span.low, least));
  const middle = (span.low + span.high) / 2;
  const low = clamp(middle - size / 2, whole.low, whole.high - size);
  return size === room ? { ...whole } : { low, high: low + size };
}

/** The span with one end moved; the other stays, `least` away or farther. */
export function moveEnd(span: Span, end: keyof Span, shift: number, least: number): Span {
  return end === "low"
    ? { low: Math.min(span.low + shift, span.high - least), high: span.high }
    : { low: span.low, high: Math.max(span.high + shift, span.low + least) };
}

/** A window that follows, moved on so that the head is in it; any other unchanged. */
export function followHead(window: StepWindow, head: number): StepWindow {
  if (!window.follows || head <= window.to) return window;
  return { ...window, from: window.from + head - window.to, to: head };
}

/** The window moved by no more than it takes to have `step` in it. */
export function reveal({ from, to }: StepWindow, step: number): { from: number; to: number } {
  const shift = step < from ? step - from : step > to ? step - to : 0;
  return { from: from + shift, to: to + shift };
}
