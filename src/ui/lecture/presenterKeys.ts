/** The presenter's keys (`keys/keys.ts`), ahead of what the page does with the same ones. */
import type { LectureKey } from "../keys/keys.ts";
import { isForPage } from "../transport/keyboard.ts";
import type { Lecture } from "./lecture.ts";

/** Steps of an arrow key with Shift. */
const STRIDE = 10;

type Action = (steps: number) => void;

function actionsOf(lecture: Lecture): Readonly<Record<LectureKey, Action>> {
  return {
    " ": lecture.toggleRun,
    ArrowRight: lecture.step,
    ArrowLeft: (steps) => {
      lecture.step(-steps);
    },
    "+": () => {
      lecture.changeRate(1);
    },
    "-": () => {
      lecture.changeRate(-1);
    },
    z: lecture.toggleZoom,
    o: lecture.nextOverlays,
    p: lecture.toggleLaser,
    b: () => {
      lecture.setBlank(true);
    },
    s: lecture.nextSpeed,
    f: lecture.toggleFullScreen,
    l: lecture.leave,
    Escape: lecture.leave,
  };
}

/** Keys beside those named: + without Shift, and the minus of some layouts. */
const ALSO: Readonly<Record<string, LectureKey | undefined>> = { "=": "+", _: "-", "−": "-" };

function nameOf({ key }: KeyboardEvent): string {
  const name = key.length === 1 ? key.toLowerCase() : key;
  return ALSO[name] ?? name;
}

/**
 * @param isInLesson whether a lesson is open, which has keys of its own
 * @returns a function that stops listening
 */
export function listenToPresenter(lecture: Lecture, isInLesson: () => boolean): () => void {
  const actions: Readonly<Record<string, Action | undefined>> = actionsOf(lecture);
  const take = (event: KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (lecture.store.getState().isBlank) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      take(event);
      lecture.setBlank(false);
      return;
    }
    if (!isForPage(event)) return;
    // Going on, back and choosing are the lesson's.
    if (isInLesson() && /^( |Backspace|[1-9])$/.test(event.key)) return;
    if (/^[1-9]$/.test(event.key)) {
      take(event);
      if (!event.repeat) void lecture.choosePreset(Number(event.key));
      return;
    }
    const action = actions[nameOf(event)];
    if (action === undefined) return;
    take(event);
    const isArrow = event.key.startsWith("Arrow");
    if (!event.repeat || isArrow) action(event.shiftKey ? STRIDE : 1);
  };
  // On the way down to the element in focus: the page and the charts have meanings of their own.
  document.addEventListener("keydown", onKeyDown, { capture: true });
  return () => {
    document.removeEventListener("keydown", onKeyDown, { capture: true });
  };
}
