import fc from "fast-check";
import { expect, test } from "vitest";
import { BACKEND_NAMES } from "../protocol/backend.ts";
import type { Calibration } from "../protocol/calibration.ts";
import { createCalibrations, type Shelf } from "./calibrations.ts";

function shelf(text: string | null = null, owner = "this browser") {
  const stored = { text };
  const place: Shelf = {
    owner,
    load: () => stored.text,
    store: (next) => {
      stored.text = next;
    },
  };
  return { place, stored };
}

const rate = fc.record({
  name: fc.constantFrom(...BACKEND_NAMES),
  stepsPerSecond: fc.option(fc.double({ min: 1e-3, max: 1e5, noNaN: true })),
});
const calibration = fc.record({
  network: fc.string(),
  rates: fc.array(rate, { minLength: 1, maxLength: 3 }),
});
const FLOAT64: Calibration = {
  network: "tiny",
  rates: [{ name: "float64", stepsPerSecond: 1150 }],
};

test("the next visit knows what this one measured, the latest of each network first", () => {
  fc.assert(
    fc.property(fc.array(calibration, { maxLength: 30 }), (measured) => {
      const { place, stored } = shelf();
      const before = createCalibrations(place);
      for (const each of measured) before.remember(each);
      const { place: next } = shelf(stored.text);
      const known = createCalibrations(next).list();
      expect(known).toEqual(before.list());
      const latest = measured.toReversed();
      const networks = [...new Set(latest.map(({ network }) => network))].slice(0, 20);
      expect(known).toEqual(
        networks.map((network) => latest.find((each) => each.network === network)),
      );
    }),
  );
});

test("anything else that is found stored is left out", () => {
  const found = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .array(fc.oneof(fc.jsonValue(), fc.record({ network: fc.string(), rates: fc.jsonValue() })))
      .map((known) => JSON.stringify({ version: 1, owner: "this browser", known })),
  );
  fc.assert(
    fc.property(found, (text) => {
      for (const { network, rates } of createCalibrations(shelf(text).place).list()) {
        expect(typeof network).toBe("string");
        expect(rates.length).toBeGreaterThan(0);
        expect(rates.every(({ name }) => BACKEND_NAMES.includes(name))).toBe(true);
      }
    }),
  );
});

test.each([0, -5, "fast", undefined])("a rate of %j is no rate", (stepsPerSecond) => {
  const known = [{ network: "tiny", rates: [{ name: "wasm", stepsPerSecond }] }, FLOAT64];
  const text = JSON.stringify({ version: 1, owner: "this browser", known });
  expect(createCalibrations(shelf(text).place).list()).toEqual([FLOAT64]);
});

test("another browser's measurements and another version's are forgotten", () => {
  const { place, stored } = shelf();
  createCalibrations(place).remember(FLOAT64);
  expect(createCalibrations(shelf(stored.text).place).list()).toEqual([FLOAT64]);
  expect(createCalibrations(shelf(stored.text, "another browser").place).list()).toEqual([]);
  const old = stored.text!.replace('"version":1', '"version":0');
  expect(createCalibrations(shelf(old).place).list()).toEqual([]);
});

test("without a shelf they last for the visit", () => {
  const calibrations = createCalibrations(null);
  calibrations.remember(FLOAT64);
  expect(calibrations.list()).toEqual([FLOAT64]);
});
