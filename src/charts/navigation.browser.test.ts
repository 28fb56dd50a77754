import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import "../styles/tokens.css";
import { createFigure, type Figure } from "./figure.ts";
import { EXPERIMENT, batchOf, edgeHistory, edgeRow } from "./fixtures/syntheticHistory.ts";
import type { Navigation } from "./navigation/navigator.ts";
import { defaultView, type View } from "./view.ts";

/** Panels reach from pixel 46 to 700 in this container. */
const LEFT = 46;
const RIGHT = 700;

let container: HTMLElement;
let figure: Figure;
let told: Navigation | undefined;
let gone: (number | null)[];

beforeEach(async () => {
  container = document.createElement("div");
  Object.assign(container.style, { width: "832px", height: "732px" });
  document.body.replaceChildren(container);
  told = undefined;
  gone = [];
  figure = createFigure(container, {
    onCrosshair: () => undefined,
    onNavigation: (navigation) => (told = navigation),
    onPlayhead: (step) => {
      gone.push(step);
      figure.setPlayhead(step);
    },
  });
  await vi.waitUntil(() => container.querySelector(".overview-playhead") !== null);
});
afterEach(() => figure.destroy());

async function drawn(): Promise<void> {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

async function show(length: number, view: View = defaultView()) {
  const history = edgeHistory(length, 100);
  figure.setView(view);
  figure.setHistory(history, { ...EXPERIMENT, steps: 0 });
  await drawn();
  return history;
}

const root = () => container.querySelector<HTMLElement>(".figure")!;
const grip = (name: string) => container.querySelector<HTMLElement>(`[aria-label="${name}"]`)!;
const valueOf = (name: string) => Number(grip(name).getAttribute("aria-valuenow"));
/** First and last visible step, as the strip says them. */
const shown = () => [valueOf("First visible step"), valueOf("Last visible step")] as const;

async function press(target: HTMLElement, key: string, shiftKey = false): Promise<void> {
  target.dispatchEvent(
    new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }),
  );
  await drawn();
}

/** @returns whether the page was kept from scrolling */
async function wheel(pixel: number, init: WheelEventInit): Promise<boolean> {
  const event = new WheelEvent("wheel", {
    clientX: container.getBoundingClientRect().left + pixel,
    bubbles: true,
    cancelable: true,
    ...init,
  });
  root().dispatchEvent(event);
  await drawn();
  return event.defaultPrevented;
}

async function pointer(
  type: string,
  target: HTMLElement,
  pixel: number,
  init: PointerEventInit = {},
): Promise<void> {
  target.dispatchEvent(
    new PointerEvent(type, {
      clientX: container.getBoundingClientRect().left + pixel,
      clientY: 200,
      pointerId: 1,
      pointerType: "mouse",
      bubbles: true,
      ...init,
    }),
  );
  await drawn();
}

async function drag(target: HTMLElement, from: number, to: number, init: PointerEventInit = {}) {
  // Synthetic pointers cannot be captured.
  target.setPointerCapture = () => undefined;
  await pointer("pointerdown", target, from, init);
  await pointer("pointermove", target, (from + to) / 2, init);
  await pointer("pointermove", target, to, init);
  await pointer("pointerup", target, to, init);
}

const TIME: View = { ...defaultView(), xAxis: "time" };
const LOG: View = { ...defaultView(), xScale: "log" };

