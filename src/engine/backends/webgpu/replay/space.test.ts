import fc from "fast-check";
import { expect, test } from "vitest";
import {
  LONGEST_SLICE,
  placeInRing,
  PRODUCTS,
  RING_LENGTH,
  slotOf,
  spaceLayout,
  vectorAt,
} from "./space.ts";

test("nothing overlaps, and what goes to the next step comes first", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 6 }), (d, pairs) => {
      const layout = spaceLayout(d, pairs);
      const { vectors, largestBasis, slot, head } = layout;
      // Each kind of vector with how many there are.
      const extents: [number, number][] = [
        [0, 3 * slot],
        [vectors.point, 1],
        [vectors.top, 1],
        [vectors.perpendicular, 1],
        [vectors.predicted, 1],
        [vectors.cubic, 1],
        [vectors.directions, 2],
        [vectors.basis, largestBasis],
        [vectors.images, largestBasis],
        [vectors.probe, 1],
        [vectors.end, 0],
      ];
      for (const [i, [first, count]] of extents.slice(0, -1).entries()) {
        expect(extents[i + 1]![0]).toBe(first + count);
      }
      expect(layout.persistentLength).toBe(vectorAt(layout, vectors.basis));
      expect(head.matrix + largestBasis ** 2).toBe(vectorAt(layout, 0));
      expect(head.curve - head.measured).toBe(2 + 2 * pairs);
      expect(head.matrix - head.curve).toBeGreaterThanOrEqual(PRODUCTS.length);
      const ring = vectorAt(layout, vectors.end);
      expect(ring + RING_LENGTH * layout.statisticsLength).toBe(layout.length);
    }),
  );
});

test("the three last steps have slots of their own, and a slice with its start fits the ring", () => {
  const layout = spaceLayout(10, 2);
  for (let step = 0; step < 7; step++) {
    const slots = [step, step - 1, step - 2].map((each) => slotOf(layout, each));
    expect(slots.toSorted((a, b) => a - b)).toEqual([0, layout.slot, 2 * layout.slot]);
  }
  const places = Array.from({ length: LONGEST_SLICE + 1 }, (_, i) => placeInRing(layout, 50 + i));
  expect(new Set(places).size).toBe(LONGEST_SLICE + 1);
});
