import { expect, it } from "vitest";
import { fitTitleRow } from "./readings.ts";

const widths = { title: 60, symbol: 30, subtitle: 180, readings: [90, 110, 90, 80] };

it("shows everything where there is room", () => {
  expect(fitTitleRow(700, widths)).toEqual({ subtitle: true, symbol: true, readings: 4 });
});

it("gives way: subtitle, then fourth and third reading, then the symbol", () => {
  expect(fitTitleRow(500, widths)).toEqual({ subtitle: false, symbol: true, readings: 4 });
  expect(fitTitleRow(400, widths)).toEqual({ subtitle: false, symbol: true, readings: 3 });
  expect(fitTitleRow(300, widths)).toEqual({ subtitle: false, symbol: true, readings: 2 });
  expect(fitTitleRow(270, widths)).toEqual({ subtitle: false, symbol: false, readings: 2 });
  expect(fitTitleRow(200, widths)).toEqual({ subtitle: false, symbol: false, readings: 1 });
});
