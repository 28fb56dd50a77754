/**
 * The overview strip is the timeline: the whole run in little, the visible steps as a window to drag,
 * and the playhead.
 */
import { select } from "d3";
import type { FigureEvent } from "../events.ts";
import { formatStep } from "../format.ts";
import type { Navigator } from "../navigation/navigator.ts";
import { fitSpan, moveEnd, shiftSpan, type Span } from "../navigation/stepWindow.ts";
import type { PixelScale } from "../scales.ts";
import type { Scene } from "../scene.ts";
import { scaleOf } from "../xWindow.ts";
import { createGrip, GRIPS, placeBar, shiftOfKey, type Grip } from "./grips.ts";
import { createPlayhead } from "./playhead.ts";
import { createStripMarks } from "./stripMarks.ts";
import { createStripPicture, type StripBox } from "./stripPicture.ts";
import { stripSizeOf } from "./stripSize.ts";

/** A window's ends stay so many pixels apart. */
const LEAST = 2;

/** Width of what can be gripped at an end; a finger gets more. */
const GRIP = 24;
const FINGER_GRIP = 44;

export interface Strip {
  update(scene: Scene, compact: boolean, events: readonly FigureEvent[]): void;
  /** @param step that all panels show; −1 while there is none */
  showPlayhead(step: number): void;
}

function moved(span: Span, grip: Grip, shift: number): Span {
  return grip === "both" ? shiftSpan(span, shift) : moveEnd(span, grip, shift, LEAST);
}

/** A shade over a part of the strip that is not on screen. */
function createShade(root: HTMLElement): HTMLElement {
  return select(root)
    .append("div")
    .style("position", "absolute")
    .style("background", "color-mix(in srgb, var(--paper-2) 72%, transparent)")
    .style("pointer-events", "none")
    .node()!;
}

export interface StripOptions {
  /** What the strip fills. */
  root: HTMLElement;
  navigator: Navigator;
  /** Keys the strip shares with the charts; says whether it took the key. */
  onKey: (event: KeyboardEvent) => boolean;
  /** The viewer went to a step; null is the head. */
  onPlayhead: (step: number | null) => void;
  signal: AbortSignal;
}

export function createStrip({ root, navigator, onKey, onPlayhead, signal }: StripOptions): Strip {
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "Overview of the run");
  const draw = createStripPicture(root);
  const marks = createStripMarks(root);
  const shades = [createShade(root), createShade(root)] as const;
  const grips = new Map(GRIPS.map((grip) => [grip, createGrip(root, grip)]));
  const playhead = createPlayhead(root, onPlayhead, signal);
  let shown: { scene: Scene; x: PixelScale; box: StripBox; compact: boolean } | null = null;

  const move = (grip: Grip, shift: number) => {
    if (!shown) return;
    const { scene, x, box } = shown;
    const span = navigator.spanOn(x, scene);
    // An end that is moved must not push the other: the run's own ends stop it.
    const inside =
      grip === "low"
        ? Math.max(shift, box.left - span.low)
        : grip === "high"
          ? Math.min(shift, box.right - span.high)
          : shift;
    navigator.show(moved(span, grip, inside), x, scene);
  };

  for (const [grip, element] of grips) {
    let last: number | null = null;
    element.addEventListener(
      "pointerdown",
      (event) => {
        // The window of the whole run has nowhere to go: a press on it is for the playhead.
        if (event.button !== 0 || (grip === "both" && navigator.visible() === null)) return;
        last = event.clientX;
        element.setPointerCapture(event.pointerId);
        event.stopPropagation();
      },
      { signal },
    );
    element.addEventListener(
      "pointermove",
      (event) => {
        if (last === null) return;
        move(grip, event.clientX - last);
        last = event.clientX;
      },
      { signal },
    );
    for (const type of ["pointerup", "pointercancel"] as const) {
      element.addEventListener(type, () => (last = null), { signal });
    }
    element.addEventListener(
      "keydown",
      (event) => {
        if (!shown) return;
        const span = navigator.spanOn(shown.x, shown.scene);
        const shift = shiftOfKey(event, grip, span, shown.box);
        if (shift !== undefined) move(grip, shift);
        else if (!onKey(event)) return;
        event.preventDefault();
        event.stopPropagation();
      },
      { signal },
    );
  }
  // A press beside the window brings its middle there; under the plot it moves the playhead.
  root.addEventListener(
    "pointerdown",
    (event) => {
      if (!shown || event.button !== 0) return;
      const { x, scene, box } = shown;
      const bounds = root.getBoundingClientRect();
      if (navigator.visible() === null || event.clientY - bounds.top > box.bottom) {
        playhead.grab(event);
        return;
      }
      const pixel = event.clientX - bounds.left;
      const { low, high } = navigator.spanOn(x, scene);
      navigator.show(shiftSpan({ low, high }, pixel - (low + high) / 2), x, scene);
    },
    { signal },
  );
  root.addEventListener("dblclick", () => navigator.fit(), { signal });

  const place = (scene: Scene, x: PixelScale, box: StripBox, compact: boolean) => {
    const { low, high } = fitSpan(
      navigator.spanOn(x, scene),
      { low: box.left, high: box.right },
      LEAST,
    );
    const top = `${box.top}px`;
    const height = `${box.bottom - box.top}px`;
    const put = (element: HTMLElement, left: number, width: number) =>
      Object.assign(element.style, { left: `${left}px`, width: `${width}px`, top, height });
    grips.get("both")!.style.cursor = navigator.visible() === null ? "col-resize" : "grab";
    put(shades[0], box.left, low - box.left);
    put(shades[1], high, box.right - high);
    const grip = compact ? FINGER_GRIP : GRIP;
    // The grips of a narrow window reach outwards, so that there is something between them.
    const inward = Math.min(grip / 2, Math.max(0, (high - low - grip) / 2));
    put(grips.get("both")!, low, high - low);
    put(grips.get("low")!, low - grip / 2, grip / 2 + inward);
    put(grips.get("high")!, high - inward, grip / 2 + inward);
    placeBar(grips.get("low")!, grip / 2);
    placeBar(grips.get("high")!, inward);
    const from = Math.max(0, Math.ceil(scene.axis.stepAt(scene.x.domain[0]) - 1e-6));
    const to = Math.floor(scene.axis.stepAt(scene.x.domain[1]) + 1e-6);
    const end = Math.max(to, Math.floor(scene.axis.stepAt(scene.whole[1])));
    const describe = (which: Grip, value: number, text: string) => {
      const element = grips.get(which)!;
      element.setAttribute("aria-valuemin", "0");
      element.setAttribute("aria-valuemax", String(end));
      element.setAttribute("aria-valuenow", String(value));
      element.setAttribute("aria-valuetext", text);
    };
    describe("low", from, `step ${formatStep(from)}`);
    describe("high", to, `step ${formatStep(to)}`);
    describe("both", from, `steps ${formatStep(from)} to ${formatStep(to)}`);
  };

  return {
    update(scene, compact, events) {
      const { left, right, width, fontSize } = scene.layout;
      const box: StripBox = { left, right, width, ...stripSizeOf(fontSize, compact) };
      const x = scaleOf(scene.view, scene.whole, [left, right]);
      shown = { scene, x, box, compact };
      draw(scene, x, box);
      place(scene, x, box, compact);
      marks.update(scene, x, box, compact, events);
    },
    showPlayhead(step) {
      if (shown) playhead.update(shown.scene, shown.x, shown.box, shown.compact, step);
    },
  };
}
