/** Zoom and pan by wheel, drag, pinch and double click on the charts. */
import { clamp } from "../../math/clamp.ts";
import type { Scene } from "../scene.ts";
import type { Navigator } from "./navigator.ts";
import type { Brush } from "./brush.ts";

/** A press that moves less is a click. */
const CLICK = 4;

/** Narrower brushes are slips. */
const LEAST_BRUSH = 8;

/** Wheel units that double the scale. */
const WHEEL_OCTAVE = 320;

/** Pixels of a wheel event: Firefox reports lines. */
const LINE = 16;

/** What a wheel event does: a zoom factor, or a shift in pixels. */
function wheelAction(
  event: Pick<WheelEvent, "deltaX" | "deltaY" | "deltaMode" | "shiftKey" | "ctrlKey">,
): { factor: number } | { shift: number } {
  const unit = event.deltaMode === 0 ? 1 : LINE;
  const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (isSideways || event.shiftKey) {
    return { shift: unit * (isSideways ? event.deltaX : event.deltaY) };
  }
  // Pinching on a touchpad arrives as small steps with Ctrl.
  const octave = event.ctrlKey ? WHEEL_OCTAVE / 4 : WHEEL_OCTAVE;
  const octaves = clamp((unit * event.deltaY) / octave, -1, 1);
  return { factor: 2 ** octaves };
}

type Drag = { kind: "press" | "pan" | "brush"; start: number; last: number; brushes: boolean };

export interface GestureTarget {
  scene(): Scene | null;
  navigator: Navigator;
  brush: Brush;
}

/**
 * A drag pans where there is something to pan; on the whole run, and with Shift, it draws a brush.
 * A finger never brushes: on the whole run it moves the crosshair.
 */
export function listenToGestures(
  root: HTMLElement,
  target: GestureTarget,
  signal: AbortSignal,
): void {
  const { navigator, brush } = target;
  const pointers = new Map<number, number>();
  let drag: Drag | null = null;
  const pixelOf = (event: MouseEvent) => event.clientX - root.getBoundingClientRect().left;
  const stop = () => {
    drag = null;
    brush.hide();
  };

  const onWheel = (event: WheelEvent) => {
    const scene = target.scene();
    if (!scene) return;
    const action = wheelAction(event);
    const isZoomed = navigator.visible() !== null;
    // What changes nothing here is left to the page, which may scroll.
    if (!isZoomed && ("shift" in action || action.factor >= 1)) {
      if (event.ctrlKey) event.preventDefault();
      return;
    }
    event.preventDefault();
    if ("shift" in action) navigator.pan(scene.x, scene, action.shift);
    else {
      const { left, right } = scene.layout;
      const anchor = clamp(pixelOf(event), left, right);
      navigator.zoom(scene.x, scene, anchor, action.factor);
    }
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const x = pixelOf(event);
    pointers.set(event.pointerId, x);
    stop();
    if (pointers.size > 1) return;
    const isTouch = event.pointerType === "touch";
    const brushes = !isTouch && (event.shiftKey || navigator.visible() === null);
    drag = { kind: "press", start: x, last: x, brushes };
  };

  const onPinch = (event: PointerEvent, scene: Scene) => {
    const [a = 0, b = 0] = [...pointers.values()];
    pointers.set(event.pointerId, pixelOf(event));
    const [c = 0, d = 0] = [...pointers.values()];
    const before = Math.max(CLICK, Math.abs(a - b));
    const now = Math.max(CLICK, Math.abs(c - d));
    navigator.zoom(scene.x, scene, (a + b) / 2, before / now);
    navigator.pan(scene.x, scene, (a + b) / 2 - (c + d) / 2);
  };

  const onMove = (event: PointerEvent) => {
    const scene = target.scene();
    if (!scene || !pointers.has(event.pointerId)) return;
    if (pointers.size === 2) {
      onPinch(event, scene);
      return;
    }
    const x = pixelOf(event);
    pointers.set(event.pointerId, x);
    if (!drag) return;
    if (drag.kind === "press") {
      if (Math.abs(x - drag.start) < CLICK) return;
      root.setPointerCapture(event.pointerId);
      drag.kind = drag.brushes ? "brush" : "pan";
    }
    if (drag.kind === "brush") brush.show(scene.layout, drag.start, x);
    else navigator.pan(scene.x, scene, drag.last - x);
    drag.last = x;
  };

  const onUp = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    const scene = target.scene();
    if (scene && drag?.kind === "brush") {
      const { left, right } = scene.layout;
      const low = Math.max(left, Math.min(drag.start, drag.last));
      const high = Math.min(right, Math.max(drag.start, drag.last));
      if (high - low >= LEAST_BRUSH) navigator.show({ low, high }, scene.x, scene);
    }
    stop();
  };

  root.addEventListener("wheel", onWheel, { signal, passive: false });
  root.addEventListener("pointerdown", onDown, { signal });
  root.addEventListener("pointermove", onMove, { signal });
  root.addEventListener("pointerup", onUp, { signal });
  root.addEventListener(
    "pointercancel",
    (event) => {
      pointers.delete(event.pointerId);
      stop();
    },
    { signal },
  );
  root.addEventListener("dblclick", () => navigator.fit(), { signal });
  // Escape lets go of a brush; first of all, since the crosshair wants the key too.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || drag?.kind !== "brush") return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    },
    { signal, capture: true },
  );
}
