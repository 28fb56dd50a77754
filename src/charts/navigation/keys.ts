/** Keys that zoom and pan, on the charts and on the overview strip. */
import type { Scene } from "../scene.ts";
import { stepToPixel } from "../scene.ts";
import type { Navigator } from "./navigator.ts";

/** One press goes closer or farther by this factor. */
const STRIDE = 1.5;

/**
 * + and − zoom about the crosshair, or the head or middle of what is shown; Page Up and Page Down
 * go back and on by half a window; 0 and F show everything.
 * @returns whether the key was one of these
 */
export function navigateByKey(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  navigator: Navigator,
  scene: Scene,
  crosshair: number | null,
): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { left, right } = scene.layout;
  const anchor = (): number => {
    const pixel = stepToPixel(scene, crosshair ?? scene.head);
    return pixel >= left && pixel <= right ? pixel : (left + right) / 2;
  };
  switch (event.key) {
    case "+":
    case "=":
      navigator.zoom(scene.x, scene, anchor(), 1 / STRIDE);
      return true;
    case "-":
    case "_":
    case "−":
      navigator.zoom(scene.x, scene, anchor(), STRIDE);
      return true;
    case "PageUp":
      navigator.pan(scene.x, scene, (left - right) / 2);
      return true;
    case "PageDown":
      navigator.pan(scene.x, scene, (right - left) / 2);
      return true;
    case "0":
    case "f":
    case "F":
      navigator.fit();
      return true;
    default:
      return false;
  }
}
