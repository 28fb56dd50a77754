/** Which steps the figure shows, and every way to change that. */
import type { PixelScale } from "../scales.ts";
import type { Scene } from "../scene.ts";
import {
  LEAST_STEPS_SHOWN,
  fitSpan,
  followHead,
  reveal,
  shiftSpan,
  zoomSpan,
  type Span,
  type StepWindow,
} from "./stepWindow.ts";

export type NavigatedScene = Pick<Scene, "axis" | "whole" | "head">;

/** What the viewer is told about the window. */
export interface Navigation {
  isZoomed: boolean;
  /** The head is on screen and will stay there. */
  follows: boolean;
}

export interface Navigator {
  /** Null for the whole run. */
  visible(): StepWindow | null;
  /** The window in pixels of a scale. */
  spanOn(scale: PixelScale, scene: NavigatedScene): Span;
  /** Show a span of pixels of a scale, as far as there is anything to show. */
  show(span: Span, scale: PixelScale, scene: NavigatedScene): void;
  /** Scale about a pixel; a factor below 1 goes closer. */
  zoom(scale: PixelScale, scene: NavigatedScene, anchor: number, factor: number): void;
  /** Move by a number of pixels; positive goes to later steps. */
  pan(scale: PixelScale, scene: NavigatedScene, shift: number): void;
  /** Bring a step on screen. */
  reveal(scene: NavigatedScene, step: number): void;
  /** Go to the head at the present size, and follow it. */
  toHead(scene: NavigatedScene): void;
  /** Show steps from…to as they are, whether the run has them yet or not; a head up to `to` is followed. */
  setWindow(stretch: Stretch, head: number): void;
  fit(): void;
  /** The run has grown. */
  follow(head: number): void;
}

const EVERYTHING: Navigation = { isZoomed: false, follows: true };

/** A window of at least the smallest size, about its middle. */
function atLeast({ from, to }: Stretch): Stretch {
  const missing = Math.max(0, LEAST_STEPS_SHOWN - (to - from)) / 2;
  return { from: from - missing, to: to + missing };
}

type Stretch = Pick<StepWindow, "from" | "to">;

/** Pixels of the whole run. */
function wholeOn(scale: PixelScale, { whole }: NavigatedScene): Span {
  return { low: scale.toPixel(whole[0]), high: scale.toPixel(whole[1]) };
}

/** @param onChange called with what the viewer is told, after every change of the window */
export function createNavigator(onChange: (navigation: Navigation) => void): Navigator {
  let window: StepWindow | null = null;

  const set = (next: StepWindow | null) => {
    window = next;
    onChange(next ? { isZoomed: true, follows: next.follows } : EVERYTHING);
  };

  const spanOn = (scale: PixelScale, scene: NavigatedScene): Span => {
    if (!window) return wholeOn(scale, scene);
    const { axis, whole } = scene;
    return {
      low: scale.toPixel(Math.max(whole[0], axis.valueAt(window.from))),
      high: scale.toPixel(axis.valueAt(window.to)),
    };
  };

  const show = (wanted: Span, scale: PixelScale, scene: NavigatedScene) => {
    const whole = wholeOn(scale, scene);
    const span = fitSpan(wanted, whole, 1e-6 * (whole.high - whole.low));
    if (span.low === whole.low && span.high === whole.high) {
      set(null);
      return;
    }
    const { axis, head } = scene;
    const { from, to } = atLeast({
      from: axis.stepAt(scale.toValue(span.low)),
      to: axis.stepAt(scale.toValue(span.high)),
    });
    // Half a step of grace, so that a window that ends on the head has it.
    set({ from, to, follows: from <= head && head <= to + 0.5 });
  };

  return {
    visible: () => window,
    spanOn,
    show,
    zoom(scale, scene, anchor, factor) {
      show(zoomSpan(spanOn(scale, scene), anchor, factor), scale, scene);
    },
    pan(scale, scene, shift) {
      if (window) show(shiftSpan(spanOn(scale, scene), shift), scale, scene);
    },
    reveal(scene, step) {
      if (!window || (step >= window.from && step <= window.to)) return;
      const moved = reveal(window, step);
      set({ ...moved, follows: moved.from <= scene.head && scene.head <= moved.to });
    },
    toHead({ head }) {
      if (window) set({ ...reveal(window, head), follows: true });
    },
    setWindow(stretch, head) {
      const { from, to } = atLeast(stretch);
      set({ from, to, follows: head <= to });
    },
    fit() {
      if (window) set(null);
    },
    follow(head) {
      if (window) window = followHead(window, head);
    },
  };
}
