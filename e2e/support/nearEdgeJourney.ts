import { expect, type Page } from "@playwright/test";
import type { BackendName } from "../../src/protocol/backend.ts";
import { nearEdgeExperiment, NEAR_EDGE_FILE, runningLink } from "./experimentLink.ts";
import { columnDifferences, traceFromCommand, traceFromPage } from "./traces.ts";

/**
 * Train the small network in the page on one backend through its edge, and hold every streamed
 * column to what the trace command computes in float64.
 */
export async function trainThroughEdge(
  page: Page,
  backend: BackendName | "auto",
  runsOn: BackendName,
): Promise<void> {
  const experiment = nearEdgeExperiment();
  await page.goto(`./${runningLink(experiment, backend)}`);
  const story = page.getByRole("region", { name: "What is happening" });
  await expect(story).toContainText(`Step ${experiment.steps}`, { timeout: 150_000 });
  await expect(page.getByRole("region", { name: "Backend" })).toContainText(`${runsOn} · float32`);
  // The overlay is on the page: its flag, its name at the line's end, its error in the list.
  await expect(page.getByText("edge: predictions start")).toBeVisible();
  await expect(page.getByRole("switch", { name: /^Prediction/ })).toContainText("% off");

  const streamed = await traceFromPage(page);
  const reference = traceFromCommand(NEAR_EDGE_FILE);
  expect(streamed.backend).toBe(runsOn);
  expect(streamed.edgeSteps).toEqual(reference.edgeSteps);
  expect(streamed.edgeSteps).toHaveLength(1);
  const loss = streamed.columns.loss ?? [];
  expect(loss[experimentEdge(streamed) - 1]).toBeLessThan(loss[0] ?? 0);
  const differences = columnDifferences(streamed.columns, reference.columns);
  expect(Object.keys(differences).length).toBeGreaterThan(20);
  for (const [column, difference] of Object.entries(differences)) {
    expect(difference, column).toBeLessThan(1e-3);
  }
}

function experimentEdge(trace: { edgeSteps: number[] }): number {
  return trace.edgeSteps[0] ?? 0;
}
