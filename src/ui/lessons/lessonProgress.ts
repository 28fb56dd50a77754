/** How far each lesson was read, kept in the browser where it allows that. */

const KEY = "brink-lessons";

type Progress = Readonly<Record<string, number>>;

function parse(text: string | null): Progress {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "{}");
  } catch {
    return {};
  }
  if (typeof value !== "object" || value === null) return {};
  const entries: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => Number.isInteger(entry[1])),
  );
}

/** By the id of the lesson: the furthest step reached, from 0; its number of steps once it was ended. */
export function readProgress(): Progress {
  try {
    return parse(localStorage.getItem(KEY));
  } catch {
    return {};
  }
}

export function rememberStep(lessonId: string, step: number): void {
  const known = readProgress();
  if ((known[lessonId] ?? -1) >= step) return;
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...known, [lessonId]: step }));
  } catch {
    // Storage is forbidden or full: nothing is remembered.
    return;
  }
}
