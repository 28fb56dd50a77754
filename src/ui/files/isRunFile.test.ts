import { expect, it } from "vitest";
import { isRunFile } from "./isRunFile.ts";

it.each([
  ['{"format":"brink-trace"}', true],
  ["\uFEFF [1]", true],
  ["# Brink trace\nstep,loss,sharpness\n0,1,2", true],
  ["Step,Loss\n0,1", true],
  ["x,y\n1,2", false],
  ["weight loss,age\n1,2", false],
  ["glossary\n1", false],
  ["\0\0\b\u0003loss", false],
  ["", false],
])("%j is a run: %s", async (text, isRun) => {
  expect(await isRunFile(new Blob([text]))).toBe(isRun);
});
