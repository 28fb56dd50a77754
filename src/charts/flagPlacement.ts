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

/**
 * Places so that no words overlap other words or another flag's line. A flag of an upper row
 * has its line in the rows below too.
 * @param width words stay within [0, width]
 */
export function placeFlags(flags: readonly Flag[], width: number, rows: number): FlagPlace[] {
  const places: FlagPlace[] = flags.map(() => ({ wording: null, side: "right", row: 0 }));
  const order = flags.map((_, i) => i).sort((a, b) => flags[b]!.priority - flags[a]!.priority);
  const placed: number[] = [];

  const fits = (index: number, place: FlagPlace): boolean => {
    const own = span(flags[index]!, place.wording!, place.side);
    if (own.from < 0 || own.to > width) return false;
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

  for (const index of order) {
    const place = arrangements(flags[index]!, rows).find((candidate) => fits(index, candidate));
    if (place) {
      places[index] = place;
      placed.push(index);
    }
  }
  return places;
}
