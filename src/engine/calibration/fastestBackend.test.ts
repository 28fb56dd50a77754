import fc from "fast-check";
import { expect, test } from "vitest";
import type { BackendName } from "../../protocol/backend.ts";
import { fastestBackend } from "./fastestBackend.ts";

const rated = (rates: Partial<Record<BackendName, number | null>>) =>
  Object.entries(rates).map(([name, stepsPerSecond]) => ({
    name: name as BackendName,
    stepsPerSecond,
  }));

test.each<[BackendName, Partial<Record<BackendName, number | null>>]>([
  // Without a graphics card: the fastest.
  ["float64", { wasm: 640, float64: 1150 }],
  ["wasm", { wasm: 640, float64: 90 }],
  ["wasm", { wasm: 3, float64: null }],
  // With one: when it reaches 200, however fast the others are.
  ["webgpu", { webgpu: 200, wasm: 640, float64: 1150 }],
  ["webgpu", { webgpu: 900, wasm: 60, float64: 8 }],
  // Speeds that are close: in a fixed order, whichever was measured faster this time.
  ["wasm", { wasm: 640, float64: 639 }],
  ["wasm", { wasm: 640, float64: 800 }],
  ["float64", { wasm: 640, float64: 801 }],
  ["webgpu", { webgpu: 40, wasm: 41, float64: 2 }],
  // Below 200: when none is clearly faster.
  ["float64", { webgpu: 199, wasm: 640, float64: 1150 }],
  ["webgpu", { webgpu: 40, wasm: 12, float64: null }],
  ["wasm", { webgpu: 40, wasm: 51, float64: 2 }],
  // Too large to be timed: by what they could reach.
  ["webgpu", { webgpu: null, wasm: null, float64: null }],
  ["wasm", { float64: null, wasm: null }],
  ["wasm", { webgpu: null, wasm: 2, float64: null }],
  ["float64", { float64: null }],
])("%s of %j", (expected, rates) => {
  expect(fastestBackend(rated(rates))).toBe(expected);
});

test("does not depend on the order, and is one of them", () => {
  const rate = fc.option(fc.double({ min: 0.01, max: 1e4, noNaN: true }));
  const rates = fc.record(
    { webgpu: rate, wasm: rate, float64: rate },
    { requiredKeys: ["float64"], noNullPrototype: true },
  );
  fc.assert(
    fc.property(rates, (each) => {
      const list = rated(each);
      const name = fastestBackend(list);
      expect(Object.keys(each)).toContain(name);
      expect(fastestBackend(list.toReversed())).toBe(name);
    }),
  );
});
