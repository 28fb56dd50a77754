/** The keys of `keys/keys.ts` from anywhere on the page, unless a control or a dialog wants them. */
import type { PageKey } from "../keys/keys.ts";
import type { Page } from "../page/page.ts";
import { stepBack, stepForward } from "./travel.ts";

/** Steps of an arrow key with Shift. */
const STRIDE = 10;

const TYPES_OR_CHOOSES = "input, select, textarea, [contenteditable]";
const PRESSES = "button, summary, a[href]";

function belongsToControl(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest(TYPES_OR_CHOOSES) !== null || target.closest("dialog") !== null) return true;
  return event.key === " " && target.closest(PRESSES) !== null;
}

/** Whether a key press is no control's, no dialog's and no browser's. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  return !belongsToControl(event);
}

/** Ctrl+Z or ⌘Z, unless it is about a text that is being typed. */
function isUndo(event: KeyboardEvent): boolean {
  const isKey = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey);
  return isKey && !event.shiftKey && !event.altKey && !belongsToControl(event);
}

function isInDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("dialog") !== null;
}

/** Whether the link leaves the run to itself. */
function isFixed({ viewStore }: Page): boolean {
  return viewStore.getState().lock.includes("transport");
}

/** @returns a function that stops listening */
export function listenToKeys(page: Page): () => void {
  const { player } = page;
  const keys: Readonly<Record<PageKey, (steps: number) => void>> = {
    " ": player.toggle,
    ArrowLeft: (steps) => {
      stepBack(page, steps);
    },
    ArrowRight: (steps) => {
      stepForward(page, steps);
    },
    Escape: () => {
      page.setPlayhead(null);
    },
    b: page.branchHere,
    y: player.resynchronise,
    r: player.reset,
    l: () => {
      page.setMode("lecture");
    },
  };
  const actions: Readonly<Record<string, ((steps: number) => void) | undefined>> = keys;
  const onKeyDown = (event: KeyboardEvent) => {
    if (isUndo(event) && !isFixed(page)) player.undo();
    // Back to the head first, where the viewer has gone back.
    const isAtHead = page.viewStore.getState().playhead === null;
    if (event.key === "Escape" && isAtHead && !isInDialog(event)) player.cancelLoading();
    if (!isForPage(event)) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action === undefined || (isFixed(page) && event.key !== "Escape")) return;
    event.preventDefault();
    const isArrow = event.key.startsWith("Arrow");
    if (!event.repeat || isArrow) action(event.shiftKey ? STRIDE : 1);
  };
  document.addEventListener("keydown", onKeyDown);
  return () => {
    document.removeEventListener("keydown", onKeyDown);
  };
}
