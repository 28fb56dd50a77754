import { expect, it } from "vitest";
import { edgeWindow } from "./edgeWindow.ts";

it("shows 250 steps with the last edge before the step shown", () => {
  expect(edgeWindow([714], 1113)).toEqual({ from: 674, to: 924 });
  expect(edgeWindow([714, 900], 1113)).toEqual({ from: 860, to: 1110 });
  expect(edgeWindow([714, 900], 800)).toEqual({ from: 674, to: 924 });
  expect(edgeWindow([714], 10)).toEqual({ from: 674, to: 924 });
  expect(edgeWindow([3], 10)).toEqual({ from: 0, to: 250 });
  expect(edgeWindow([], 10)).toBeNull();
});
