import { describe, expect, test } from "vitest";
import { extrapolateEigenvectors, type EigenMemory } from "./warmStart.ts";

const at = (x: number, y = 0) => Float64Array.of(x, y);
const direction = (angle: number) => Float64Array.of(Math.cos(angle), Math.sin(angle));
const memory = (parameters: Float64Array, ...vectors: Float64Array[]): EigenMemory => ({
  parameters,
  vectors,
});
/** Angle of the first vector that comes out, in (−π/2, π/2]: a line has no sign. */
const angleOf = ([vector]: Float64Array[]) => Math.atan(vector![1]! / vector![0]!);

describe("extrapolated eigenvectors", () => {
  // An eigenvector that turns by 0.02 per unit of x.
  const turning = (x: number) => memory(at(x), direction(0.02 * x));

  test("go on turning as a smooth track does", () => {
    const start = extrapolateEigenvectors(at(3), turning(2), turning(1));
    expect(angleOf(start)).toBeCloseTo(0.06, 4);
    expect(Math.abs(angleOf(start) - 0.06)).toBeLessThan(Math.abs(0.04 - 0.06) / 100);
  });

  test("by as much as the new step goes along the last one", () => {
    expect(angleOf(extrapolateEigenvectors(at(2.5), turning(2), turning(1)))).toBeCloseTo(0.05, 4);
    // Across it, the line says nothing new.
    expect(angleOf(extrapolateEigenvectors(at(2, 7), turning(2), turning(1)))).toBeCloseTo(0.04, 9);
  });

  test("of a run that hops back are those of two steps ago", () => {
    const [vector] = extrapolateEigenvectors(at(1), turning(2), turning(1));
    expect(vector![0]).toBeCloseTo(Math.cos(0.02), 12);
    expect(vector![1]).toBeCloseTo(Math.sin(0.02), 12);
  });

  test("do not care about the sign of the earlier vector", () => {
    const flipped = memory(
      at(1),
      direction(0.02).map((entry) => -entry),
    );
    expect(extrapolateEigenvectors(at(3), turning(2), flipped)).toEqual(
      extrapolateEigenvectors(at(3), turning(2), turning(1)),
    );
  });

  test("are not carried further than one and a half steps", () => {
    const far = extrapolateEigenvectors(at(1e6), turning(2), turning(1));
    expect(far).toEqual(extrapolateEigenvectors(at(3.5), turning(2), turning(1)));
    const back = extrapolateEigenvectors(at(-1e6), turning(2), turning(1));
    expect(back).toEqual(extrapolateEigenvectors(at(0.5), turning(2), turning(1)));
  });

  test("stay as they are where pairs have traded places, each pair on its own", () => {
    const swapped = memory(at(1), direction(0), direction(Math.PI / 2 - 0.02));
    const last = memory(at(2), direction(Math.PI / 2), direction(Math.PI / 2));
    const [first, second] = extrapolateEigenvectors(at(3), last, swapped);
    expect(first).toEqual(last.vectors[0]);
    expect(angleOf([second!])).toBeCloseTo(Math.PI / 2 + 0.02 - Math.PI, 4);
  });

  test("are the last ones when nothing came before, or nothing moved", () => {
    const last = turning(2);
    expect(extrapolateEigenvectors(at(3), last, null)).toEqual(last.vectors);
    expect(extrapolateEigenvectors(at(3), last, memory(at(2), direction(1)))).toEqual(last.vectors);
    // A vector more than the earlier point had.
    const more = memory(at(2), direction(0.04), direction(1));
    expect(extrapolateEigenvectors(at(3), more, turning(1))[1]).toEqual(direction(1));
  });

  test("leave both memories unchanged", () => {
    const [last, before] = [turning(2), turning(1)];
    extrapolateEigenvectors(at(3), last, before);
    expect(last).toEqual(turning(2));
    expect(before).toEqual(turning(1));
  });
});
