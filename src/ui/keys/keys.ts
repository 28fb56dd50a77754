/** Every key of the page: what the shortcut sheet lists. */

/** Keys that act from anywhere on the page. `ui/transport/keyboard.ts` must do each of them. */
export const PAGE_KEYS = [
  { key: " ", shown: "Space", does: "play or pause" },
  { key: "ArrowRight", shown: "→", does: "one step on; with Shift ten; while running, pause" },
  { key: "ArrowLeft", shown: "←", does: "one step back; with Shift ten" },
  { key: "Escape", shown: "Esc", does: "back to the head; cancel a run that is being prepared" },
  { key: "b", shown: "B", does: "branch: go on from the step gone back to, with η as it is set" },
  { key: "y", shown: "Y", does: "re-synchronise the prediction with the run" },
  { key: "r", shown: "R", does: "reset to step 0" },
  { key: "l", shown: "L", does: "lecture mode: the charts alone, in large type" },
] as const;

export type PageKey = (typeof PAGE_KEYS)[number]["key"];

/** Keys of the presenter. `ui/lecture/presenterKeys.ts` must do each of them; 1–9 are its own too. */
export const LECTURE_KEYS = [
  { key: " ", shown: "Space", does: "play or pause" },
  { key: "ArrowRight", shown: "→", does: "one step on; with Shift ten" },
  { key: "ArrowLeft", shown: "←", does: "one step back; with Shift ten" },
  { key: "+", shown: "+", does: "a larger η, from the next step on" },
  { key: "-", shown: "−", does: "a smaller η" },
  { key: "z", shown: "Z", does: "zoom to the edge and back" },
  { key: "o", shown: "O", does: "overlays: none, the prediction, all" },
  { key: "s", shown: "S", does: "speed: 60, 20, 5 steps a second, full" },
  { key: "p", shown: "P", does: "a ring that follows the pointer; also while Shift is held" },
  { key: "b", shown: "B", does: "blank the screen; any key brings it back" },
  { key: "f", shown: "F", does: "full screen" },
  { key: "l", shown: "L", does: "leave" },
  { key: "Escape", shown: "Esc", does: "leave" },
] as const;

export type LectureKey = (typeof LECTURE_KEYS)[number]["key"];

interface KeyGroup {
  title: string;
  rows: readonly { shown: string; does: string }[];
}

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: "The run, from anywhere",
    rows: [...PAGE_KEYS, { shown: "Ctrl Z", does: "bring back the run before; ⌘ Z on a Mac" }],
  },
  {
    title: "On the charts",
    rows: [
      { shown: "← →", does: "read the step before or after; with Shift, ten steps" },
      { shown: "Home End", does: "read the first or the last step" },
      { shown: "+ −", does: "zoom in or out" },
      { shown: "PgUp PgDn", does: "go back or on by half of what is shown" },
      { shown: "0 F", does: "show the whole run; F from anywhere while zoomed" },
      { shown: "Esc", does: "take the reading away" },
    ],
  },
  {
    title: "On the strip below them",
    rows: [
      { shown: "← →", does: "move what is in focus; with Shift, farther" },
      { shown: "Home End", does: "to the start or the end" },
    ],
  },
  {
    title: "In a lesson",
    rows: [
      { shown: "Space", does: "go on; while the run is under way, run there at once" },
      { shown: "Backspace", does: "the step before" },
      { shown: "1–4", does: "choose an answer" },
      { shown: "Esc", does: "leave the lesson, keep the run" },
    ],
  },
  {
    title: "In lecture mode",
    rows: [...LECTURE_KEYS, { shown: "1–9", does: "open that preset" }],
  },
  {
    title: "On the page",
    rows: [
      { shown: "Tab", does: "from group to group" },
      {
        shown: "← →",
        does: "within the header, the presets and the numbers, whose symbols explain themselves",
      },
      { shown: "Esc", does: "close a note or a dialog, leave an entry as it was" },
      { shown: "1–9", does: "while the presets are open, choose one" },
      { shown: "?", does: "this sheet" },
    ],
  },
];
