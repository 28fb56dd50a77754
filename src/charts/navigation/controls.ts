/** Everything the viewer points, zooms, pans and scrubs with. */
import { listen, type InteractionCallbacks } from "../interaction.ts";
import { createStrip, type Strip } from "../overview/strip.ts";
import type { Scene } from "../scene.ts";
import { createBrush } from "./brush.ts";
import { listenToGestures } from "./gestures.ts";
import { navigateByKey } from "./keys.ts";
import type { Navigator } from "./navigator.ts";

export interface ControlsOptions {
  /** The charts. */
  root: HTMLElement;
  /** What the overview strip fills. */
  timeline: HTMLElement;
  navigator: Navigator;
  scene: () => Scene | null;
  /** The step that zooming by key keeps in place; null = the head. */
  crosshair: () => number | null;
  onCrosshair: InteractionCallbacks["onCrosshair"];
  onPlayhead: (step: number | null) => void;
  signal: AbortSignal;
}

export function createControls(options: ControlsOptions): Strip {
  const { root, timeline, navigator, scene, crosshair, onCrosshair, onPlayhead, signal } = options;
  const onKey = (event: KeyboardEvent): boolean => {
    const shown = scene();
    return shown !== null && navigateByKey(event, navigator, shown, crosshair());
  };
  listenToGestures(root, { scene, navigator, brush: createBrush(root) }, signal);
  listen(root, { scene, crosshair, onKey, onCrosshair }, signal);
  return createStrip({ root: timeline, navigator, onKey, onPlayhead, signal });
}
