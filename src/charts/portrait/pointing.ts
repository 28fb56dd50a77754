/** Moving the crosshair over the portrait by mouse, touch and keys. */
import { clamp } from "../../math/clamp.ts";
import { stepAfterKey } from "../interaction.ts";
import { nearestStep } from "./nearestStep.ts";
import type { PortraitScene } from "./portraitScene.ts";

/** A pointer this far from the path means none of its steps. */
const REACH = 40;

export interface PointingCallbacks {
  scene(): PortraitScene | null;
  crosshair(): number | null;
  onCrosshair(step: number | null): void;
}

/** Listen on the portrait's element until `signal` aborts. */
export function listenToPointing(
  root: HTMLElement,
  callbacks: PointingCallbacks,
  signal: AbortSignal,
): void {
  const follow = (event: PointerEvent) => {
    const shown = callbacks.scene();
    const stretch = shown?.moment.stretch;
    if (!shown || !stretch || !shown.view.visible.gd) return;
    const { left, top } = root.getBoundingClientRect();
    const step = nearestStep(
      shown.path.run,
      { from: stretch.from, to: shown.moment.end },
      shown,
      { x: event.clientX - left, y: event.clientY - top },
      REACH,
      shown.moment.crosshair,
    );
    if (step !== callbacks.crosshair()) callbacks.onCrosshair(step);
  };
  root.addEventListener("pointerdown", follow, { signal });
  root.addEventListener("pointermove", follow, { signal });
  root.addEventListener(
    "pointerleave",
    (event) => {
      // A finger leaves its reading behind when it is lifted.
      if (event.pointerType === "mouse") callbacks.onCrosshair(null);
    },
    { signal },
  );
  root.addEventListener(
    "keydown",
    (event) => {
      const { stretch, end } = callbacks.scene()?.moment ?? { stretch: null, end: -1 };
      if (!stretch) return;
      // Keys move within what is drawn, wherever the crosshair of the charts has been.
      const current = callbacks.crosshair();
      const inside = current === null ? null : clamp(current, stretch.from, end);
      const moved = stepAfterKey(
        event,
        inside === null ? null : inside - stretch.from,
        end - stretch.from,
      );
      if (moved === undefined) return;
      event.preventDefault();
      // The page has its own meaning for these keys.
      event.stopPropagation();
      callbacks.onCrosshair(moved === null ? null : stretch.from + moved);
    },
    { signal },
  );
}
