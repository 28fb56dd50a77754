/** The playhead on the overview strip: which step all panels show. */
import { select } from "d3";
import { clamp } from "../../math/clamp.ts";
import { formatStep } from "../format.ts";
import { stepAfterKey, stepAtPixel } from "../interaction.ts";
import type { PixelScale } from "../scales.ts";
import type { Scene } from "../scene.ts";
import type { StripBox } from "./stripPicture.ts";

/** Width of what can be gripped; a finger gets more. */
const GRIP = 24;
const FINGER_GRIP = 44;

/** Page Up and Page Down go by this share of the run. */
const PAGE = 0.1;

const ALONG: Readonly<Record<string, string | undefined>> = {
  ArrowDown: "ArrowLeft",
  ArrowUp: "ArrowRight",
};

export interface Playhead {
  /** @param step that is shown; −1 while there is none */
  update(scene: Scene, x: PixelScale, box: StripBox, compact: boolean, step: number): void;
  /** Go where a press on the strip is, and follow the pointer until it is lifted. */
  grab(event: PointerEvent): void;
}

/**
 * Where a key takes the playhead: as it takes the crosshair, and by a part of the run with Page Up and Page
 * Down. Null is the head, undefined another key.
 */
function playheadAfterKey(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
  step: number,
  head: number,
): number | null | undefined {
  const page = Math.max(1, Math.round(PAGE * head));
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isPlain && event.key === "PageUp") return Math.max(0, step - page);
  if (isPlain && event.key === "PageDown") return Math.min(head, step + page);
  // A vertical arrow does what the horizontal one does on a slider.
  const key = ALONG[event.key] ?? event.key;
  const { shiftKey, ctrlKey, metaKey, altKey } = event;
  return stepAfterKey({ key, shiftKey, ctrlKey, metaKey, altKey }, step, head);
}

function createHandle(root: HTMLElement) {
  const handle = select(root)
    .append("div")
    .attr("class", "overview-playhead")
    .attr("role", "slider")
    .attr("tabindex", 0)
    .attr("aria-label", "Step shown")
    .attr("aria-orientation", "horizontal")
    .style("position", "absolute")
    .style("top", 0)
    .style("cursor", "col-resize")
    .style("touch-action", "none");
  const svg = handle
    .append("svg")
    .attr("aria-hidden", "true")
    .style("position", "absolute")
    .style("left", 0)
    .style("top", 0)
    .style("width", "100%")
    .style("height", "100%")
    .style("overflow", "visible")
    .style("pointer-events", "none")
    .style("fill", "var(--ink)")
    .style("stroke", "var(--paper)");
  return { handle, picture: svg.append("path") };
}

/** @param onPlayhead hears where the viewer went; null is the head */
export function createPlayhead(
  root: HTMLElement,
  onPlayhead: (step: number | null) => void,
  signal: AbortSignal,
): Playhead {
  const { handle, picture } = createHandle(root);
  const element = handle.node()!;
  let shown: { scene: Scene; x: PixelScale; step: number } | null = null;
  let isHeld = false;

  const goTo = (event: PointerEvent) => {
    if (!shown) return;
    const { scene, x } = shown;
    const pixel = event.clientX - root.getBoundingClientRect().left;
    const step = stepAtPixel({ ...scene, x }, pixel);
    if (step !== null) onPlayhead(step >= scene.head ? null : step);
  };
  const grab = (event: PointerEvent) => {
    if (event.button !== 0) return;
    isHeld = true;
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    event.preventDefault();
    goTo(event);
  };
  element.addEventListener(
    "pointerdown",
    (event) => {
      event.stopPropagation();
      grab(event);
    },
    { signal },
  );
  element.addEventListener("pointermove", (event) => isHeld && goTo(event), { signal });
  for (const type of ["pointerup", "pointercancel"] as const) {
    element.addEventListener(type, () => (isHeld = false), { signal });
  }
  element.addEventListener(
    "keydown",
    (event) => {
      if (!shown) return;
      const step = playheadAfterKey(event, shown.step, shown.scene.head);
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      // Keys may come faster than frames: each goes on from the one before.
      shown.step = step ?? shown.scene.head;
      onPlayhead(step === null || step >= shown.scene.head ? null : step);
    },
    { signal },
  );

  return {
    grab,
    update(scene, x, box, compact, step) {
      shown = { scene, x, step };
      const at = step < 0 ? NaN : x.toPixel(scene.positions[step]!);
      const isShown = Number.isFinite(at);
      handle.style("display", isShown ? "block" : "none");
      if (!isShown) return;
      const pixel = clamp(at, box.left, box.right);
      const grip = compact ? FINGER_GRIP : GRIP;
      const half = box.top * 0.7;
      handle
        .style("left", `${pixel - grip / 2}px`)
        .style("width", `${grip}px`)
        .style("height", `${box.top + (compact ? 14 : 4)}px`)
        .attr("aria-valuemin", 0)
        .attr("aria-valuemax", Math.max(0, scene.head))
        .attr("aria-valuenow", step)
        .attr("aria-valuetext", `step ${formatStep(step)} of ${formatStep(scene.head)}`);
      const c = grip / 2;
      picture.attr(
        "d",
        `M${c - half},0H${c + half}L${c + 1.25},${box.top - 1}V${box.bottom + 1}H${c - 1.25}V${box.top - 1}Z`,
      );
    },
  };
}
