import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dot } from "../../../math/vector.ts";
import { basisOf, carriedTurns, NO_BASIS, type ModesBasis } from "./carriedBasis.ts";

const carry = (before: ModesBasis, modes: readonly Float64Array[]) =>
  basisOf(carriedTurns(before, modes), modes);

const E = [0, 1, 2, 3].map((i) => Float64Array.from({ length: 4 }, (_, k) => Number(i === k)));

/** The plane of e₀ and e₁ in other orthonormal bases: turned, mirrored, in another order. */
function turned(angle: number, isMirrored: boolean): Float64Array[] {
  const first = Float64Array.of(Math.cos(angle), Math.sin(angle), 0, 0);
  const second = Float64Array.of(-Math.sin(angle), Math.cos(angle), 0, 0);
  return isMirrored ? [second, first.map((entry) => -entry)] : [first, second];
}

/** Equal to nine decimals. */
const closeTo = (basis: ModesBasis) =>
  basis.map((w) => (w === null ? null : Array.from(w, (entry) => expect.closeTo(entry, 9))));

const plain = (basis: ModesBasis) => basis.map((w) => (w === null ? null : [...w]));

describe("the carried basis", () => {
  test("begins with the eigenvectors", () => {
    expect(plain(carry(NO_BASIS, [E[0]!, E[1]!]))).toEqual(closeTo([E[0]!, E[1]!, null]));
  });

  test("depends on the span alone: eigenvectors may turn and change places", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.boolean(),
        (angle, isMirrored) => {
          expect(plain(carry([E[0]!, E[1]!, null], turned(angle, isMirrored)))).toEqual(
            closeTo([E[0]!, E[1]!, null]),
          );
        },
      ),
    );
  });

  test("follows a span that tilts, and stays orthonormal", () => {
    const tilted = Float64Array.of(Math.cos(0.1), 0, Math.sin(0.1), 0);
    const [first, second] = carry([E[0]!, E[1]!, null], [E[1]!, tilted]);
    expect(plain([first!, second!])).toEqual(closeTo([tilted, E[1]!]));
    expect(dot(first!, second!)).toBeCloseTo(0, 12);
  });

  test("takes in a mode that joins as what the others leave of the span", () => {
    expect(
      plain(carry([E[0]!, null, null], turned(0.7, false)).map((w) => w?.map(Math.abs) ?? null)),
    ).toEqual(closeTo([E[0]!, E[1]!, null]));
  });

  test("lets the one go of which the span has least, and keeps the place of the other", () => {
    expect(plain(carry([E[0]!, E[1]!, null], [E[1]!.map((entry) => -entry)]))).toEqual(
      closeTo([null, E[1]!, null]),
    );
    // The next one to join takes the free place.
    expect(plain(carry([null, E[1]!, null], [E[1]!, E[2]!]))).toEqual(
      closeTo([E[2]!, E[1]!, null]),
    );
  });

  test("begins anew where the span has nothing of it any more", () => {
    expect(plain(carry([E[0]!, null, null], [E[3]!]))).toEqual(closeTo([E[3]!, null, null]));
  });
});
