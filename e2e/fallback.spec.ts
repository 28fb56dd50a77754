import { test } from "@playwright/test";
import { trainThroughEdge } from "./support/nearEdgeJourney.ts";

test("without WebGPU, wasm trains through the edge as the trace command does", async ({ page }) => {
  await trainThroughEdge(page, "wasm", "wasm");
});
