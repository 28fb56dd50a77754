/** What is chosen in the Share dialog, and what of a link it comes to. Pure. */
import { LOCKS, PARTS, type Lock, type Part, type StepRange } from "../../charts/view.ts";
import type { LessonStep, LinkState } from "../../share/linkState.ts";

export type Opens = "playing" | "at" | "waiting";
export type Shows = "everything" | "noControls" | "oneChart" | "chosen";
export type MayChange = "everything" | "rate" | "nothing" | "asHere";

export interface ShareChoice {
  opens: Opens;
  /** The step to rest at; it stays what it was when it was chosen. */
  at: number;
  shows: Shows;
  /** What is hidden when the parts are chosen one by one. */
  chosen: readonly Part[];
  mayChange: MayChange;
  isZoomed: boolean;
  mode: "desk" | "lecture";
  /** The lesson at hand goes with the run. */
  isInLesson: boolean;
}

/** What the choices are made on. */
export interface Shared {
  /** The run waits for Play unless the link says otherwise. */
  waitsByItself: boolean;
  /** Steps on screen; null for all. */
  window: StepRange | null;
  lock: readonly Lock[];
  /** The lesson that is open; null when none is. */
  lesson: LessonStep | null;
}

const CONTROLS: readonly Part[] = [
  "presets",
  "experiment",
  "rate",
  "overlays",
  "axes",
  "transport",
];
const BESIDE_ONE_CHART: readonly Part[] = [
  "story",
  "presets",
  "experiment",
  "rate",
  "overlays",
  "axes",
  "loss",
  "distance",
  "portrait",
  "slice",
  "notes",
];
const SETTINGS: readonly Lock[] = ["experiment", "overlays", "axes", "presets"];

function inOrder<Name extends string>(names: readonly Name[], chosen: readonly Name[]): Name[] {
  return names.filter((name) => chosen.includes(name));
}

/** What the choice leaves out. Without controls there is still Play, where nothing runs before it. */
function hiddenOf({ shows, opens, chosen }: ShareChoice): Part[] {
  switch (shows) {
    case "everything":
      return [];
    case "noControls":
      return inOrder(
        PARTS,
        CONTROLS.filter((part) => part !== "transport" || opens !== "waiting"),
      );
    case "oneChart":
      return inOrder(PARTS, BESIDE_ONE_CHART);
    case "chosen":
      return inOrder(PARTS, chosen);
  }
}

/** What the choice fixes. Play is no setting: what cannot be changed can still be run. */
function lockOf({ mayChange }: ShareChoice, here: readonly Lock[]): Lock[] {
  switch (mayChange) {
    case "everything":
      return [];
    case "rate":
      return inOrder(LOCKS, SETTINGS);
    case "nothing":
      return inOrder(LOCKS, [...SETTINGS, "rate"]);
    case "asHere":
      return inOrder(LOCKS, here);
  }
}

function openingOf({ opens, at }: ShareChoice, waitsByItself: boolean) {
  switch (opens) {
    case "playing":
      return { run: waitsByItself, at: null };
    case "at":
      return { run: waitsByItself, at };
    case "waiting":
      // What waits by itself need not be told to.
      return { run: waitsByItself ? false : ("held" as const), at: null };
  }
}

/** The part of a link that the choice says. */
export function linkOf(choice: ShareChoice, shared: Shared): Partial<LinkState> {
  return {
    ...openingOf(choice, shared.waitsByItself),
    hide: hiddenOf(choice),
    lock: lockOf(choice, shared.lock),
    lecture: choice.mode === "lecture",
    window: choice.isZoomed ? shared.window : null,
    lesson: choice.isInLesson ? shared.lesson : null,
  };
}

/** Which of the ready-made choices the page as it is comes to. */
export function choiceHere(
  hide: readonly Part[],
  { waitsByItself, window, lock, lesson }: Shared,
): ShareChoice {
  const isSame = (locks: readonly Lock[]) =>
    locks.length === lock.length && locks.every((part) => lock.includes(part));
  const mayChange: MayChange = isSame([])
    ? "everything"
    : isSame(SETTINGS)
      ? "rate"
      : isSame([...SETTINGS, "rate"])
        ? "nothing"
        : "asHere";
  return {
    opens: waitsByItself ? "waiting" : "playing",
    at: 0,
    shows: hide.length === 0 ? "everything" : "chosen",
    chosen: hide,
    mayChange,
    isZoomed: window !== null,
    mode: "desk",
    isInLesson: lesson !== null,
  };
}
