import fc from "fast-check";
import { expect, it } from "vitest";
import { fromBytePlanes, toBytePlanes } from "./bytePlanes.ts";

const bitsOf = (values: Float32Array) => [...new Uint32Array(values.buffer)];

it("brings back every float32 bit by bit, what is no number included", () => {
  fc.assert(
    fc.property(fc.float32Array({ maxLength: 200 }), (values) => {
      const copy = Float32Array.from(values);
      const planes = toBytePlanes(copy);
      expect(planes.length).toBe(4 * values.length);
      expect(bitsOf(fromBytePlanes(planes))).toEqual(bitsOf(copy));
    }),
  );
});

it("makes small numbers of small changes: all high bytes of a slow curve are zero", () => {
  const slow = Float32Array.from({ length: 100 }, (_, i) => 1 + i * 2 ** -20);
  const planes = toBytePlanes(slow);
  expect(planes.subarray(101, 200).every((byte) => byte === 0)).toBe(true);
  expect(planes.subarray(201, 300).every((byte) => byte === 0)).toBe(true);
  expect(planes.subarray(301).every((byte) => byte === 0)).toBe(true);
});
