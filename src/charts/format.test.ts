import fc from "fast-check";
import { expect, it } from "vitest";
import {
  formatDestination,
  formatReading,
  formatSignificant,
  formatStep,
  formatTick,
} from "./format.ts";

it("writes steps with commas and a real minus", () => {
  expect(formatStep(1113)).toBe("1,113");
  expect(formatStep(-5)).toBe("−5");
});

it("writes readings with the decimals of their panel", () => {
  expect(formatReading(0.27914, "loss")).toBe("0.2791");
  expect(formatReading(20.5, "sharpness")).toBe("20.50");
  expect(formatReading(0.0816, "distance")).toBe("0.082");
  expect(formatReading(-1.25, "sharpness")).toBe("−1.25");
});

it("writes what these decimals cannot show in powers of ten", () => {
  expect(formatReading(3.21e-7, "distance")).toBe("3.2·10⁻⁷");
  expect(formatReading(-4e8, "loss")).toBe("−4·10⁸");
  expect(formatReading(0, "loss")).toBe("0.0000");
});

it("writes a dash where there is no value", () => {
  expect(formatSignificant(NaN, 3)).toBe("–");
  expect(formatReading(NaN, "loss")).toBe("–");
  expect(formatReading(Infinity, "loss")).toBe("–");
});

it("writes ticks and levels without superfluous zeros", () => {
  expect(formatTick(0.15)).toBe("0.15");
  expect(formatTick(1e-6)).toBe("10⁻⁶");
  expect(formatTick(0.001)).toBe("0.001");
  expect(formatTick(0.0001)).toBe("10⁻⁴");
  expect(formatTick(-0.00025)).toBe("−2.5·10⁻⁴");
  expect(formatTick(0)).toBe("0");
  expect(formatTick(-0.5)).toBe("−0.5");
  expect(formatSignificant(0.0005, 4)).toBe("0.0005");
  expect(formatSignificant(5.6179, 4)).toBe("5.618");
  expect(formatSignificant(20, 4)).toBe("20");
  expect(formatDestination(49.87)).toBe("49.9");
  expect(formatDestination(1)).toBe("1.00");
});

it("never writes NaN, a hyphen or a computer's exponent", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e300, max: 1e300 }), (value) => {
      const texts = [formatReading(value, "loss"), formatReading(value, "sharpness")];
      if (Number.isFinite(value)) {
        texts.push(formatTick(value), formatDestination(value), formatSignificant(value, 4));
      }
      for (const text of texts) expect(text).not.toMatch(/NaN|Infinity|-|e/);
    }),
  );
});
