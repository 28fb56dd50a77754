import { expect, it, vi } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { historyOfLength } from "../../session/runs/fixtures/runs.ts";
import { createGhostHolder } from "./ghostHolder.ts";
import type { GhostRun } from "./ghostRun.ts";
import { createGhosts } from "./ghosts.ts";

it("draws the compared runs later where their drawing did not load at first", async () => {
  const run: GhostRun = {
    id: "a",
    name: "a run",
    slot: 0,
    history: historyOfLength(20),
    experiment: defaultExperiment(),
  };
  const load = vi
    .fn<() => Promise<{ createGhosts: typeof createGhosts }>>(async () => ({ createGhosts }))
    .mockRejectedValueOnce(new TypeError("Failed to fetch"));
  const onChange = vi.fn<() => void>();
  const holder = createGhostHolder(document.createElement("div"), onChange, load);
  holder.set([run]);
  await expect.poll(() => load.mock.settledResults.at(-1)?.type).toBe("rejected");
  expect(holder.ghosts).toBeNull();
  dispatchEvent(new Event("online"));
  await expect.poll(() => holder.ghosts).not.toBeNull();
  expect(onChange).toHaveBeenCalledTimes(1);
  holder.set([]);
  expect(holder.ghosts).toBeNull();
  holder.destroy();
});
