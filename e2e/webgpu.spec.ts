import { test } from "@playwright/test";
import { trainThroughEdge } from "./support/nearEdgeJourney.ts";

test("forced WebGPU in the worker trains through the edge as the trace command does", async ({
  page,
}) => {
  await trainThroughEdge(page, "webgpu", "webgpu");
});
