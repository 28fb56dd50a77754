import { expect, test } from "vitest";
import { backendWords, parametersWords, ratesWords, speedWords } from "./backendWords.ts";

test.each([
  [1149.6, "1,150 steps/s"],
  [640.4, "640 steps/s"],
  [12.345, "12.3 steps/s"],
  [4.266, "4.3 steps/s"],
  [0.4213, "0.42 steps/s"],
  [0, ""],
  [NaN, ""],
])("a speed of %d is %j", (stepsPerSecond, words) => {
  expect(speedWords(stepsPerSecond)).toBe(words);
});

test("the fastest backend comes first, one that was not timed last", () => {
  const rates = [
    { name: "float64" as const, stepsPerSecond: null },
    { name: "wasm" as const, stepsPerSecond: 4.2 },
    { name: "webgpu" as const, stepsPerSecond: 640 },
    { name: "cpu" as const, stepsPerSecond: 0 },
  ];
  expect(ratesWords({ network: "small", rates }).replaceAll("\u00a0", " ")).toBe(
    "webgpu · 640 steps/s; wasm · 4.2 steps/s; float64 · too slow to be timed; cpu · too slow to be timed",
  );
});

test("a backend named by its precision is named once", () => {
  const report = { reason: "", calibration: null };
  expect(backendWords({ ...report, name: "float64", precision: "float64" })).toBe("float64");
  expect(backendWords({ ...report, name: "wasm", precision: "float32" })).toBe("wasm · float32");
  expect(backendWords(null)).toBe("starting");
});

test("parameters that never move are told from those that do", () => {
  expect(parametersWords(null)).toBe("");
  expect(parametersWords({ all: 1051, moving: 1051 })).toBe("1,051 parameters");
  expect(parametersWords({ all: 656_810, moving: 102_410 })).toBe(
    "656,810 parameters, moving in 102,410 dimensions",
  );
});