describe("navigation", () => {
  it("zooms about the pointer, and leaves the wheel to the page where it can do nothing", async () => {
    await show(1201);
    expect(await wheel(300, { deltaY: 320 })).toBe(false);
    expect(await wheel(LEFT, { deltaY: -320 })).toBe(true);
    const [first, last] = shown();
    expect(first).toBe(0);
    expect(last).toBe(750);
    await wheel(RIGHT, { deltaY: -320 });
    expect(shown()).toEqual([375, 750]);
    await wheel(300, { deltaX: -10_000 });
    expect(shown()).toEqual([0, 375]);
  });

  it.each([
    ["flow time", TIME],
    ["a log axis", LOG],
  ])("zooms and pans on %s", async (_, view) => {
    await show(1201, view);
    await wheel(600, { deltaY: -320 });
    const [first, last] = shown();
    expect(first).toBeGreaterThan(view === LOG ? 5 : 500);
    expect(last).toBeLessThan(1500);
    await press(root(), "PageUp");
    expect(shown()[0]).toBeLessThan(first);
    expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
    await press(root(), "0");
    expect(told).toEqual({ isZoomed: false, follows: true });
  });

  it("brushes on the whole run, pans when zoomed, and fits on a double click", async () => {
    await show(1201);
    // The whole is laid out to step 1,500.
    const pixelOf = (step: number) => LEFT + ((RIGHT - LEFT) * step) / 1500;
    await drag(root(), pixelOf(750), pixelOf(375));
    expect(shown()).toEqual([375, 750]);
    await drag(root(), 400, 400 + (RIGHT - LEFT) / 5);
    expect(shown()).toEqual([300, 675]);
    await drag(root(), LEFT, LEFT + (RIGHT - LEFT) / 3, { shiftKey: true });
    expect(shown()).toEqual([300, 425]);
    root().dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    await drawn();
    expect(shown()).toEqual([0, 1500]);
  });

  it("pinches with two fingers; one finger leaves the whole run as it is", async () => {
    await show(1201);
    const finger = { pointerType: "touch" };
    await drag(root(), 300, 500, finger);
    expect(shown()).toEqual([0, 1500]);
    expect(getComputedStyle(root()).touchAction).toBe("pan-y");
    await pointer("pointerdown", root(), 300, finger);
    await pointer("pointerdown", root(), 400, { ...finger, pointerId: 2 });
    await pointer("pointermove", root(), 500, { ...finger, pointerId: 2 });
    const [first, last] = shown();
    expect(last - first).toBeGreaterThan(740);
    expect(last - first).toBeLessThan(760);
    await pointer("pointerup", root(), 300, finger);
    await pointer("pointerup", root(), 500, { ...finger, pointerId: 2 });
  });

  it("moves with the head while it touches it, rests when it was moved away, and comes back", async () => {
    const history = await show(1201);
    const grow = async (count: number) => {
      const from = history.length;
      history.append(
        batchOf(
          from,
          Array.from({ length: count }, (_, i) => edgeRow(from + i, 100)),
        ),
      );
      figure.markDirty();
      await drawn();
    };
    const end = LEFT + ((RIGHT - LEFT) * 1200) / 1500;
    await drag(root(), end - 218, end);
    expect(told).toEqual({ isZoomed: true, follows: true });
    expect(shown()[1]).toBe(1200);
    await grow(50);
    expect(shown()[1]).toBe(1250);
    await press(root(), "PageUp");
    expect(told).toEqual({ isZoomed: true, follows: false });
    const resting = shown();
    await grow(50);
    expect(shown()).toEqual(resting);
    figure.followHead();
    await grow(10);
    expect(told).toEqual({ isZoomed: true, follows: true });
    expect(shown()[1]).toBe(1310);
  });

  it("is driven from the strip by pointer and keys", async () => {
    await show(1201);
    await drag(grip("First visible step"), LEFT, LEFT + (RIGHT - LEFT) / 3);
    expect(shown()).toEqual([500, 1500]);
    await drag(grip("Last visible step"), RIGHT, RIGHT - (RIGHT - LEFT) / 3);
    expect(shown()).toEqual([500, 1000]);
    await drag(grip("Visible steps"), 300, 300 - (RIGHT - LEFT) / 15);
    expect(shown()).toEqual([400, 900]);
    await press(grip("Last visible step"), "ArrowRight");
    expect(shown()).toEqual([400, 915]);
    await press(grip("First visible step"), "ArrowLeft", true);
    expect(shown()).toEqual([250, 915]);
    await press(grip("First visible step"), "Home");
    expect(shown()).toEqual([0, 915]);
    await press(grip("Visible steps"), "End");
    expect(shown()).toEqual([585, 1500]);
    expect(grip("Visible steps").getAttribute("aria-valuetext")).toBe("steps 585 to 1,500");
  });

  it("brings the crosshair along when a key moves it off the screen", async () => {
    await show(1201);
    const end = LEFT + (RIGHT - LEFT) / 2;
    await drag(root(), end, end - 200);
    await press(root(), "Home");
    expect(shown()[0]).toBe(0);
    await press(root(), "End");
    expect(shown()[1]).toBe(1200);
    expect(told).toEqual({ isZoomed: true, follows: true });
  });
});

describe("the playhead", () => {
  const strip = () => container.querySelector<HTMLElement>(".overview")!;
  const at = () => valueOf("Step shown");

  it("stands at the head, goes where the strip is pressed, and follows the pointer", async () => {
    await show(501);
    expect(at()).toBe(500);
    await pointer("pointerdown", strip(), LEFT + (RIGHT - LEFT) / 2);
    expect(Math.abs(at() - valueOf("Last visible step") / 2)).toBeLessThanOrEqual(1);
    await pointer("pointermove", grip("Step shown"), LEFT);
    expect(at()).toBe(0);
    expect(Number(root().getAttribute("aria-valuenow"))).toBe(0);
    await pointer("pointermove", grip("Step shown"), 2000);
    expect(at()).toBe(500);
    expect(gone.at(-1)).toBeNull();
    await pointer("pointerup", grip("Step shown"), 2000);
    await pointer("pointermove", grip("Step shown"), LEFT);
    expect(at()).toBe(500);
  });

  it("moves by key, and back to the head", async () => {
    await show(501);
    await press(grip("Step shown"), "ArrowLeft");
    expect(at()).toBe(499);
    await press(grip("Step shown"), "ArrowLeft", true);
    expect(at()).toBe(489);
    await press(grip("Step shown"), "PageUp");
    expect(at()).toBe(439);
    await press(grip("Step shown"), "Home");
    expect(gone.at(-1)).toBe(0);
    await press(grip("Step shown"), "Escape");
    expect(gone.at(-1)).toBeNull();
    expect(at()).toBe(500);
  });

  it("takes every key of a burst, though nothing is drawn between them", async () => {
    await show(501);
    for (let i = 0; i < 7; i++) {
      const init = { key: "ArrowLeft", bubbles: true, cancelable: true };
      grip("Step shown").dispatchEvent(new KeyboardEvent("keydown", init));
    }
    await drawn();
    expect(at()).toBe(493);
  });

  it("brings the step on screen when the charts show another part", async () => {
    await show(501);
    await wheel(RIGHT - 10, { deltaY: -320 });
    expect(shown()[0]).toBeGreaterThan(100);
    await press(grip("Step shown"), "Home");
    expect(shown()[0]).toBe(0);
  });
});

it("lets go of a brush on Escape", async () => {
  await show(501);
  const before = shown();
  await pointer("pointerdown", root(), 200);
  await pointer("pointermove", root(), 300);
  await press(root(), "Escape");
  await pointer("pointerup", root(), 300);
  expect(shown()).toEqual(before);
});
