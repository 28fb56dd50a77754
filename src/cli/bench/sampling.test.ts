import fc from "fast-check";
import { expect, test } from "vitest";
import { interleavedMedians, median } from "./sampling.ts";

test("the median leaves as many values below as above", () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });
  fc.assert(
    fc.property(values, (numbers) => {
      const middle = median(numbers);
      const below = numbers.filter((value) => value < middle).length;
      const above = numbers.filter((value) => value > middle).length;
      expect(below).toBeLessThanOrEqual(numbers.length / 2);
      expect(above).toBeLessThanOrEqual(numbers.length / 2);
    }),
  );
  expect(() => median([])).toThrow(RangeError);
});

test("samples are taken in turns, one outlier changes nothing", async () => {
  const order: string[] = [];
  const sampler = (name: string, times: number[]) => () => {
    order.push(name);
    return Promise.resolve(times.shift()!);
  };
  const medians = await interleavedMedians(
    { a: sampler("a", [1, 900, 2]), b: sampler("b", [30, 10, 20]) },
    { minimum: 3, maximum: 9, budgetMs: -1 },
  );
  expect(medians).toEqual({ a: 2, b: 20 });
  expect(order.join("")).toBe("ababab");
});

test("never more samples than the maximum, however much time is left", async () => {
  let taken = 0;
  const sample = () => Promise.resolve(++taken);
  await interleavedMedians({ only: sample }, { minimum: 3, maximum: 7, budgetMs: Infinity });
  expect(taken).toBe(7);
});
