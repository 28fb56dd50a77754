/** Where the labels of the event lane stand: turned left, stacked or shortened when crowded. */

export interface Flag {
  /** Position of the hairline. */
  x: number;
  /** Widths of the wordings, from the longest to the shortest. */
  widths: readonly number[];
  /** Placed first when higher. */
  priority: number;
}

export interface FlagPlace {
  /** Which wording; null when none fits. */
  wording: number | null;
  side: "left" | "right";
  /** 0 is the row next to the charts. */
  row: number;
}

/** Between the flag's line and its words, and between words and the next flag. */
export const FLAG_GAP = 6;

interface Span {
  from: number;
  to: number;
}

function span(flag: Flag, wording: number, side: "left" | "right"): Span {
  const width = flag.widths[wording]!;
  return side === "right"
    ? { from: flag.x, to: flag.x + FLAG_GAP + width }
    : { from: flag.x - FLAG_GAP - width, to: flag.x };
}

const overlap = (a: Span, b: Span) => a.from < b.to + FLAG_GAP && b.from < a.to + FLAG_GAP;

/** Every arrangement of one flag, the preferred first. */
function arrangements(flag: Flag, rows: number): FlagPlace[] {
  const all: FlagPlace[] = [];
  for (let row = 0; row < rows; row++) {
    for (let wording = 0; wording < flag.widths.length; wording++) {
      for (const side of ["right", "left"] as const) all.push({ wording, side, row });
    }
  }
  const cost = (place: FlagPlace) =>
    3 * (place.wording ?? 0) + 4 * place.row + (place.side === "left" ? 1 : 0);
  return all.sort((a, b) => cost(a) - cost(b));
}

interface Attempt {
  places: FlagPlace[];
  /** Indices of the flags with words. */
  placed: readonly number[];
}

/** What a flag of a group may look like. */
type Allowed = (place: FlagPlace, flag: Flag) => boolean;

/** Whether no flag of a group has long words on a second row while others had to shorten theirs. */
function isFair(group: readonly number[], { places, placed }: Attempt): boolean {
  const own = group.filter((index) => placed.includes(index)).map((index) => places[index]!);
  const shortest = Math.max(...own.map(({ wording }) => wording ?? 0));
  return own.every(({ row, wording }) => row === 0 || wording === shortest);
}

/** The flags as groups of equal priority, the highest first; within a group in their order. */
function groupsOf(flags: readonly Flag[]): number[][] {
  const priorities = [...new Set(flags.map(({ priority }) => priority))].sort((a, b) => b - a);
  return priorities.map((priority) =>
    flags.flatMap((flag, i) => (flag.priority === priority ? [i] : [])),
  );
}

/**
 * Places so that no words overlap other words or another flag's line. A flag of an upper row
 * has its line in the rows below too. All flags of one priority are shortened before one of them
 * has its long words on a second row.
 * @param bounds words stay within
 */
export function placeFlags(
  flags: readonly Flag[],
  bounds: { from: number; to: number },
  rows: number,
): FlagPlace[] {
  const fits = (index: number, place: FlagPlace, { places, placed }: Attempt): boolean => {
    const own = span(flags[index]!, place.wording!, place.side);
    if (own.from < bounds.from || own.to > bounds.to) return false;
    for (let other = 0; other < flags.length; other++) {
      if (other === index) continue;
      const { x } = flags[other]!;
      if (places[other]!.row >= place.row && x > own.from - FLAG_GAP && x < own.to + FLAG_GAP) {
        return false;
      }
    }
    return placed.every((other) => {
      const theirs = places[other]!;
      const words = span(flags[other]!, theirs.wording!, theirs.side);
      const { x } = flags[index]!;
      const crossed =
        theirs.row <= place.row && x > words.from - FLAG_GAP && x < words.to + FLAG_GAP;
      return !crossed && (theirs.row !== place.row || !overlap(own, words));
    });
  };

  const attempt = (before: Attempt, group: readonly number[], isAllowed: Allowed): Attempt =>
    group.reduce((so, index) => {
      const flag = flags[index]!;
      const place = arrangements(flag, rows).find(
        (candidate) => isAllowed(candidate, flag) && fits(index, candidate, so),
      );
      if (place === undefined) return so;
      return { places: so.places.with(index, place), placed: [...so.placed, index] };
    }, before);

  const withGroup = (before: Attempt, group: readonly number[]): Attempt => {
    const asWished = attempt(before, group, () => true);
    if (isFair(group, asWished) && asWished.placed.length === before.placed.length + group.length) {
      return asWished;
    }
    const lengths = Math.max(...group.map((index) => flags[index]!.widths.length));
    const levels = Array.from({ length: lengths }, (_, level) => level);
    const levelOf = (level: number, { widths }: Flag) => Math.min(level, widths.length - 1);
    const alike = levels.map((level) =>
      attempt(before, group, ({ wording }, flag) => wording === levelOf(level, flag)),
    );
    const noLonger = levels.map((level) =>
      attempt(before, group, ({ wording }, flag) => wording! >= levelOf(level, flag)),
    );
    const fair = [...alike, ...noLonger.filter((tried) => isFair(group, tried))];
    return fair.reduce((best, tried) => (tried.placed.length > best.placed.length ? tried : best));
  };

  const none: Attempt = {
    places: flags.map(() => ({ wording: null, side: "right", row: 0 })),
    placed: [],
  };
  return groupsOf(flags).reduce(withGroup, none).places;
}
