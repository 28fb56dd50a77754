import { expect, test } from "vitest";
import { stepOrder } from "./frameOrder.ts";

test("without overlays a step is gradient descent alone", () => {
  expect(stepOrder(7, null)).toEqual(["descent"]);
});

test("gradient flow takes the sub-steps it needs, the last of them measured", () => {
  const order = (flowSubsteps: number | null) => stepOrder(1, { start: 0, flowSubsteps });
  const reading = ["readingBegin", "readingEnd"];
  expect(order(null)).toEqual(["descent", "curve", ...reading]);
  expect(order(1)).toEqual(["descent", "flow", "curve", ...reading]);
  expect(order(3)).toEqual(["descent", "flowSubstep", "flowSubstep", "flow", "curve", ...reading]);
});

test("the fourth derivative is measured at every tenth step from the start of the overlays", () => {
  const steps = Array.from({ length: 30 }, (_, i) => 104 + i);
  const measured = steps.filter((step) =>
    stepOrder(step, { start: 103, flowSubsteps: null }).includes("quartic"),
  );
  expect(measured).toEqual([113, 123, 133]);
});
