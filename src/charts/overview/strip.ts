/** The overview strip: the whole run in little, with the visible steps as a window to drag. */
import { select } from "d3";
import type { FigureEvent } from "../events.ts";
import { formatStep } from "../format.ts";
import type { Navigator } from "../navigation/navigator.ts";
import { fitSpan, moveEnd, shiftSpan, type Span } from "../navigation/stepWindow.ts";
import type { PixelScale } from "../scales.ts";
import type { Scene } from "../scene.ts";
import { scaleOf } from "../xWindow.ts";
import { createStripMarks } from "./stripMarks.ts";
import { createStripPicture, type StripBox } from "./stripPicture.ts";

/** What can be dragged: an end of the window, or all of it. */
type Grip = "low" | "both" | "high";
const GRIPS: readonly Grip[] = ["both", "low", "high"];

const LABELS: Record<Grip, string> = {
  low: "First visible step",
  both: "Visible steps",
  high: "Last visible step",
};

/** Height of the plot, in text heights; on a phone as high as a finger needs. */
const PLOT = 2.8;
const PHONE_HEIGHT = 44;

/** An arrow key moves by this share of the strip; with Shift by ten times as much. */
const KEY_STRIDE = 0.01;

/** A window's ends stay so many pixels apart. */
const LEAST = 2;

/** Width of what can be gripped at an end; a finger gets more. */
const GRIP = 24;
const FINGER_GRIP = 44;

export interface Strip {
  readonly element: HTMLElement;
  /** Take the height that goes with a size of text. */
  resize(fontSize: number, compact: boolean): void;
  update(scene: Scene, compact: boolean, events: readonly FigureEvent[]): void;
}

function moved(span: Span, grip: Grip, shift: number): Span {
  return grip === "both" ? shiftSpan(span, shift) : moveEnd(span, grip, shift, LEAST);
}

/** Where an arrow, Home or End takes a grip, in pixels; undefined for other keys. */
function shiftOfKey(
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

function createGrip(root: HTMLElement, grip: Grip): HTMLElement {
  const element = select(root)
    .append("div")
    .attr("class", `overview-grip overview-${grip}`)
    .attr("role", "slider")
    .attr("tabindex", 0)
    .attr("aria-label", LABELS[grip])
    .attr("aria-orientation", "horizontal")
    .style("position", "absolute")
    .style("top", 0)
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
function placeBar(grip: HTMLElement, end: number): void {
  const bar = grip.firstElementChild;
  if (bar instanceof HTMLElement) bar.style.left = `${end - 3}px`;
}

/** A shade over a part of the strip that is not on screen. */
function createShade(root: HTMLElement): HTMLElement {
  return select(root)
    .append("div")
    .style("position", "absolute")
    .style("top", 0)
    .style("background", "color-mix(in srgb, var(--paper-2) 72%, transparent)")
    .style("pointer-events", "none")
    .node()!;
}

/** Bottom of the plot and height of all. */
function sizeOf(fontSize: number, compact: boolean): { bottom: number; height: number } {
  const bottom = compact ? PHONE_HEIGHT - 4 : Math.round(PLOT * fontSize);
  return { bottom, height: compact ? PHONE_HEIGHT : bottom + Math.round(fontSize * 1.4) };
}

/** @param onKey keys the strip shares with the charts; says whether it took the key */
export function createStrip(
  navigator: Navigator,
  onKey: (event: KeyboardEvent) => boolean,
  signal: AbortSignal,
): Strip {
  const root = document.createElement("div");
  root.className = "overview";
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "Overview of the run");
  Object.assign(root.style, {
    position: "relative",
    flex: "none",
    touchAction: "pan-y",
    userSelect: "none",
  });
  const draw = createStripPicture(root);
  const marks = createStripMarks(root);
  const shades = [createShade(root), createShade(root)] as const;
  const grips = new Map(GRIPS.map((grip) => [grip, createGrip(root, grip)]));
  let shown: { scene: Scene; x: PixelScale; box: StripBox } | null = null;

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
        if (event.button !== 0) return;
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
  // A press beside the window brings its middle there.
  root.addEventListener(
    "pointerdown",
    (event) => {
      if (!shown || event.button !== 0) return;
      const { x, scene } = shown;
      const pixel = event.clientX - root.getBoundingClientRect().left;
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
    const height = `${box.bottom}px`;
    const put = (element: HTMLElement, left: number, width: number) =>
      Object.assign(element.style, { left: `${left}px`, width: `${width}px`, height });
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
    element: root,
    resize(fontSize, compact) {
      root.style.height = `${sizeOf(fontSize, compact).height}px`;
    },
    update(scene, compact, events) {
      const { left, right, width, fontSize } = scene.layout;
      const { bottom, height } = sizeOf(fontSize, compact);
      const box: StripBox = { left, right, width, height, bottom };
      const x = scaleOf(scene.view, scene.whole, [left, right]);
      shown = { scene, x, box };
      draw(scene, x, box);
      place(scene, x, box, compact);
      marks.update(scene, x, box, compact, events);
    },
  };
}
