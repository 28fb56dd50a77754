import fc from "fast-check";
import { expect, it } from "vitest";
import { FLAG_GAP, placeFlags, type Flag, type FlagPlace } from "./flagPlacement.ts";

const WHOLE = { from: 0, to: 800 };

const flag = (x: number, widths: number[], priority = 1): Flag => ({ x, widths, priority });

it("puts the longest wording right of a lonely flag", () => {
  expect(placeFlags([flag(50, [100, 40])], WHOLE, 1)).toEqual([
    { wording: 0, side: "right", row: 0 },
  ]);
});

it("turns left where the next flag is near or the figure ends", () => {
  expect(placeFlags([flag(400, [100]), flag(420, [100])], WHOLE, 1).map((p) => p.side)).toEqual([
    "left",
    "right",
  ]);
  expect(placeFlags([flag(750, [100])], WHOLE, 1)[0]?.side).toBe("left");
});

it("shortens, then stacks, what stands between two flags", () => {
  const flags = [flag(300, [150, 40], 1), flag(360, [150, 40], 2), flag(410, [150], 3)];
  const places = placeFlags(flags, WHOLE, 2);
  expect(places.every(({ wording }) => wording !== null)).toBe(true);
  expect(places[2]).toEqual({ wording: 0, side: "right", row: 0 });
});

it("keeps clear of what stands before the flags", () => {
  const bounds = { from: 200, to: 800 };
  expect(placeFlags([flag(250, [100])], bounds, 1)[0]).toMatchObject({ wording: 0, side: "right" });
  expect(placeFlags([flag(150, [100])], bounds, 1)[0]).toMatchObject({ wording: null });
  expect(placeFlags([flag(720, [100])], bounds, 1)[0]).toMatchObject({ wording: 0, side: "left" });
});

it("shortens all flags of a priority before one has long words on a second row", () => {
  // Four changes of η in warm-up, with the edge and a stop in between.
  const changes = [143, 240, 337, 434].map((x) => flag(x, [220, 80, 40], 4));
  const places = placeFlags([...changes, flag(411, [140, 30], 1), flag(460, [160], 3)], WHOLE, 2);
  expect(places.slice(0, 4).map(({ wording }) => wording)).toEqual([1, 1, 1, 1]);
  // A lonely one may keep them.
  const alone = placeFlags([flag(337, [220, 80, 40], 4), flag(411, [30], 5)], WHOLE, 2);
  expect(alone[0]).toMatchObject({ wording: 0, side: "left" });
});

it("leaves words out rather than let them overlap", () => {
  const places = placeFlags([flag(10, [100], 2), flag(12, [100], 1)], { from: 0, to: 130 }, 1);
  expect(places.filter(({ wording }) => wording !== null)).toHaveLength(0);
});

function wordsOf(given: Flag, place: FlagPlace): [number, number] {
  const width = given.widths[place.wording!]!;
  return place.side === "right"
    ? [given.x + FLAG_GAP, given.x + FLAG_GAP + width]
    : [given.x - FLAG_GAP - width, given.x - FLAG_GAP];
}

it("never lets words overlap words or another flag's line, nor leave the figure", () => {
  const anyFlag = fc.record({
    x: fc.integer({ min: 0, max: 700 }),
    widths: fc.array(fc.integer({ min: 20, max: 260 }), { minLength: 1, maxLength: 3 }),
    priority: fc.integer({ min: 0, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(anyFlag, { maxLength: 8 }), fc.constantFrom(1, 2), (flags, rows) => {
      const places = placeFlags(flags, WHOLE, rows);
      const wrong = places.flatMap((place, i) => {
        if (place.wording === null) return [];
        const [from, to] = wordsOf(flags[i]!, place);
        if (from < 0 || to > 800) return [`${i} leaves the figure`];
        return places.flatMap((other, j) => {
          if (j === i) return [];
          const { x } = flags[j]!;
          if (other.row >= place.row && x > from && x < to) return [`${i} on the line of ${j}`];
          if (other.wording === null || other.row !== place.row) return [];
          const [otherFrom, otherTo] = wordsOf(flags[j]!, other);
          return otherFrom < to && otherTo > from ? [`${i} on the words of ${j}`] : [];
        });
      });
      expect(wrong).toEqual([]);
    }),
  );
});
