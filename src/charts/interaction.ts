/** Moving the crosshair by mouse, touch and keys. */
import { firstAtLeast } from "../math/firstAtLeast.ts";
import { clamp } from "../math/clamp.ts";
import type { Scene } from "./scene.ts";

/** The step whose place on the axis is nearest to a pixel; null before the first step. */
export function stepAtPixel(
  scene: Pick<Scene, "head" | "positions" | "x">,
  pixel: number,
): number | null {
  const { head, positions, x } = scene;
  if (head < 0) return null;
  const wanted = x.toValue(pixel);
  const after = firstAtLeast(positions, wanted, 0, head);
  const isBeforeNearer = after > 0 && wanted - positions[after - 1]! < positions[after]! - wanted;
  return isBeforeNearer ? after - 1 : after;
}

/**
 * Where a key moves the crosshair: arrows by a step (with Shift by ten), Home and End to the
 * ends, Escape takes it away (null). Undefined for keys that are not the figure's.
 */
export function stepAfterKey(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
  current: number | null,
  head: number,
): number | null | undefined {
  if (head < 0 || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const stride = event.shiftKey ? 10 : 1;
  const from = current ?? head;
  switch (event.key) {
    case "ArrowLeft":
      return Math.max(0, from - stride);
    case "ArrowRight":
      return Math.min(head, from + stride);
    case "Home":
      return 0;
    case "End":
      return head;
    case "Escape":
      return current === null ? undefined : null;
    default:
      return undefined;
  }
}

export interface InteractionCallbacks {
  scene(): Scene | null;
  crosshair(): number | null;
  /** @param isByKey it may have gone where nothing is on screen */
  onCrosshair(step: number | null, isByKey: boolean): void;
  /** Keys that move no crosshair; says whether it took the key. */
  onKey(event: KeyboardEvent): boolean;
}

/** Listen on the figure's element. */
export function listen(
  root: HTMLElement,
  callbacks: InteractionCallbacks,
  signal: AbortSignal,
): void {
  const options = { signal };
  const follow = (event: PointerEvent) => {
    const scene = callbacks.scene();
    if (!scene) return;
    const { left, right } = scene.layout;
    const pixel = event.clientX - root.getBoundingClientRect().left;
    // Beside the panels the nearest step on screen is meant.
    const step = stepAtPixel(scene, clamp(pixel, left, right));
    if (step !== callbacks.crosshair()) callbacks.onCrosshair(step, false);
  };
  root.addEventListener("pointerdown", follow, options);
  root.addEventListener("pointermove", follow, options);
  root.addEventListener(
    "pointerleave",
    (event) => {
      // A finger leaves its reading behind when it is lifted.
      if (event.pointerType === "mouse") callbacks.onCrosshair(null, false);
    },
    options,
  );
  root.addEventListener(
    "keydown",
    (event) => {
      const scene = callbacks.scene();
      if (!scene) return;
      const step = stepAfterKey(event, callbacks.crosshair(), scene.head);
      if (step === undefined && !callbacks.onKey(event)) return;
      event.preventDefault();
      // The page has its own meaning for these keys.
      event.stopPropagation();
      if (step !== undefined) callbacks.onCrosshair(step, true);
    },
    options,
  );
}
